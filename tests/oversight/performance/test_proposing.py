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
from fielding.oversight.findings.raising import raise_finding
from fielding.oversight.findings.wording import sentence_of
from fielding.oversight.performance.counted import Counted
from fielding.oversight.performance.funnels import Funnel, Grouped, funnel_of
from fielding.oversight.performance.proposing import propose, propose_outside
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


def test_each_measure_under_its_floor_is_a_finding_of_its_own() -> None:
    one = read(book(*looked_at(10, 90)), contract())

    found = proposals(one, replace(one, measure="another one"))

    assert [each.measure for each in found] == ["first-look-in-time", "another-one"]
    assert len({each.sameness for each in found}) == 2
    assert all(raise_finding(each, NOW.date()) for each in found)


def test_a_firm_outside_the_wider_limits_is_proposed_and_a_handler_is_not() -> None:
    told = [
        Counted(
            index=n, subject="case/x", month=MONTH, firm=firm, force="-", handler=firm,
            contract=None, met=n % 100 < rate,
        )
        for firm, rate in (("one", 95), ("two", 94), ("three", 60))
        for n in range(300)
    ]  # fmt: skip
    firms, handlers = (funnel_of(told, by) for by in (Grouped.FIRM, Grouped.HANDLER))
    assert isinstance(firms, Funnel)
    assert isinstance(handlers, Funnel)

    found = propose_outside(firms, f"measure.fraud.{IN_TIME}", AT, "2026-03")

    three = next(one for one in found if one.supplier == "three")
    assert three.figure["value"] == "60.00 %"
    assert (three.code, three.measure) == ("outside-limits", "measure-fraud-first-look-in-time")
    assert raise_finding(three, NOW.date()).facts["measure"] == three.measure
    assert propose_outside(handlers, "x", AT, "2026-03") == ()


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
    assert all(
        sentence_of(code)
        for code in ("under-floor", "under-target", "claim-differs", "outside-limits")
    )


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
