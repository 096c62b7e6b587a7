"""Cases in columns: a row for each with what figures need of it, as folding would find it."""

import ibis
from ibis.expr.types import BooleanValue, Table

from fielding.app.standing import DEFAULT_NATION
from fielding.engines.segments.opened import ASSIGNED, ERASED, RECEIVED, SENT, SORTED, decided
from fielding.oversight.records import NOBODY


def case_rows(entries: Table) -> Table:
    """Say for each case when it began, who has it and whose it is.

    Columns: begun, service, definition, synthetic, month and received_at (of the receipt), firm
    and recipient ("-" where none is known), nation (of its last sorting), erased_at.
    """
    ours = entries.filter(entries.subject.startswith("case/"))
    received = ours.filter(ours.kind == RECEIVED)
    found = received.select("begun", "service", "definition", "synthetic", "month", "at")
    found = found.left_join(_latest(ours), "begun").drop("begun_right")
    # By index, not by taking the latest value of a group: engines sort each group for that.
    for place, words in (
        ("handled", {"firm": ours.firm}),
        ("sent", {"to": ours.recipient}),
        ("sorted", {"lead": ours.lead, "nation": ours.nation}),
    ):
        rows = ours.filter(_tells(ours, place)).select(ours["index"].name(place), **words)
        found = found.left_join(rows, place).drop(f"{place}_right")
    return found.select(
        "begun", "service", "definition", "synthetic", "month", "erased_at",
        received_at=found["at"],
        firm=found.firm.fill_null(NOBODY),
        nation=found.nation.fill_null(DEFAULT_NATION),
        recipient=ibis.coalesce(found.to, found.lead, ibis.literal(NOBODY)),
    )  # fmt: skip


def _tells(entries: Table, place: str) -> BooleanValue:
    if place == "handled":
        handles = entries.kind.isin([RECEIVED, ASSIGNED]) | decided(entries)
        return handles & entries.firm.notnull()
    return entries.kind == (SENT if place == "sent" else SORTED)


def _latest(entries: Table) -> Table:
    """Give for each case the index of the last entry that tells each thing."""
    index = entries["index"]
    told = entries.mutate(
        handled=_tells(entries, "handled").ifelse(index, None),
        sent=_tells(entries, "sent").ifelse(index, None),
        sorted=_tells(entries, "sorted").ifelse(index, None),
        erased_at=(entries.kind == ERASED).ifelse(entries["at"], None),
    )
    names = ("handled", "sent", "sorted", "erased_at")
    telling = told.filter(ibis.or_(*(told[name].notnull() for name in names)))
    return telling.group_by("begun").aggregate(**{name: telling[name].max() for name in names})
