"""Erase a case: its key and text are destroyed, its entries and every proof stay valid."""

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.acting import act_on_case
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Transaction
from fielding.cases.errors import CaseErased, Incomplete
from fielding.cases.step import Step

#: Closed, because the erasure stands open in the ledger.
BASES = {
    "retention-ended": "The retention period has ended",
    "dpa-2018-section-47": "Data Protection Act 2018, section 47",
    "uk-gdpr-article-17": "UK GDPR, Article 17",
    "court-order": "An order of a court",
}


def erase_case(hub: Hub, actor: Actor, case: str, *, basis: str) -> None:
    """Erase, on a stated legal basis. The erasure is itself an entry."""
    if basis not in BASES:
        raise Incomplete({"basis": "Choose the legal basis of the erasure"})

    def act(pen: Pen, tx: Transaction) -> None:
        if pen.current.erased_at:
            raise CaseErased(case=pen.current.reference)
        pen.write(actor, Step(kind="case.erased", facts={"basis": basis}))
        tx.forget(pen.case_id)

    act_on_case(hub, actor, case, Action.ERASE, act)
