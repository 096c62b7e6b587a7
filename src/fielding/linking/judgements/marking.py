"""A person's mark on an identifier: many share it, so it joins nothing; or it is an offender's."""

from collections.abc import Sequence
from enum import StrEnum

from fielding.cases.step import Step
from fielding.ledger.entry import Kept
from fielding.linking.errors import AlreadyMarked, NothingToWithdraw, ReasonMissing


class Mark(StrEnum):
    """What is said of an identifier."""

    SHARED = "shared"  # a bank's, a brand's, the victim's own: it never joins reports
    OFFENDER = "offender"  # it joins reports whatever the test for hubs says


def identifier_subject(token: bytes) -> str:
    """Name the folio of an identifier by its token."""
    return f"identifier/{token.hex()}"


def standing_mark(history: Sequence[Kept]) -> Mark | None:
    """Say which mark stands after a folio's entries."""
    if not history or history[-1].entry.kind != "identifier.marked":
        return None
    return Mark(str(history[-1].entry.facts["mark"]))


def mark(history: Sequence[Kept], put: Mark, token: bytes, reason: str) -> Step:
    """Mark an identifier; raises ReasonMissing, AlreadyMarked."""
    if not reason.strip():
        raise ReasonMissing
    if standing_mark(history):
        raise AlreadyMarked
    return Step(
        kind="identifier.marked",
        facts={"mark": put.value, "identifier": token.hex()},
        sealed={"reason": reason.strip()},
    )


def unmark(history: Sequence[Kept], reason: str) -> Step:
    """Take the mark away; raises ReasonMissing, NothingToWithdraw."""
    if not reason.strip():
        raise ReasonMissing
    if standing_mark(history) is None:
        raise NothingToWithdraw
    return Step(
        kind="identifier.unmarked",
        facts={"identifier": history[-1].entry.facts["identifier"]},
        sealed={"reason": reason.strip()},
    )
