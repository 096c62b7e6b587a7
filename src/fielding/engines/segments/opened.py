"""Opened segments: tables that plans are made of, whichever engine runs them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, Column, Table

from fielding.definitions.service import Service

#: Kinds that plans ask for by name. No chain but a case's has entries of these, so that plans need
#: not look at the subject, which is the longest column but the bytes themselves.
ERASED, RECEIVED, SORTED = "case.erased", "case.received", "case.sorted"
ASSIGNED, SENT = "case.assigned", "referral.sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Entries of cases, what is true of each case, and when promises fall due.

    `cases` has one row for each case (see `cases.case_rows`); `dues` says for a nation, a number
    of working days and the day something began (local) when it falls due, in microseconds.
    """

    entries: Table
    cases: Table
    dues: Table
    services: Mapping[str, Service]  # by definition
    now: int  # microseconds: the time of the checkpoint
    #: Work a table out once, for a plan that mentions it more than once.
    share: Callable[[Table], Table]


def decided(entries: Table) -> BooleanValue:
    """Tell the entries that are decisions on a case."""
    return entries.decision.notnull() & entries.kind.startswith("case.")


def any_of(column: Column, values: object) -> BooleanValue:
    """Is it one of these? Of none, never."""
    listed = sorted(values)  # type: ignore[call-overload]
    return column.isin(listed) if listed else ibis.literal(value=False)
