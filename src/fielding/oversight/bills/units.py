"""Billable units: what the ledger says was done, as a line of an invoice can ask for it.

A unit is made by one entry. Who can deliver units (case records in memory, segments on disk) does
so through the port `BillableUnits`; the check asks no further.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from fielding.oversight.bills.period import Period


class Per(StrEnum):
    """What a unit is counted per."""

    CASE = "case"
    PERSON = "person"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit; per day: one unbroken run of days, each of which is a unit."""

    case: str  # the case's id
    reference: str
    #: Whom it was done for: a person's keyed code where the entries name one, else the case.
    holder: str
    #: The day of the entry that makes it; per day: the first day.
    day: date
    #: The same day; per day: that of the entry that ends the run, or None while it goes on.
    ends: date | None = None
    index: int  # of the entry that makes it
    ended: int | None = None  # index of the entry that ends it
    #: Was it done under the contract in question?
    ours: bool = True
    #: From this day on an entry rules it out (the index of that entry).
    barred: tuple[date, int] | None = None
    #: For a percentage: the amount it is of, in pounds.
    amount: Decimal | None = None


class BillableUnits(Protocol):
    """Delivers units of one contract's service; it knows the tariff and when things happened."""

    def named(self, unit: str, cases: Collection[str]) -> Mapping[str, Iterable[Unit]]:
        """Give the units that some cases made, in the order of the ledger, by the names asked for.

        A case may be asked for by its id or its reference. What was done under other contracts is
        given too, and says so.
        """

    def by_day(self, unit: str, period: Period) -> Mapping[date, int]:
        """Count the contract's own units on each day of a period, each person once a day."""


def slug_of(name: str) -> str:
    """Write a unit's name as lines write it."""
    return "-".join(name.lower().split())
