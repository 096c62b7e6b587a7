"""Scope: what a figure is over. Real and synthetic cases are never counted together."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class By(StrEnum):
    """What a table is broken down by."""

    MONTH = "month"
    FIRM = "firm"
    FORCE = "force"
    SERVICE = "service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing counted: the entry it rests on, where it belongs, and what it counts as."""

    index: int
    month: str  # YYYY-MM, UTC: of the case's receipt, the promise's start, the decision, the entry
    firm: str
    force: str
    service: str
    synthetic: bool
    says: str
    pence: int = 0  # what it tells, where its counting adds an amount up


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Real or synthetic cases; of one service, firm or force, and between two months, or all."""

    synthetic: bool = False
    service: str | None = None
    first: str | None = None  # YYYY-MM
    last: str | None = None
    firm: str | None = None
    force: str | None = None

    def holds(self, point: Point) -> bool:
        """Does a point belong?"""
        return (
            self.synthetic is point.synthetic
            and self.service in {None, point.service}
            and (self.first is None or self.first <= point.month)
            and (self.last is None or point.month <= self.last)
            and self.firm in {None, point.firm}
            and self.force in {None, point.force}
        )


def month_of(moment: datetime) -> str:
    """Name the month of a moment, by UTC, as the ledger writes its times."""
    day = moment.astimezone(UTC)
    return f"{day.year:04}-{day.month:02}"
