"""What an instrument proposes as a finding; nothing is one before somebody has raised it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs, set by the instrument's rule; it is not a score."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    def reaches(self, limit: "Severity") -> bool:
        """Is this at or over a limit?"""
        order = list(Severity)
        return order.index(self) >= order.index(limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A figure that a rule says somebody should look at, with all it rests on.

    `figure` holds what was found: "value", and where they exist "n", "low" and "high" (the
    interval) and "limit"; each a number in a string ("15", "12.5 %", "£3,200.00") or a closed
    word, for it stands open in the ledger. `period` is a day, a month (2026-03), a year or two
    days with a slash between them. Same rule, supplier, contract, period, code and measure: the
    same finding.
    """

    instrument: str  # F1 to F12
    rule: str  # digest of the published rule
    supplier: str
    contract: str | None = None
    severity: Severity
    #: A closed word that the neutral wording is made from: see `wording`.
    code: str
    figure: Mapping[str, str]
    #: Indexes of entries in the ledger.
    evidence: tuple[int, ...]
    #: Size of the checkpoint.
    stands_at: int
    period: str
    #: A closed word: which of several things that the rule counts it is about.
    measure: str = ""

    @property
    def sameness(self) -> tuple[str, ...]:
        """What two proposals of one finding have in common."""
        same = (self.rule, self.supplier, self.contract or "", self.period, self.code)
        return (*same, self.measure) if self.measure else same
