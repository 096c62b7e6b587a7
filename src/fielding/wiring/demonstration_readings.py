"""The demonstration's second readings: one draw that is finished but for a few, left to try out."""

from datetime import timedelta

from fielding.access.permissions import Action
from fielding.app.books.readings.draws import commit_draw, make_draw
from fielding.app.books.readings.reading_again import (
    answer_reading,
    open_reading,
    readings_to_answer,
    readings_to_settle,
    settle_reading,
)
from fielding.ledger.entry import Kept
from fielding.oversight.readings.folding import ACT, NOTHING, fold_readings
from fielding.oversight.readings.plan import Plan
from fielding.simulation.books.demonstrated import AUTHORITY
from fielding.simulation.drawing import percent, seeded
from fielding.wiring.demonstration_desk import Desk, actor
from fielding.wiring.simulating import SERVICE

#: The period drawn from, in days before now.
FIRST, BEFORE = 150, 60
#: So many are left unread, and so many unsettled, for whoever tries the demonstration out.
LEFT_TO_READ, LEFT_TO_SETTLE = 4, 2
_SAYS = {
    ACT: "The report names an account and a phone number that nobody has followed up yet.",
    NOTHING: "Nothing in the report tells who did it or where the money went afterwards.",
}


def read_again(desk: Desk) -> None:
    """Commit a draw, make it when its period is over, and read what it drew; once."""
    if desk.bookkeeper.figures().folded(fold_readings).draws:
        return
    _draw(desk)
    rng = seeded("readings")
    reader, last = actor("demo-reader"), None
    waiting = readings_to_answer(desk.bookkeeper, reader)
    for number, reading in enumerate(waiting[:-LEFT_TO_READ]):
        desk.at(desk.now - timedelta(days=BEFORE - 3) + timedelta(minutes=20 * number))
        code = ACT if percent(rng, 20) else NOTHING
        open_reading(desk.bookkeeper, reader, reading.id, Action.READ_AGAIN)
        last = answer_reading(desk.bookkeeper, reader, reading.id, code=code, reason=_SAYS[code])
    if last:
        desk.seen(last)
        _settle(desk)


def _draw(desk: Desk) -> None:
    plan = Plan(
        service=SERVICE,
        synthetic=True,
        first=desk.now - timedelta(days=FIRST),
        before=desk.now - timedelta(days=BEFORE),
        per_handler=3,
        readers=(AUTHORITY,),
    )
    desk.at(desk.now - timedelta(days=BEFORE + 1))
    kept = commit_draw(desk.bookkeeper, actor("demo-overseer"), plan)
    desk.seen(kept)
    draw = kept.entry.subject.partition("/")[2]
    desk.at(desk.now - timedelta(days=BEFORE - 2))
    desk.seen(make_draw(desk.bookkeeper, actor("demo-overseer"), draw))


def _settle(desk: Desk) -> Kept | None:
    adjudicator, last = actor("demo-adjudicator"), None
    rng = seeded("settling")
    for reading in readings_to_settle(desk.bookkeeper, adjudicator)[:-LEFT_TO_SETTLE]:
        desk.at(desk.now - timedelta(days=BEFORE - 5))
        open_reading(desk.bookkeeper, adjudicator, reading.id, Action.ADJUDICATE)
        # Who settles agrees with whoever thought something can be done in two of three cases.
        code = ACT if percent(rng, 65) else NOTHING
        last = settle_reading(
            desk.bookkeeper, adjudicator, reading.id, code=code, reason=_SAYS[code]
        )
    if last:
        desk.seen(last)
    return last
