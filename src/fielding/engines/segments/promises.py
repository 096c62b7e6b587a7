"""Promises in columns: every clock of a service with its pauses, as `cases.clocks` counts them.

The entries of a case that can move one clock are a stream (for clocks that begin with a referral,
one stream for each referral). The first start in it, or after a stop, begins a promise, which the
next stop ends; what pauses and resumes between the two moves when it falls due.
"""

from collections.abc import Iterator

import ibis
from ibis.expr.types import IntegerColumn, Table

from fielding.definitions.service import Clock, Service, Unit
from fielding.engines.errors import CannotPlan
from fielding.engines.segments.opened import ERASED, SENT, Opened, any_of
from fielding.oversight.countings import KEPT, MISSED, OVERDUE, RUNNING
from fielding.oversight.records import NOBODY

#: What a stream is told from others by.
_KEYS = ["begun", "referral"]
_SPAN = [
    *_KEYS, "start", "started_at", "day", "month", "stop", "stopped_at", "stopped_by",
]  # fmt: skip
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
    found = _spans(_stream(opened, service, clock), clock)
    return _told(_with_case(opened, found, clock), opened, clock)


def _stream(opened: Opened, service: Service, clock: Clock) -> Table:
    """Give the entries that can move the clock, each with the stream it belongs to."""
    kinds = {clock.start, *clock.stop, *clock.paused_by, *clock.resumed_by, ERASED}
    entries = opened.entries
    moving = entries.filter(entries.definition == service.digest, any_of(entries.kind, kinds))
    rows = moving.select("begun", "index", "kind", "at", "day", "month", "firm", "referral")
    if not clock.start.startswith("referral."):
        return rows.mutate(referral=ibis.literal(""))
    starts = rows.filter(rows.kind == clock.start).select("begun", "referral").distinct()
    about_all = rows.filter(rows.referral.isnull()).drop("referral")
    shared = about_all.join(starts, "begun").select(*rows.columns)
    return ibis.union(rows.filter(rows.referral.notnull()), shared)


def _spans(stream: Table, clock: Clock) -> Table:
    """Give each promise with the entries that began and ended it, and how long it was paused.

    Most streams have one start and at most one stop after it: those are told by one aggregation.
    Only the others need the order of their entries.
    """
    turns = stream.filter(any_of(stream.kind, {clock.start, *clock.stop}))
    turns = turns.mutate(stops=any_of(turns.kind, clock.stop))
    index, at, starts = turns["index"], turns["at"], ~turns.stops
    once = turns.group_by(_KEYS).aggregate(
        starts=starts.cast("int64").sum(),
        ends=turns.stops.cast("int64").sum(),
        start=index.max(where=starts),
        started_at=at.max(where=starts),
        day=turns.day.max(where=starts),
        month=turns.month.max(where=starts),
        stop=index.max(where=turns.stops),
        stopped_at=at.max(where=turns.stops),
        stopped_by=turns.firm.max(where=turns.stops),
    )
    plain = (once.starts == 1) & ((once.ends == 0) | ((once.ends == 1) & (once.stop > once.start)))
    again = once.filter((once.starts > 0) & ~plain).select(_KEYS)
    spans = ibis.union(
        once.filter(plain).select(_SPAN), _in_order(turns.semi_join(again, _KEYS)).select(_SPAN)
    )
    pauses = _pauses(stream, spans, clock)
    return spans.left_join(pauses, "start").select(*spans.columns, "waited", "paused_at")


def _in_order(turns: Table) -> Table:
    """Of the starts after a stop the first begins a promise, and the next stop ends it."""
    order = ibis.window(group_by=_KEYS, order_by="index")
    turns = turns.mutate(after=turns.stops.lag().over(order))
    turns = turns.filter(turns.stops | turns.after.fill_null(ibis.literal(value=True)))
    order = ibis.window(group_by=_KEYS, order_by="index")
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
    moving = moving.select(*_KEYS, "index", "at", "pauses")
    running = moving.join(spans.select(*_KEYS, "start", "stop"), _KEYS)
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
    rows = rows.mutate(due_at=rows.base + rows.waited.fill_null(0))
    if not clock.start.startswith("referral."):
        return rows.mutate(force=rows.recipient)
    entries = opened.entries
    sent = entries.filter(entries.kind == SENT).group_by("begun", "referral")
    to = sent.aggregate(to=entries.recipient.max())  # a referral is sent once
    return rows.left_join(to, ["begun", "referral"]).select(
        *rows.columns, force=lambda t: ibis.coalesce(t.to, t.recipient)
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
