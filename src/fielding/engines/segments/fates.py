"""Fates in columns: where each case is now and since which entry, as `oversight.fates` says it."""

import ibis
from ibis.expr.types import Table

from fielding.cases.case import CLOSED, RETURNED
from fielding.cases.case import RECEIVED as NEW
from fielding.engines.segments.opened import RECEIVED, Opened, any_of, decided
from fielding.oversight.countings import AGES
from fielding.oversight.fates import (
    ACCEPTED,
    DECIDED,
    HELD,
    IN_REVIEW,
    JUDICIAL,
    NOT_ANSWERED,
    OPEN,
    OTHER_OUTCOME,
    SENT_BACK,
    WAITING,
    sending_states,
)

DAY = 86_400_000_000
#: A code in the lowest bits of an index: the greatest so far is the latest.
_BITS = 1024
_KINDS = (
    "case.received", "case.held", "case.released", "review.requested", "review.decided",
    "referral.sent", "referral.delivered", "referral.accepted", "referral.returned",
    "outcome.recorded",
)  # fmt: skip


def fate_rows(opened: Opened) -> Table:
    """Give a row for each case: its fate, and the entry that brought it there."""
    fates = _fates(opened)
    return fates.select("index", "synthetic", "service", "month", "firm", "force", "says")


def age_rows(opened: Opened) -> Table:
    """Give a row for each open case that is not erased: the band of its age in days."""
    fates = _fates(opened)
    open_ = fates.filter(any_of(fates.says, OPEN), fates.erased_at.isnull())
    age = ibis.literal(opened.now, "int64") - open_.received_at
    bands = [(age >= days * DAY, f"age-{days}") for days in reversed(AGES) if days]
    return open_.select(
        "index", "synthetic", "service", "month", "firm", "force",
        says=ibis.cases(*bands, else_=f"age-{AGES[0]}"),
    )  # fmt: skip


def _fates(opened: Opened) -> Table:
    states = _states(opened)
    rows = opened.share(_running(_moves(opened), states))
    order = ibis.window(group_by="begun", order_by="index")
    rows = rows.mutate(fate=_fate(opened, rows, states))
    rows = opened.share(rows.mutate(before=rows.fate.lag().over(order)))
    changed = rows.before.isnull() | (rows.before != rows.fate)
    last = rows.mutate(changed=changed.ifelse(rows["index"], None)).group_by("begun")
    since = last.aggregate(index=lambda t: t.changed.max())
    # What the last change changed to is the fate.
    found = since.join(rows.select("index", says="fate"), "index")
    return found.join(opened.cases.rename(force="recipient"), "begun")


def _states(opened: Opened) -> tuple[str, ...]:
    decisions = (d for service in opened.services.values() for d in service.decisions.values())
    return (NEW, RETURNED, CLOSED, *sorted({decision.to for decision in decisions}))


def _moves(opened: Opened) -> Table:
    """Give the entries that can move a fate, with how many referrals each opens and closes."""
    entries = opened.entries
    rows = entries.filter(entries.kind.isin(_KINDS) | decided(entries)).select(
        "begun", "index", "kind", "definition", "referral", "judicial",
        decided=decided(entries),
    )  # fmt: skip
    moves = rows.referral.notnull() & (
        rows.kind.startswith("referral.") | (rows.kind == "outcome.recorded")
    )
    open_kinds = ("referral.sent", "referral.delivered", "referral.accepted")
    rows = rows.mutate(
        out=(moves & rows.kind.isin(open_kinds)).cast("int64"),
        taken=(moves & (rows.kind == "referral.accepted")).cast("int64"),
    )
    order = ibis.window(group_by=["begun", "referral"], order_by="index")
    about = rows.filter(moves)
    about = about.mutate(
        out=about.out - about.out.lag().over(order).fill_null(0),
        taken=about.taken - about.taken.lag().over(order).fill_null(0),
    )
    return ibis.union(about, rows.filter(~moves))


def _running(moves: Table, states: tuple[str, ...]) -> Table:
    """Add what is true of the case after each entry."""
    order = ibis.window(group_by="begun", order_by="index", preceding=None, following=0)
    moves = moves.mutate(still=moves.out.sum().over(order), taken=moves.taken.sum().over(order))
    kind, index = moves.kind, moves["index"]
    ends = moves.still == 0
    word = ibis.cases(
        (moves.decided, kind.substr(len("case."))),
        (kind == RECEIVED, NEW),
        ((kind == "referral.returned") & ends, RETURNED),
        ((kind == "outcome.recorded") & ends, CLOSED),
    )
    code = ibis.cases(*((word == state, place) for place, state in enumerate(states)))
    held, asked = kind == "case.held", kind == "review.requested"
    holds = held | (kind == "case.released") | moves.decided
    reviews = asked | (kind == "review.decided")
    judicial = (kind == "outcome.recorded") & moves.judicial
    rows = moves.mutate(
        state=index * _BITS + code,
        held=holds.ifelse(index * 2 + held.cast("int64"), None),
        asked=reviews.ifelse(index * 2 + asked.cast("int64"), None),
        judicial=judicial.cast("int64"),
    )
    return rows.mutate(
        state=rows.state.max().over(order) % _BITS,
        held=(rows.held.max().over(order) % 2).fill_null(0),
        asked=(rows.asked.max().over(order) % 2).fill_null(0),
        judicial=rows.judicial.max().over(order),
    )


def _fate(opened: Opened, rows: Table, states: tuple[str, ...]) -> ibis.expr.types.StringValue:
    def in_state(*names: str) -> ibis.expr.types.BooleanValue:
        return any_of(rows.state, [states.index(name) for name in names])

    sending = ibis.literal(value=False)
    for digest, service in opened.services.items():
        names = [name for name in sending_states(service) if name in states]
        sending |= (rows.definition == digest) & in_state(*names)
    return ibis.cases(
        (rows.asked == 1, IN_REVIEW),
        (rows.held == 1, HELD),
        (in_state(CLOSED) & (rows.judicial == 1), JUDICIAL),
        (in_state(CLOSED), OTHER_OUTCOME),
        (in_state(RETURNED), SENT_BACK),
        (in_state(NEW), WAITING),
        (sending & (rows.taken > 0), ACCEPTED),
        (sending, NOT_ANSWERED),
        *((in_state(state), DECIDED + state) for state in states[3:]),
    )
