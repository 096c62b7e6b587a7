"""Counted entries, reviews and fates in columns: the other countings of `oversight.countings`."""

from dataclasses import replace

import ibis
from ibis.expr.types import Table

from fielding.definitions.service import Measure
from fielding.engines.segments.columns import pence, says
from fielding.engines.segments.opened import Opened, any_of, decided
from fielding.oversight.countings import ASKED, COUNTED, NOT_ASKED, NOT_TOLD, TOLD
from fielding.oversight.records import NOBODY

_REVIEWING = ("review.requested", "review.decided")
_REVIEWED = (
    "index", "begun", "definition", "kind", "decision", "result", "firm", "month", "service",
    "synthetic",
)  # fmt: skip


def entry_rows(opened: Opened, service: str, measure: Measure) -> Table:
    """Give a row for each entry that a measure counts, with what it counts as."""
    entries = opened.entries
    kinds = entries.filter(entries.service == service, entries.kind == measure.of)
    cases = opened.cases.select("begun", case_firm="firm", case_recipient="recipient")
    rows = kinds.join(cases, "begun")
    if measure.adds:
        word = rows[pence(measure.adds)].notnull().ifelse(TOLD, NOT_TOLD)
    elif measure.where:
        word = rows[says(measure.where)].ifelse(measure.where, f"not-{measure.where}")
    else:
        word = ibis.literal(COUNTED)
    # What a recipient records is booked to the firm that has the case, not to the recipient.
    told = rows.recipient.notnull()
    firm = told.ifelse(rows.case_firm, rows.firm.fill_null(rows.case_firm))
    if measure.of in _REVIEWING:
        judged = _judged(opened)
        rows = rows.left_join(judged, rows["index"] == judged.judging)
        firm = rows.decider.fill_null(firm)
    return rows.select(
        "index", "synthetic", "service", "month",
        firm=firm,
        force=rows.recipient.fill_null(rows.case_recipient),
        says=word,
        pence=(rows[pence(measure.adds)] if measure.adds else ibis.null("int64")),
    )  # fmt: skip


def review_rows(opened: Opened) -> Table:
    """Give a row for each decision open to review: whether one was asked for, and its result.

    What stands between a decision and the next is about it: of requests and of answers to one,
    the first.
    """
    cases = opened.cases.select("begun", force="recipient")
    found = _reviewables(opened).join(cases, "begun")
    not_asked = found.asked.isnull()
    return found.select(
        "synthetic", "service", "month", "force", "firm",
        index=ibis.coalesce(found.answered, found.asked, found.decided),
        says=not_asked.ifelse(NOT_ASKED, found.result.fill_null(ASKED)),
    )  # fmt: skip


def _judged(opened: Opened) -> Table:
    """Give the requests and answers that are about a decision, with the firm that took it."""
    entries = opened.entries
    reviewed = entries.filter(entries.kind.isin(_REVIEWING)).select("begun").distinct()
    # Few cases have a review, and only their entries need to be put in order.
    found = _reviewables(replace(opened, entries=entries.semi_join(reviewed, "begun")))
    asked = found.select(judging="asked", decider="firm")
    told = ibis.union(asked, found.select(judging="answered", decider="firm"))
    return told.filter(told.judging.notnull())


def _reviewables(opened: Opened) -> Table:
    """Give each decision open to review with the first request and the first answer about it."""
    rows = _about_decisions(opened)
    index = rows["index"]
    answers = (rows.kind == "review.decided") & (rows.asked_before > 0)
    found = rows.group_by("begun", "decided").aggregate(
        service=rows.service.max(),
        synthetic=rows.synthetic.max(),
        open=rows.open.max(),
        month=rows.month.argmin(index),
        firm=rows.firm.argmax(index, where=index == rows.decided),
        asked=index.min(where=rows.kind == "review.requested"),
        answered=index.min(where=answers),
        result=rows.result.argmin(index, where=answers),
    )
    return found.filter(found.open).mutate(firm=found.firm.fill_null(NOBODY))


def _about_decisions(opened: Opened) -> Table:
    """Give decisions, requests and answers, each with the decision that it is about."""
    entries = opened.entries
    reviewing = entries.kind.isin(_REVIEWING)
    rows = entries.filter(decided(entries) | reviewing).select(*_REVIEWED)
    decides = decided(rows)
    so_far = ibis.window(group_by="begun", order_by="index", preceding=None, following=0)
    rows = rows.mutate(
        decided=decides.ifelse(rows["index"], None).max().over(so_far),
        open=decides & _reviewable(opened, rows),
    )
    rows = rows.filter(rows.decided.notnull())
    before = ibis.window(group_by=["begun", "decided"], order_by="index", preceding=(None, 1))
    asks = (rows.kind == "review.requested").cast("int64")
    return rows.mutate(asked_before=asks.sum().over(before))


def _reviewable(opened: Opened, rows: Table) -> ibis.expr.types.BooleanValue:
    found = ibis.literal(value=False)
    for digest, service in opened.services.items():
        names = [name for name, decision in service.decisions.items() if decision.review]
        found |= (rows.definition == digest) & any_of(rows.decision, names)
    return found
