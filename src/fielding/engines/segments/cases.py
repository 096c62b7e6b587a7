"""Cases in columns: a row for each with what figures need of it, as folding would find it."""

import ibis
from ibis.expr.types import Table

from fielding.app.standing import DEFAULT_NATION
from fielding.engines.segments.opened import ASSIGNED, ERASED, RECEIVED, SENT, SORTED, decided
from fielding.oversight.records import NOBODY


def case_rows(entries: Table) -> Table:
    """Say for each case when it began, who has it and whose it is.

    Columns: begun, service, definition, synthetic, month and received_at (of the receipt), firm
    and recipient ("-" where none is known), nation (of its last sorting), erased_at.
    """
    ours = entries.filter(entries.subject.startswith("case/"))
    handled = ours.kind.isin([RECEIVED, ASSIGNED]) | decided(ours)
    told = ours.filter(handled | ours.kind.isin([SORTED, SENT, ERASED]))
    handles = (told.kind.isin([RECEIVED, ASSIGNED]) | decided(told)) & told.firm.notnull()
    received, sorted_, sent = (told.kind == kind for kind in (RECEIVED, SORTED, SENT))
    found = told.group_by("begun").aggregate(
        service=told.service.max(where=received),
        definition=told.definition.max(where=received),
        synthetic=told.synthetic.max(where=received),
        month=told.month.max(where=received),
        received_at=told["at"].max(where=received),
        firm=told.firm.argmax(told["index"], where=handles),
        sent=told.recipient.argmax(told["index"], where=sent),
        lead=told.lead.argmax(told["index"], where=sorted_),
        nation=told.nation.argmax(told["index"], where=sorted_),
        erased_at=told["at"].max(where=told.kind == ERASED),
    )
    return found.select(
        "begun", "service", "definition", "synthetic", "month", "received_at", "erased_at",
        firm=found.firm.fill_null(NOBODY),
        nation=found.nation.fill_null(DEFAULT_NATION),
        recipient=ibis.coalesce(found.sent, found.lead, ibis.literal(NOBODY)),
    )  # fmt: skip
