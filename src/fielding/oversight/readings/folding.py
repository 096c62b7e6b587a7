"""Folding: reads the entries of draws and second readings, and says what is true after them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from fielding.ledger.entry import Entry, Kept
from fielding.oversight.folding import fold_folios
from fielding.oversight.readings.picking import Pick
from fielding.oversight.readings.plan import Plan, read_plan
from fielding.oversight.readings.population import Decided

#: What a reader can answer.
ACT, NOTHING, UNSURE = "act", "nothing", "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """When a draw was made, with which seed, and over how many entries of the ledger."""

    index: int
    at: datetime
    seed: str  # hex
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A pick as the ledger has it, with the reading it became; None: nobody was independent."""

    pick: Pick
    reading: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A draw: committed, then made."""

    id: str
    plan: Plan
    seed_hash: str
    rule: str
    committed: int  # index of the entry
    committed_at: datetime
    made: Made | None = None
    picked: tuple[Picked, ...] = ()

    @property
    def subject(self) -> str:
        """The ledger's name for this draw."""
        return f"draw/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody came to, reading a case again."""

    index: int
    entry: str  # its id; the reason is sealed in it
    at: datetime
    code: str
    by: str
    firm: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One case given to an organisation to read again."""

    id: str
    draw: str
    case: str
    body: str
    assigned: int  # index of the entry
    assigned_at: datetime
    synthetic: bool
    openers: frozenset[str] = frozenset()
    answer: Answer | None = None
    settled: Answer | None = None
    #: The entry that asks for the case to be looked at again.
    reopened: int | None = None

    @property
    def subject(self) -> str:
        """The ledger's name for this reading."""
        return f"reading/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """All draws and readings, by their ids, in the order in which they began."""

    draws: Mapping[str, Draw] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    #: What each reading is of, by its id: for those who read, this stays hidden.
    picked: Mapping[str, Picked] = field(default_factory=dict)


def fold_readings(folios: Sequence[Kept]) -> Readings:
    """Fold the entries of all folios; those of other instruments change nothing."""
    draws = fold_folios(folios, fold_draw, "draw")
    readings = fold_folios(folios, fold_reading, "reading")
    picked = {one.reading: one for draw in draws.values() for one in draw.picked if one.reading}
    return Readings(draws=draws, readings=readings, picked=picked)


def fold_draw(known: Draw | None, kept: Kept) -> Draw | None:
    """Say what is true of a draw after one more entry of its folio."""
    entry = kept.entry
    if known is None:
        return _committed(kept) if entry.kind == "draw.committed" else None
    if entry.kind == "draw.made":
        made = Made(
            index=kept.place,
            at=entry.at,
            seed=str(entry.facts["seed"]),
            size=cast("int", entry.facts["size"]),
        )
        return replace(known, made=made)
    if entry.kind == "draw.picked":
        rows = cast("Sequence[Sequence[object]]", entry.facts["picks"])
        return replace(known, picked=(*known.picked, *(_picked(row) for row in rows)))
    return known


def fold_reading(known: Reading | None, kept: Kept) -> Reading | None:
    """Say what is true of a reading after one more entry of its folio."""
    if known is None:
        return _assigned(kept) if kept.entry.kind == "reading.assigned" else None
    turn = _TURNS.get(kept.entry.kind)
    return turn(known, kept) if turn else known


def picks_row(picked: Picked) -> list[object]:
    """Write a pick down as the ledger has it."""
    decided = picked.pick.decided
    return [
        decided.kind,
        decided.firm,
        decided.handler,
        decided.code,
        picked.pick.out_of,
        decided.case,
        decided.index,
        picked.pick.checked,
        picked.reading,
    ]


def _picked(row: Sequence[object]) -> Picked:
    kind, firm, handler, code, out_of, case, index, checked, reading = row
    decided = Decided(
        kind=str(kind),
        case=str(case),
        index=cast("int", index),
        firm=str(firm),
        handler=str(handler),
        code=str(code),
    )
    one = Pick(decided=decided, out_of=cast("int", out_of), checked=checked is True)
    return Picked(pick=one, reading=str(reading) if reading else None)


def _committed(kept: Kept) -> Draw:
    facts = kept.entry.facts
    return Draw(
        id=kept.entry.subject.partition("/")[2],
        plan=read_plan(facts),
        seed_hash=str(facts["seed_hash"]),
        rule=kept.entry.definition,
        committed=kept.place,
        committed_at=kept.entry.at,
    )


def _assigned(kept: Kept) -> Reading:
    entry = kept.entry
    (body,) = cast("Sequence[str]", entry.facts["for"])
    return Reading(
        id=entry.subject.partition("/")[2],
        draw=str(entry.facts["draw"]),
        case=next(one for one in entry.also if one.startswith("case/")).partition("/")[2],
        body=body,
        assigned=kept.place,
        assigned_at=entry.at,
        synthetic=entry.facts["synthetic"] is True,
    )


def _opened(known: Reading, kept: Kept) -> Reading:
    return replace(known, openers=known.openers | {kept.entry.actor})


def _answered(known: Reading, kept: Kept) -> Reading:
    return replace(known, answer=_answer(kept))


def _settled(known: Reading, kept: Kept) -> Reading:
    return replace(known, settled=_answer(kept))


def _reopened(known: Reading, kept: Kept) -> Reading:
    return replace(known, reopened=kept.place)


_TURNS: Mapping[str, Callable[[Reading, Kept], Reading]] = {
    "reading.opened": _opened,
    "reading.answered": _answered,
    "reading.settled": _settled,
    "reading.reopened": _reopened,
}


def _answer(kept: Kept) -> Answer:
    entry: Entry = kept.entry
    return Answer(
        index=kept.place,
        entry=entry.id,
        at=entry.at,
        code=str(entry.facts["code"]),
        by=entry.actor,
        firm=entry.firm,
    )
