"""Which report somebody means by the reference that they typed, and what to do where none is."""

from fielding.cases.answers import clean_text
from fielding.web.desk import the_hub

#: More characters than any reference has.
_LONGEST = 100


def typed_reference(sent: str) -> str:
    """Read a reference as it was sent by a form, however it was typed."""
    return clean_text(sent).upper()[:_LONGEST]


def case_typed(reference: str) -> str | None:
    """Give the case of a reference; None where there is no such report."""
    return the_hub().store.case_of(reference) if reference else None


def fault_of(reference: str) -> str:
    """Say what to do about a reference that no report has."""
    if not reference:
        return "Type the reference of a report"
    return "Check the reference: there is no report of that reference"
