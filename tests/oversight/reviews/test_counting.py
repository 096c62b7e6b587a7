"""Reviews counted: every decision open to review once, for whoever took it."""

from datetime import timedelta

import pytest

from fielding.oversight.books import Books
from fielding.oversight.reviews.counting import (
    ReviewRow,
    ReviewsBy,
    ReviewScope,
    ReviewTable,
    review_table,
    reviewed_in,
)
from fielding.oversight.shares import CannotCompute, Share
from fielding.testing.histories import BEGINNING, SERVICES, Teller, books_of, sequenced

DAY = timedelta(days=1)


def case(name: str, *, firm: str = "prime", handler: str = "one") -> Teller:
    return Teller(name=name, service=SERVICES["fraud"], firm=firm, actor=handler).receive()


def review(teller: Teller, result: str | None = None, **more: object) -> Teller:
    teller.tell("review.requested", DAY, of="dismiss", **more)
    if result:
        teller.tell("review.decided", DAY, of="dismiss", result=result)
    return teller


def books(*tellers: Teller) -> Books:
    return books_of(sequenced(*(teller.told for teller in tellers)), BEGINNING + 60 * DAY)


def table(
    over: Books, by: ReviewsBy = ReviewsBy.FIRM, scope: ReviewScope | None = None
) -> ReviewTable:
    return review_table(list(reviewed_in(over.records.values(), scope or ReviewScope())), by)


def only(row: ReviewRow) -> dict[str, int]:
    return {column: len(cell) for column, cell in row.cells.items() if cell}


def test_each_decision_counts_as_what_came_of_it() -> None:
    over = books(
        case("a").dismiss(DAY),
        review(case("b").dismiss(DAY)),
        review(case("c").dismiss(DAY), "upheld"),
        review(case("d").dismiss(DAY), "replaced"),
    )

    assert only(table(over).whole) == {"not-asked": 1, "waiting": 1, "upheld": 1, "replaced": 1}


def test_a_second_dismissal_of_the_case_can_be_reviewed_too() -> None:
    told = review(case("a").dismiss(DAY), "replaced")
    told.tell("case.kept", decision="keep", code="x").dismiss(DAY)
    over = books(review(told, "upheld"))

    assert only(table(over).whole) == {"upheld": 1, "replaced": 1}


def test_what_the_review_upheld_is_not_counted_as_a_decision_again() -> None:
    over = books(review(case("a").dismiss(DAY), "upheld"))

    assert only(table(over).whole) == {"upheld": 1}


def test_a_review_counts_for_the_firm_and_the_person_who_decided_not_who_answered() -> None:
    told = case("a", firm="prime", handler="quick").dismiss(DAY)
    told.firm, told.actor = "other", "careful"
    over = books(review(told, "replaced"))

    assert [row.group for row in table(over, ReviewsBy.FIRM).rows] == ["prime"]
    assert [row.group for row in table(over, ReviewsBy.HANDLER).rows] == ["quick"]


@pytest.mark.parametrize(
    ("by", "group"),
    [(ReviewsBy.REASON, "no-crime"), (ReviewsBy.DECISION, "dismiss"), (ReviewsBy.MONTH, "2026-01")],
)
def test_reviews_are_broken_down_by_reason_rule_and_month(by: ReviewsBy, group: str) -> None:
    over = books(case("a").dismiss(DAY))

    assert [row.group for row in table(over, by).rows] == [group]


def test_a_review_that_a_second_reading_asked_for_is_in_no_rate() -> None:
    over = books(
        review(case("a").dismiss(DAY), "replaced", asked="second-reading"),
        review(case("b").dismiss(DAY), "upheld"),
    )

    whole = table(over).whole

    assert only(whole) == {"by-reading": 1, "upheld": 1}
    assert isinstance(whole.replaced, Share)
    assert (whole.replaced.met, whole.replaced.of) == (0, 1)


def test_without_an_answered_review_there_is_no_rate_and_it_says_so() -> None:
    whole = table(books(case("a").dismiss(DAY))).whole

    assert whole.replaced == CannotCompute(because="nothing-to-count")


def test_the_rates_stand_with_wilsons_interval() -> None:
    told = [review(case(f"u{n}").dismiss(DAY), "upheld") for n in range(13)]
    told += [review(case(f"r{n}").dismiss(DAY), "replaced") for n in range(87)]

    replaced = table(books(*told)).whole.replaced

    assert isinstance(replaced, Share)
    assert (round(replaced.low, 3), round(replaced.high, 3)) == (0.79, 0.922)


def test_the_parts_add_up_to_the_whole() -> None:
    told = [review(case(f"c{n}", firm=f"firm-{n % 3}").dismiss(DAY), "upheld") for n in range(10)]
    over = books(*told)

    found = table(over)

    assert sum(row.count("upheld") for row in found.rows) == found.whole.count("upheld") == 10


def test_the_scope_leaves_other_firms_and_months_out() -> None:
    over = books(case("a", firm="one").dismiss(DAY), case("b", firm="two").dismiss(40 * DAY))

    assert only(table(over, scope=ReviewScope(firm="one")).whole) == {"not-asked": 1}
    assert only(table(over, scope=ReviewScope(first="2026-02")).whole) == {"not-asked": 1}
    assert [row.group for row in table(over, scope=ReviewScope(first="2026-02")).rows] == ["two"]
