"""Counted entries, reviews and fates in columns: the other countings of `oversight.countings`."""

import ibis
from ibis.expr.types import Table

from fielding.definitions.service import Measure
from fielding.engines.segments.columns import says
from fielding.engines.segments.opened import Opened, any_of
from fielding.oversight.countings import ASKED, COUNTED, NOT_ASKED
from fielding.oversight.records import NOBODY

_REVIEWED = (
    "index", "begun", "definition", "kind", "decision", "result", "firm", "month", "service",
    "synthetic",
)  # fmt: skip


def entry_rows(opened: Opened, service: str, measure: Measure) -> Table:
    """Give a row for each entry that a measure counts, with what it counts as."""
    entries = opened.entries
    kinds = entries.filter(
        entries.service == service, entries.kind == measure.of, entries.subject.startswith("case/")
    )
    cases = opened.cases.select("begun", case_firm="firm", case_recipient="recipient")
    rows = kinds.join(cases, "begun")
    if measure.where:
        word = rows[says(measure.where)].ifelse(measure.where, f"not-{measure.where}")
    else:
        word = ibis.literal(COUNTED)
    # What a recipient records is booked to the firm that has the case, not to the recipient.
    told = rows.recipient.notnull()
    return rows.select(
        "index", "synthetic", "service", "month",
        firm=told.ifelse(rows.case_firm, rows.firm.fill_null(rows.case_firm)),
        force=rows.recipient.fill_null(rows.case_recipient),
        says=word,
    )  # fmt: skip


def review_rows(opened: Opened) -> Table:
    """Give a row for each decision open to review: whether one was asked for, and its result.

    A case has one review: decisions after it are not open to another.
    """
    entries = opened.entries
    asked, answered = entries.kind == "review.requested", entries.kind == "review.decided"
    rows = entries.filter(
        entries.subject.startswith("case/") & (entries.decision.notnull() | asked | answered)
    ).select(*_REVIEWED)
    index, decision = rows["index"], rows.decision.notnull()
    open_ = decision & _reviewable(opened, rows)
    # The last decision before, and in the lowest bit whether it is open to review.
    coded = decision.ifelse(index * 2 + open_.cast("int64"), None)
    before = ibis.window(group_by="begun", order_by="index", preceding=(None, 1))
    rows = rows.mutate(open=open_, last=coded.max().over(before))
    asks = (rows.kind == "review.requested") & (rows["last"] % 2 == 1)
    requests = rows.filter(asks).group_by("begun")
    request = requests.aggregate(
        asked=lambda t: t["index"].min(), of=lambda t: t["last"].argmin(t["index"]) // 2
    )
    answers = rows.filter(rows.kind == "review.decided").join(request, "begun")
    answers = answers.filter(answers["index"] > answers.asked)
    answer = answers.group_by("begun").aggregate(
        answer=answers["index"].min(), answered=answers.result.argmin(answers["index"])
    )
    cases = opened.cases.select("begun", force="recipient")
    found = rows.filter(rows.open).left_join(request, "begun").drop("begun_right")
    found = found.left_join(answer, "begun").drop("begun_right").join(cases, "begun")
    found = found.filter(found.asked.isnull() | (found["index"] <= found.of))
    in_question = (found["index"] == found.of).fill_null(ibis.literal(value=False))
    return found.select(
        "synthetic", "service", "month", "force",
        index=in_question.ifelse(ibis.coalesce(found.answer, found.asked), found["index"]),
        firm=found.firm.fill_null(NOBODY),
        says=in_question.ifelse(found.answered.fill_null(ASKED), NOT_ASKED),
    )  # fmt: skip


def _reviewable(opened: Opened, rows: Table) -> ibis.expr.types.BooleanValue:
    found = ibis.literal(value=False)
    for digest, service in opened.services.items():
        names = [name for name, decision in service.decisions.items() if decision.review]
        found |= (rows.definition == digest) & any_of(rows.decision, names)
    return found
