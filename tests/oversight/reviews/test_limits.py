"""A rate of reviews over what a contract allows is proposed as a finding, and only then."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from tests.oversight.reviews.test_counting import DAY, books, case, review

from fielding.definitions.service import Form, Text
from fielding.oversight.findings.proposal import Proposal
from fielding.oversight.records import CaseRecord
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.terms import Target, Terms
from fielding.oversight.reviews.limits import Period, over_limit

SERVICE = case("x").service
MONTH = Period(month="2026-01", stands_at=500)


def contract(limit: str, *, at_most: bool = True, effective: date = date(2025, 6, 1)) -> Contract:
    target = Target(
        measure="decisions overturned",
        target=Decimal(limit),
        floor=Decimal(100),
        at_most=at_most,
    )
    terms = Terms(
        effective=effective,
        agreed=effective,
        recorded_at=datetime(2025, 6, 1, tzinfo=UTC),
        digest="",
        index=0,
        prices={},
        commissions={},
        indexations=(),
        targets={target.measure: target},
        credits={},
    )
    return Contract(
        slug="c-1",
        service="fraud",
        buyer="authority",
        supplier="prime",
        begins=date(2025, 6, 1),
        ends=None,
        value=None,
        terms=(terms,),
        begun=0,
    )


def answered(replaced: int, of: int) -> list[CaseRecord]:
    told = [
        review(case(f"c{n}").dismiss(DAY), "replaced" if n < replaced else "upheld")
        for n in range(of)
    ]
    return list(books(*told).records.values())


def proposed(agreed: Contract, records: list[CaseRecord]) -> list[Proposal]:
    return list(over_limit([agreed], SERVICE, records, MONTH))


def test_a_rate_whose_interval_lies_over_the_limit_is_proposed() -> None:
    (found,) = proposed(contract("40"), answered(87, 100))

    assert (found.supplier, found.contract, found.code) == ("prime", "c-1", "decisions-replaced")
    assert found.figure == {
        "value": "87.0 %", "n": "100", "low": "79.0 %", "high": "92.2 %", "limit": "40 %",
    }  # fmt: skip
    assert len(found.evidence) == 87
    assert (found.period, found.stands_at) == ("2026-01", 500)


def test_a_rate_over_the_limit_by_chance_is_not_proposed() -> None:
    assert proposed(contract("40"), answered(5, 10)) == []


def test_another_firms_reviews_propose_nothing_against_this_one() -> None:
    other = replace(contract("40"), supplier="elsewhere")

    assert proposed(other, answered(87, 100)) == []


def test_a_target_to_be_reached_is_no_limit() -> None:
    assert proposed(contract("40", at_most=False), answered(87, 100)) == []


def test_terms_of_a_later_day_do_not_bind_an_earlier_month() -> None:
    assert proposed(contract("40", effective=date(2026, 2, 1)), answered(87, 100)) == []


def test_a_limit_on_requests_is_held_against_the_request_rate() -> None:
    told = replace(
        SERVICE.measures["decisions overturned"],
        name="reviews asked",
        title=Text(en="Reviews asked for"),
        form=Form.COUNT,
        of="review.requested",
        where=None,
    )
    service = replace(SERVICE, measures={**SERVICE.measures, told.name: told})
    agreed = contract("40")
    target = replace(agreed.terms[0].targets["decisions overturned"], measure="reviews asked")
    terms = replace(agreed.terms[0], targets={target.measure: target})

    (found,) = over_limit([replace(agreed, terms=(terms,))], service, answered(1, 20), MONTH)

    assert (found.code, found.figure["value"]) == ("reviews-asked", "100.0 %")
