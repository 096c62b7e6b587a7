"""The demonstration's books: what was agreed, billed, read again, found and replied.

Everything goes through the same use cases as a real hub's, by the demonstration's accounts, on a
clock that is set to the past; all of it is marked synthetic.
"""

from collections.abc import Callable

from fielding.app.ports import Hub
from fielding.wiring.demonstration_bills import post_bills
from fielding.wiring.demonstration_desk import Desk, a_desk, sequencer_at_work
from fielding.wiring.demonstration_findings import ask_for_award, hand_back, raise_and_reply
from fielding.wiring.demonstration_readings import read_again
from fielding.wiring.demonstration_register import (
    claim_months,
    register_contract,
    register_parties,
)

Told = Callable[[str, int, int], None]


def load_books(hub: Hub, told: Told) -> None:
    """Write the books; `told` hears how far it is. Begun again, it writes nothing twice."""
    desk = a_desk(hub)
    first = register_parties(desk)
    with sequencer_at_work(desk, first):
        desk.seen(first)
        for done, step in enumerate(_STEPS, start=1):
            step(desk)
            told("books", done, len(_STEPS))


def _register(desk: Desk) -> None:
    if agreed := register_contract(desk):
        desk.seen(agreed)


def _claim(desk: Desk) -> None:
    if claimed := claim_months(desk):
        desk.seen(claimed)


_STEPS: tuple[Callable[[Desk], None], ...] = (
    _register,
    _claim,
    post_bills,
    read_again,
    raise_and_reply,
    ask_for_award,
    hand_back,
)
