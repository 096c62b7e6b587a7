"""Ask that a case be looked at again whose dismissal a second reading overturned."""

from fielding.access.errors import NotFound
from fielding.access.permissions import Action, require
from fielding.access.roles import SYSTEM, Actor
from fielding.app.acting import act_on_case
from fielding.app.books.writing import write_in_folio
from fielding.app.pen import Pen
from fielding.app.read_figures import Bookkeeper
from fielding.cases.step import Step
from fielding.ledger.entry import Kept
from fielding.oversight.readings.folding import fold_readings
from fielding.oversight.readings.reading import reopening


def reopen_case(bookkeeper: Bookkeeper, actor: Actor, name: str) -> Kept:
    """Write the request on the case, as the hub, and on the reading, as who asked; give the last.

    The hub writes on the case, since an overseer opens none. Raises NotFound and NotForReopening.
    Asked twice at once, the case has one request: the second is refused by its rules.
    """
    require(actor, Action.DRAW)
    hub = bookkeeper.hub
    readings = bookkeeper.figures().folded(fold_readings)
    reading = readings.readings.get(name)
    if reading is None:
        raise NotFound(reading=name)
    picked = readings.picked[reading.id]

    def ask(pen: Pen, _: object) -> Step:
        asked, noted = reopening(picked, reading, pen.service, pen.current)
        pen.write(SYSTEM, asked)
        return noted

    noted = act_on_case(hub, SYSTEM, reading.case, None, ask)
    return write_in_folio(
        hub, actor, reading.subject, Action.DRAW, lambda folio: folio.write(actor, noted)
    )
