"""Cases in columns: a row for each with what figures need of it, as folding would find it."""

import ibis
from ibis.expr.types import BooleanValue, Table

from fielding.app.standing import DEFAULT_NATION
from fielding.engines.segments.opened import ASSIGNED, ERASED, RECEIVED, SENT, SORTED, decided
from fielding.oversight.records import NOBODY


@ibis.udf.agg.builtin  # type: ignore[untyped-decorator]
def max_by(value: str, index: int) -> str:  # type: ignore[empty-body]
    """Take the value with the greatest index: DuckDB and Spark know it by this name.

    What ibis writes for `argmax` makes DuckDB sort each group. Where a value is NULL, DuckDB passes
    over it and Spark takes it, so ask only for columns that are never NULL in the rows asked: the
    firm is asked where there is one, a referral names its recipient, and `columns` writes lead and
    nation as texts for every sorting.
    """


def case_rows(entries: Table) -> Table:
    """Say for each case when it began, who has it and whose it is.

    Columns: begun, service, synthetic, month and received_at (of the receipt), firm
    and recipient ("-" where none is known), nation (of its last sorting), erased_at.
    """
    telling = entries.filter(
        _handles(entries) | entries.kind.isin([RECEIVED, SORTED, SENT, ERASED])
    )
    kind, index = telling.kind, telling["index"]
    told = telling.group_by("begun").aggregate(
        firm=max_by(telling.firm, index, where=_handles(telling)),
        to=max_by(telling.recipient, index, where=kind == SENT),
        lead=max_by(telling.lead, index, where=kind == SORTED),
        nation=max_by(telling.nation, index, where=kind == SORTED),
        erased_at=telling["at"].max(where=kind == ERASED),
    )
    received = entries.filter(entries.kind == RECEIVED)
    found = received.select(
        "begun", "service", "synthetic", "month", received_at=received["at"]
    ).join(told, "begun")
    return found.select(
        "begun", "service", "synthetic", "month", "received_at", "erased_at",
        firm=found.firm.fill_null(NOBODY),
        nation=found.nation.fill_null(DEFAULT_NATION),
        recipient=ibis.coalesce(found.to, found.lead, ibis.literal(NOBODY)),
    )  # fmt: skip


def _handles(entries: Table) -> BooleanValue:
    handled = entries.kind.isin([RECEIVED, ASSIGNED]) | decided(entries)
    return handled & entries.firm.notnull()
