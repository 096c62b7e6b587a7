"""Claims and closed months: both sides are kept, and a closed figure does not move."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.oversight.performance.worlds import (
    IN_TIME,
    MONTH,
    NOW,
    book,
    contract,
    looked_at,
    read,
    terms,
)

from fielding.cases.step import Step
from fielding.ledger.entry import Entry, Kept, keep_entry
from fielding.oversight.books import Standpoint
from fielding.oversight.performance.closing import (
    Restatement,
    claim_value,
    close_month,
    fold_closed,
    restatements,
)
from fielding.oversight.performance.errors import (
    ClaimAtFault,
    NothingAgreed,
    PeriodClosed,
    PeriodNotOver,
    SameClaim,
)
from fielding.oversight.register.contracts import Claim, ClosedPeriod
from fielding.oversight.shares import Share
from fielding.testing.histories import standing_at

AT = replace(standing_at([], NOW), size=500)


def written(step: Step, index: int = 500) -> Kept:
    entry = Entry(
        id="0190a0a0-0000-7000-8000-000000000001",
        service="books",
        definition="d",
        kind=step.kind,
        subject="contract/c-1",
        previous=None,
        occurred_at=NOW,
        recorded_at=NOW,
        actor="manager",
        role="contract-manager",
        facts=step.facts,
    )
    return replace(keep_entry(entry), index=index)


def test_a_claim_is_kept_as_the_supplier_says_it() -> None:
    step = claim_value(contract(), MONTH, IN_TIME, "99.50", NOW)

    assert (step.kind, step.facts) == (
        "claim.posted",
        {"month": MONTH, "measure": IN_TIME, "value": "99.50"},
    )


@pytest.mark.parametrize(
    ("month", "measure", "value", "wrong"),
    [
        (MONTH, "smiles", "99", "measure"),
        ("2026-04", IN_TIME, "99", "month"),  # April runs still
        ("2026-13", IN_TIME, "101", "month, value"),
        (MONTH, IN_TIME, "-1", "value"),
        (MONTH, IN_TIME, "1e2", "value"),
        (MONTH, IN_TIME, "NaN", "value"),
    ],
)
def test_a_claim_at_fault_names_all_that_is_wrong(
    month: str, measure: str, value: str, wrong: str
) -> None:
    with pytest.raises(ClaimAtFault) as caught:
        claim_value(contract(), month, measure, value, NOW)

    assert caught.value.facts == {"wrong": wrong}


def test_the_same_claim_is_not_posted_twice() -> None:
    claim = Claim(measure=IN_TIME, month=MONTH, value=Decimal("99.5"), index=1)
    known = replace(contract(), claims=(claim,))

    with pytest.raises(SameClaim):
        claim_value(known, MONTH, IN_TIME, "99.50", NOW)

    assert claim_value(known, MONTH, IN_TIME, "98", NOW).facts["value"] == "98"


def test_a_closed_month_keeps_its_figure_and_later_entries_restate_it() -> None:
    then = read(book(*looked_at(15, 5)), contract())

    closed = fold_closed([written(close_month(contract(), MONTH, [then], AT))])["c-1", MONTH]
    now = read(book(*looked_at(15, 5), *looked_at(0, 4, name="more")), contract())

    figure = closed.figures[IN_TIME]
    assert (closed.size, closed.at, figure.met, figure.of) == (500, NOW, 15, 20)
    assert restatements(closed, [then]) == ()
    (restated,) = restatements(closed, [now])
    assert isinstance(restated, Restatement)
    assert isinstance(restated.now, Share)
    assert (restated.closed.of, restated.now.of) == (20, 24)


def test_a_month_is_closed_once_and_only_when_it_is_over() -> None:
    reading = read(book(*looked_at(1, 0)), contract())
    early = Standpoint(size=5, root=AT.root, at=datetime(2026, 3, 31, 23, 59, tzinfo=UTC))
    period = ClosedPeriod(month=MONTH, size=3, index=4)

    with pytest.raises(PeriodNotOver):
        close_month(contract(), MONTH, [reading], early)
    with pytest.raises(PeriodClosed):
        close_month(replace(contract(), closed=(period,)), MONTH, [reading], AT)


def test_a_month_for_which_nothing_was_agreed_in_time_has_no_figure_to_close_with() -> None:
    late = contract(terms({IN_TIME: ("90", "80")}, recorded=NOW))

    with pytest.raises(NothingAgreed):
        close_month(late, MONTH, [read(book(*looked_at(1, 0)), late)], AT)
