"""Asking for claims: the folio of a contract in which its supplier says what its measures came to.

It is a folio of its own, so that the supplier need not see the contract's.
"""

from collections.abc import Iterable

from fielding.cases.step import Step
from fielding.ledger.entry import Kept
from fielding.oversight.register.contracts import Contract

ASKED = "claim.asked"


def claims_of(slug: str) -> str:
    """Name the folio of the claims of a contract."""
    return f"claim/{slug}"


def ask_supplier(contract: Contract, history: Iterable[Kept]) -> Step | None:
    """Let a contract's supplier post its own claims; None where it was asked, or none is named."""
    asked = {kept.entry.facts["supplier"] for kept in history if kept.entry.kind == ASKED}
    if not contract.supplier or contract.supplier in asked:
        return None
    return Step(
        kind=ASKED,
        facts={"supplier": contract.supplier, "for": [contract.supplier]},
        also=(f"contract/{contract.slug}",),
    )
