"""Calendars: by when promises in working days fall due, worked out once for each day and nation."""

from collections.abc import Iterable, Mapping

import pyarrow as pa

from fielding.cases.clocks import Workday, due
from fielding.definitions.service import Service, Unit
from fielding.engines.segments.columns import days_between, microseconds
from fielding.kernel.instants import local_day

DUES = pa.schema(
    [("nation", pa.string()), ("amount", pa.int64()), ("day", pa.date32()), ("due", pa.int64())]
)


def due_rows(
    services: Iterable[Service], nations: Mapping[str, Workday], span: tuple[int, int]
) -> pa.Table:
    """Say when promises that begin on each day of a span (microseconds) fall due."""
    clocks = [clock for service in services for clock in service.clocks.values()]
    amounts = {c.amount: c for c in clocks if c.unit is Unit.WORKING_DAYS}
    rows = [
        {
            "nation": nation,
            "amount": amount,
            "day": local_day(noon),
            "due": microseconds(due(clock, noon, workday)),
        }
        for noon in days_between(*span)
        for amount, clock in sorted(amounts.items())
        for nation, workday in nations.items()
    ]
    return pa.Table.from_pylist(rows, schema=DUES)
