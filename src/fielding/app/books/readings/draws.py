"""Commit a draw before its period is over, and make it when it is."""

from collections.abc import Sequence

from fielding.access.errors import NotFound
from fielding.access.permissions import Action, require
from fielding.access.roles import SYSTEM, Actor
from fielding.app.books.texts import read_texts
from fielding.app.books.writing import FolioDesk, write_in_folios
from fielding.app.ports import Hub
from fielding.app.read_figures import Bookkeeper, Figures
from fielding.cases.errors import CaseErased
from fielding.kernel.ids import new_id
from fielding.ledger.entry import Kept
from fielding.oversight.readings.drawing import (
    SEED_BYTES,
    assigning,
    commit,
    making,
    require_drawable,
)
from fielding.oversight.readings.errors import AlreadyDrawn, NothingToDraw
from fielding.oversight.readings.folding import Draw, Picked, Readings, fold_readings
from fielding.oversight.readings.periods import periods_of, take_period
from fielding.oversight.readings.picking import Pick, assign, pick
from fielding.oversight.readings.plan import Plan
from fielding.oversight.readings.population import decisions_for


def read_readings(bookkeeper: Bookkeeper, actor: Actor) -> tuple[Figures, Readings]:
    """Give all draws and readings, and the figures they stand beside, to who may see the books."""
    require(actor, Action.SEE_BOOKS)
    figures = bookkeeper.figures()
    return figures, figures.folded(fold_readings)


def commit_draw(bookkeeper: Bookkeeper, actor: Actor, plan: Plan) -> Kept:
    """Draw a seed, seal it, and fix its hash with the plan; give the entry.

    Raises PlanAtFault, PeriodOver and PeriodTaken.
    """
    require(actor, Action.DRAW)
    hub = bookkeeper.hub
    draws = bookkeeper.figures().folded(fold_readings).draws.values()
    step = commit(plan, hub.random.bytes(SEED_BYTES), draws, now=hub.clock.now())
    name = _new_name(hub)

    def act(desk: FolioDesk) -> Kept:
        # Figures know of no draw that was committed since their checkpoint; this folio does.
        periods = desk.folio(periods_of(plan.service))
        periods.write(actor, take_period(plan, name, periods.history))
        return desk.folio(f"draw/{name}").write(actor, step)

    return write_in_folios(hub, actor, Action.DRAW, act)


def make_draw(bookkeeper: Bookkeeper, actor: Actor, name: str) -> Kept:
    """Reveal a draw's seed, and give each case it draws to an organisation to read again.

    All of it is one transaction. Raises NotFound, PeriodRunning, AlreadyDrawn, SeedDiffers and
    NothingToDraw; gives the last entry written.
    """
    require(actor, Action.DRAW)
    hub, figures = bookkeeper.hub, bookkeeper.figures()
    draw = figures.folded(fold_readings).draws.get(name)
    if draw is None:
        raise NotFound(draw=name)
    seed = _seed(hub, draw)
    require_drawable(draw, seed, figures.books.standpoint)
    picks = _picks(hub, figures, draw, seed)
    bodies = list(assign(picks, draw.plan.readers))
    picked = [
        Picked(pick=one, reading=_new_name(hub) if body else None)
        for one, body in zip(picks, bodies, strict=True)
    ]
    steps = list(making(seed, figures.books.standpoint, picked))

    def act(desk: FolioDesk) -> Kept:
        folio = desk.folio(draw.subject)
        if any(kept.entry.kind == "draw.made" for kept in folio.history):
            raise AlreadyDrawn(draw=draw.id)
        for step in steps:
            folio.write(actor, step)
        return _assign_all(desk, actor, draw, picked, bodies)

    return write_in_folios(hub, actor, Action.DRAW, act)


def _assign_all(
    desk: FolioDesk,
    actor: Actor,
    draw: Draw,
    picked: Sequence[Picked],
    bodies: Sequence[str | None],
) -> Kept:
    last = desk.folio(draw.subject).history[-1]
    for one, body in zip(picked, bodies, strict=True):
        if one.reading and body:
            reading = desk.folio(f"reading/{one.reading}")
            last = reading.write(actor, assigning(draw, one.pick.decided.case, body))
    return last


def _picks(hub: Hub, figures: Figures, draw: Draw, seed: bytes) -> tuple[Pick, ...]:
    books = figures.books
    decisions = decisions_for(
        draw.plan, books.records.values(), hub.services.by_digest, books.standpoint.size
    )
    picks = pick(draw.plan, seed, decisions)
    if not picks:
        raise NothingToDraw(draw=draw.id)
    return picks


def _seed(hub: Hub, draw: Draw) -> bytes:
    """Open a draw's seed, which the store opens for nobody but the hub itself."""
    texts = read_texts(hub, SYSTEM, [draw.subject])
    for fields in texts.values():
        if "seed" in fields:
            return bytes.fromhex(str(fields["seed"]))
    raise CaseErased(draw=draw.id)


def _new_name(hub: Hub) -> str:
    return str(new_id(hub.stamp.now(), hub.random.bytes(10)))
