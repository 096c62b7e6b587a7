"""Promises in columns: every clock of a service with its pauses, as `cases.clocks` counts them.

The entries of a case that can move one clock are a stream (for clocks that begin with a referral,
one stream for each referral). The first start in it, or after a stop, begins a promise, which the
next stop ends; what pauses and resumes between the two moves when it falls due.
"""

from collections.abc import Iterator

import ibis
from ibis import _
from ibis.expr.types import IntegerColumn, Table

from fielding.definitions.service import Clock, Service, Unit
from fielding.engines.errors import CannotPlan
from fielding.engines.segments.opened import ERASED, SENT, Opened, any_of
from fielding.oversight.countings import KEPT, MISSED, OVERDUE, RUNNING
from fielding.oversight.records import NOBODY

_MOVING = ["begun", "index", "kind", "at", "day", "month", "firm", "recipient"]
_SPAN = [
    "begun", "to", "start", "started_at", "day", "month", "stop", "stopped_at", "stopped_by",
]  # fmt: skip
#: What is said once of a referral: its case, and whom it was sent to.
_REFERRED = {"begun": _.begun.max(), "to": _.recipient.max(where=_.kind == SENT)}
MICROSECONDS = {
    Unit.MINUTES: 60_000_000,
    Unit.HOURS: 3_600_000_000,
    Unit.DAYS: 86_400_000_000,
}


def promise_rows(opened: Opened, service: str, clock: str) -> Table:
    """Give a row for each promise of a clock of a service.

    Columns: index (of the entry that ended or began it), synthetic, service, month (of the start),
    firm, force, says (kept, missed, overdue, running), length (microseconds until the end or now)
    and ended. Each case is counted under the definition it began under. Raises CannotPlan.
    """
    parts = [
        _of_definition(opened, one, one.clocks[clock]) for one in _with(opened, service, clock)
    ]
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _with(opened: Opened, service: str, clock: str) -> Iterator[Service]:
    for one in opened.services.values():
        if one.code == service and clock in one.clocks:
            yield one


def _of_definition(opened: Opened, service: Service, clock: Clock) -> Table:
    if clock.start in clock.stop or set(clock.paused_by) & set(clock.resumed_by):
        raise CannotPlan(clock=clock.name, service=service.code)
    entries = opened.entries.filter(opened.entries.definition == service.digest)
    once = opened.share(_once(_stream(entries, clock), clock))
    # Most streams have one start, at most one stop after it and nothing else, and are told by one
    # aggregation. Only the others need the order of their entries.
    ends = (once.stops == 0) | ((once.stops == 1) & (once.stop > once.start))
    plain = (once.starts == 1) & ends & (once.others == 0)
    never = ibis.null("int64")
    told = once.filter(plain).select(*_SPAN, waited=never, paused_at=never)
    again = once.filter((once.starts > 0) & ~plain).select("begun", "stream", "to")
    moving = _stream(entries.semi_join(again, "begun"), clock)
    turning = opened.share(moving.join(again.drop("begun"), "stream"))
    found = opened.share(ibis.union(told, _turning(turning, clock)))
    return _told(_with_case(opened, found, clock), opened, clock)


def _stream(entries: Table, clock: Clock) -> Table:
    """Give the entries that can move the clock, each with the stream it belongs to.

    A stream is named by the index of its first entry: the case's or the referral's.
    """
    kinds = {clock.start, *clock.stop, *clock.paused_by, *clock.resumed_by, ERASED}
    if not _is_of_referrals(clock):
        return entries.filter(any_of(entries.kind, kinds)).select(*_MOVING, stream="begun")
    about_one = entries.filter(any_of(entries.kind, {*kinds, SENT}), entries.sent.notnull())
    # What is about no one referral touches them all.
    shared = {kind for kind in kinds if not kind.startswith("referral.")}
    about_all = entries.filter(any_of(entries.kind, shared), entries.sent.isnull())
    first = entries.filter(entries.kind == SENT, entries["index"] == entries.sent)
    return ibis.union(
        about_one.select(*_MOVING, stream="sent"),
        about_all.join(first.select("begun", stream="sent"), "begun").select(*_MOVING, "stream"),
    )


def _once(stream: Table, clock: Clock) -> Table:
    """Give for each stream what would be its promise, did it have just one."""
    starts, stops = stream.kind == clock.start, any_of(stream.kind, clock.stop)
    sent = stream.kind == SENT
    index, at = stream["index"], stream["at"]
    once = stream.group_by("stream").aggregate(
        starts=starts.cast("int64").sum(),
        stops=stops.cast("int64").sum(),
        others=(~(starts | stops | sent)).cast("int64").sum(),
        start=index.max(where=starts),
        started_at=at.max(where=starts),
        day=stream.day.max(where=starts),
        month=stream.month.max(where=starts),
        stop=index.max(where=stops),
        stopped_at=at.max(where=stops),
        stopped_by=stream.firm.max(where=stops),
        **(_REFERRED if _is_of_referrals(clock) else {}),
    )
    if _is_of_referrals(clock):
        return once
    return once.mutate(begun=once.stream, to=ibis.null("string"))


def _is_of_referrals(clock: Clock) -> bool:
    return clock.start.startswith("referral.")


def _turning(stream: Table, clock: Clock) -> Table:
    """Give the promises of streams that pause, or that begin or end more than once."""
    spans = _in_order(stream, clock)
    pauses = _pauses(stream, spans, clock)
    return spans.left_join(pauses, "start").select(*_SPAN, "waited", "paused_at")


def _in_order(stream: Table, clock: Clock) -> Table:
    """Of the starts after a stop the first begins a promise, and the next stop ends it."""
    order = ibis.window(group_by="stream", order_by="index")
    turns = stream.mutate(stops=any_of(stream.kind, clock.stop))
    turns = turns.filter(turns.stops | (turns.kind == clock.start))
    turns = turns.mutate(after=turns.stops.lag().over(order))
    turns = turns.filter(turns.stops | turns.after.fill_null(ibis.literal(value=True)))
    spans = turns.mutate(
        stop=turns["index"].lead().over(order),
        stopped_at=turns["at"].lead().over(order),
        stopped_by=turns.firm.lead().over(order),
    )
    return spans.filter(~spans.stops).rename(start="index", started_at="at")


def _pauses(stream: Table, spans: Table, clock: Clock) -> Table:
    """Sum what was waited in pauses that ended, and say since when one has not.

    Only the first of several pauses in a row counts, and a resumption only after a pause.
    """
    pauses = any_of(stream.kind, {*clock.paused_by, ERASED} - set(clock.stop))
    resumes = any_of(stream.kind, set(clock.resumed_by) - set(clock.stop)) & ~pauses
    moving = stream.mutate(pauses=pauses).filter(pauses | resumes)
    moving = moving.select("stream", "index", "at", "pauses")
    running = moving.join(spans.select("stream", "start", "stop"), "stream")
    index = running["index"]
    running = running.filter(index > running.start, running.stop.isnull() | (index < running.stop))
    order = ibis.window(group_by="start", order_by="index")
    before = running.pauses.lag().over(order).fill_null(ibis.literal(value=False))
    turns = running.mutate(before=before)
    turns = turns.filter(turns.pauses != turns.before)
    at = turns["at"]
    sums = turns.group_by("start").aggregate(
        ended=at.sum(where=~turns.pauses),
        begun_at=at.sum(where=turns.pauses),
        last=at.argmax(turns["index"]),
        still=turns.pauses.argmax(turns["index"]),
    )
    paused_at = ibis.ifelse(sums.still, sums["last"], None)
    waited = sums.ended.fill_null(0) - sums.begun_at + paused_at.fill_null(0)
    return sums.select("start", waited=waited, paused_at=paused_at)


def _with_case(opened: Opened, found: Table, clock: Clock) -> Table:
    """Add when each falls due, and what is true of its case and its referral."""
    cases = opened.cases.select(
        "begun", "service", "synthetic", "nation", "erased_at", "firm", "recipient"
    )
    rows = found.join(cases, "begun")
    if clock.unit is Unit.WORKING_DAYS:
        dues = opened.dues.filter(opened.dues.amount == clock.amount)
        rows = rows.join(dues, ["nation", "day"]).mutate(base=lambda t: t.due)
    else:
        rows = rows.mutate(base=rows.started_at + clock.amount * MICROSECONDS[clock.unit])
    return rows.mutate(
        due_at=rows.base + rows.waited.fill_null(0),
        force=ibis.coalesce(rows.to, rows.recipient),
    )


def _told(rows: Table, opened: Opened, clock: Clock) -> Table:
    now = ibis.literal(opened.now, "int64")
    until: IntegerColumn = ibis.least(rows.erased_at.fill_null(opened.now), now)
    ended = rows.stop.notnull()
    late = ibis.coalesce(rows.paused_at, until) > rows.due_at
    says = ibis.cases(
        (ended & (rows.stopped_at <= rows.due_at), KEPT),
        (ended, MISSED),
        (late, OVERDUE),
        else_=RUNNING,
    )
    firm = rows.firm
    if clock.owed_by == "hub":
        # Whoever ended it did the work; who has the case now may be another firm.
        firm = ibis.ifelse(ended, rows.stopped_by.fill_null(NOBODY), rows.firm)
    length = ibis.coalesce(rows.stopped_at, until) - rows.started_at
    return rows.select(
        "synthetic", "service", "month", "force",
        index=ibis.coalesce(rows.stop, rows.start),
        firm=firm,
        says=says,
        length=ibis.greatest(length, ibis.literal(0, "int64")),
        ended=ended,
    )  # fmt: skip
