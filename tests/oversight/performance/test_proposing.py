"""What a month of measures proposes as findings, and takes off the bill."""

from dataclasses import replace
from decimal import Decimal

from tests.oversight.performance.worlds import (
    IN_TIME,
    MONTH,
    NOW,
    OVERTURNED,
    book,
    case,
    contract,
    looked_at,
    read,
    terms,
)

from fielding.oversight.findings.proposal import Proposal
from fielding.oversight.findings.wording import sentence_of
from fielding.oversight.performance.proposing import propose
from fielding.oversight.performance.reading import MeasureReading
from fielding.oversight.performance.service_credits import credits_due
from fielding.oversight.register.contracts import Claim
from fielding.oversight.register.terms import Credit
from fielding.testing.histories import standing_at

AT = replace(standing_at([], NOW), size=77)


def proposals(*readings: MeasureReading) -> list[Proposal]:
    return list(propose(contract(), readings, AT))


def test_an_interval_under_the_floor_is_proposed_with_its_numbers() -> None:
    reading = read(book(*looked_at(60, 40)), contract())

    (found,) = proposals(reading)

    assert (found.code, found.supplier, found.contract, found.period, found.stands_at) == (
        "under-floor", "prime", "c-1", MONTH, 77,
    )  # fmt: skip
    assert found.figure == {
        "value": "60.00 %", "n": "100", "low": "50.2 %", "high": "69.1 %", "limit": "80 %",
    }  # fmt: skip
    assert found.evidence == reading.entries


def test_an_interval_that_spans_the_target_proposes_nothing() -> None:
    assert proposals(read(book(*looked_at(88, 12)), contract())) == []


def test_several_measures_under_their_floor_make_one_finding_that_counts_them() -> None:
    one = read(book(*looked_at(10, 90)), contract())

    (found,) = proposals(one, replace(one, measure="another"))

    assert found.figure == {"value": "2", "n": "100"}


def test_a_claim_outside_the_interval_is_proposed_and_one_inside_is_not() -> None:
    def claimed(value: str) -> list[str]:
        claim = Claim(measure=IN_TIME, month=MONTH, value=Decimal(value), index=9)
        agreed = replace(contract(), claims=(claim,))
        return [one.code for one in proposals(read(book(*looked_at(85, 15)), agreed))]

    assert claimed("99") == ["claim-differs"]
    assert claimed("88.5") == []


def test_limits_of_reviews_are_left_to_the_instrument_of_reviews() -> None:
    told = [case(f"r-{n}").dismiss() for n in range(40)]
    for one in told:
        one.tell("review.requested", of="dismiss")
        one.tell("review.decided", result="replaced", of="dismiss")
    agreed = contract(terms({OVERTURNED: ("10", "20")}, at_most=True))

    assert proposals(read(book(*told), agreed)) == []


def test_every_code_has_its_sentence() -> None:
    assert all(sentence_of(code) for code in ("under-floor", "under-target", "claim-differs"))


def test_a_credit_is_due_on_the_value_itself_when_the_terms_grant_one() -> None:
    granted = replace(
        terms({IN_TIME: ("90", "80")}),
        credits={IN_TIME: Credit(measure=IN_TIME, percent=Decimal(5))},
    )

    missed = list(credits_due([read(book(*looked_at(89, 11)), contract(granted))]))
    met = list(credits_due([read(book(*looked_at(90, 10)), contract(granted))]))

    assert [(one.measure, one.month, one.percent) for one in missed] == [
        (IN_TIME, MONTH, Decimal(5))
    ]
    assert met == []
