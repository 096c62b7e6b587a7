"""Read a case again, blind: the answers of the report alone, opened after the read is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fielding.access.errors import NotFound
from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.writing import FolioDesk, write_in_folio, write_in_folios
from fielding.app.open_case import disclose
from fielding.app.read_figures import Bookkeeper, Figures
from fielding.cases.errors import CaseErased
from fielding.definitions.service import Service
from fielding.ledger.entry import Kept
from fielding.oversight.folding import fold_folio
from fielding.oversight.readings.errors import NotIndependent
from fielding.oversight.readings.folding import (
    Picked,
    Reading,
    Readings,
    fold_reading,
    fold_readings,
)
from fielding.oversight.readings.population import Deciders, deciders_among
from fielding.oversight.readings.reading import (
    answering,
    needs_settling,
    opening,
    require_independent,
    require_waiting,
    settling,
)

#: What is read again: what the reporter told, and nothing that anybody did with it.
_READ = frozenset({"case.received", "case.added"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead:
    """A reading with what the rules need to know of it, and the reader must not."""

    reading: Reading
    picked: Picked
    deciders: Deciders
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOpen:
    """The answers of a report as they stood when it was decided, and what was added till then."""

    service: Service
    reading: Reading
    answers: dict[str, object]
    added: tuple[str, ...]


def readings_to_answer(bookkeeper: Bookkeeper, actor: Actor) -> Sequence[Reading]:
    """List the readings that an organisation's reader has before them, in the order of the draw."""
    require(actor, Action.READ_AGAIN)
    found = _all(bookkeeper.figures())
    return [
        one.reading
        for one in found
        if one.reading.body == actor.firm and not one.reading.answer and _open_to(one, actor)
    ]


def readings_to_settle(bookkeeper: Bookkeeper, actor: Actor) -> Sequence[Reading]:
    """List the readings that wait for an adjudicator whom nothing ties to the case."""
    require(actor, Action.ADJUDICATE)
    found = _all(bookkeeper.figures())
    return [
        one.reading
        for one in found
        if needs_settling(one.picked, one.reading) and _open_to(one, actor)
    ]


def open_reading(bookkeeper: Bookkeeper, actor: Actor, name: str, action: Action) -> LaidOpen:
    """Record that somebody opens a case to read it again, then lay its answers open.

    `action` is READ_AGAIN or ADJUDICATE. Raises NotFound, NotIndependent and CaseErased, and where
    nobody waits for it to be read: AlreadyRead or NotForSettling.
    """
    require(actor, action)
    figures = bookkeeper.figures()
    found = _found(figures, actor, name, action)

    def act(desk: FolioDesk) -> LaidOpen:
        folio = desk.folio(found.reading.subject)
        reading = _as_it_stands(folio, found)
        require_waiting(found.picked, reading, to_settle=action is Action.ADJUDICATE)
        folio.write(actor, opening(reading, found.deciders, actor))
        return _lay_open(desk, found)

    return write_in_folios(bookkeeper.hub, actor, action, act)


def answer_reading(
    bookkeeper: Bookkeeper, actor: Actor, name: str, *, code: str, reason: str
) -> Kept:
    """Record what a reader came to; raise AlreadyRead, NotIndependent, AnswerAtFault."""
    found = _found(bookkeeper.figures(), actor, name, Action.READ_AGAIN)

    def act(folio: FolioPen) -> Kept:
        reading = _as_it_stands(folio, found)
        step = answering(reading, found.deciders, actor, code=code, reason=reason)
        return folio.write(actor, step)

    subject = found.reading.subject
    return write_in_folio(bookkeeper.hub, actor, subject, Action.READ_AGAIN, act)


def settle_reading(
    bookkeeper: Bookkeeper, actor: Actor, name: str, *, code: str, reason: str
) -> Kept:
    """Record what an adjudicator came to; raise NotForSettling, NotIndependent, AnswerAtFault."""
    found = _found(bookkeeper.figures(), actor, name, Action.ADJUDICATE)

    def act(folio: FolioPen) -> Kept:
        reading = _as_it_stands(folio, found)
        step = settling(found.picked, reading, found.deciders, actor, (code, reason))
        return folio.write(actor, step)

    subject = found.reading.subject
    return write_in_folio(bookkeeper.hub, actor, subject, Action.ADJUDICATE, act)


def _found(figures: Figures, actor: Actor, name: str, action: Action) -> ToRead:
    """Find a reading that is this actor's to read; raise NotFound."""
    readings = figures.folded(fold_readings)
    reading = readings.readings.get(name)
    mine = reading is not None and (action is Action.ADJUDICATE or reading.body == actor.firm)
    if reading is None or not mine:
        raise NotFound(reading=name)
    return _to_read(figures, readings, reading)


def _all(figures: Figures) -> list[ToRead]:
    readings = figures.folded(fold_readings)
    return [_to_read(figures, readings, one) for one in readings.readings.values()]


def _to_read(figures: Figures, readings: Readings, reading: Reading) -> ToRead:
    draw = readings.draws[reading.draw]
    picked = readings.picked[reading.id]
    marks = figures.books.records[f"case/{reading.case}"].marks
    size = draw.made.size if draw.made else 0
    deciders = Deciders(
        people=deciders_among(marks).people,
        # A firm that answered a review since then still reads what it was given before.
        firms=deciders_among(mark for mark in marks if mark.index < size).firms,
    )
    decided = picked.pick.decided.index
    decided_at = next(mark.at for mark in marks if mark.index == decided)
    return ToRead(reading=reading, picked=picked, deciders=deciders, decided_at=decided_at)


def _open_to(found: ToRead, actor: Actor) -> bool:
    try:
        require_independent(found.reading, found.deciders, actor)
    except NotIndependent:
        return False
    return True


def _as_it_stands(folio: FolioPen, found: ToRead) -> Reading:
    """Fold the folio as this transaction sees it: figures may lie a moment behind."""
    reading = fold_folio(folio.history, fold_reading)
    if reading is None:
        raise NotFound(reading=found.reading.id)
    return reading


def _lay_open(desk: FolioDesk, found: ToRead) -> LaidOpen:
    """Open what was known when it was decided: what came later may tell of the decision."""
    case, tx, hub = found.reading.case, desk.tx, desk.hub
    known = [kept.entry for kept in tx.history(case) if kept.entry.at <= found.decided_at]
    told = [entry for entry in known if entry.kind in _READ]
    if not told:
        raise CaseErased(case=case)
    key, blobs = tx.case_key(case), tx.blobs(case)
    fields = [
        {field.name: field.value for field in disclose(key, entry, blobs.get(entry.id, b""))}
        for entry in told
        if entry.sealed
    ]
    opened = told[0].facts.get("answers")
    sealed = fields[0] if told[0].sealed else {}
    return LaidOpen(
        service=hub.services.by_digest(told[0].definition),
        reading=found.reading,
        answers={**(opened if isinstance(opened, dict) else {}), **sealed},
        added=tuple(str(one["text"]) for one in fields if "text" in one and one is not sealed),
    )
