"""What second readings come to: rates, alarms, proposals, and what is to be opened again."""

from dataclasses import replace
from random import Random

import pytest
from tests.oversight.readings.worlds import (
    PLAN,
    acceptances,
    dismissals,
    drawn,
    read_by,
    said,
    wrongly,
)

from fielding.oversight.readings.folding import Readings
from fielding.oversight.readings.proposing import proposals
from fielding.oversight.readings.readers import (
    checked_agreement,
    reader_results,
    settled_agreement,
)
from fielding.oversight.readings.results import (
    Result,
    ResultsBy,
    ResultScope,
    reads_in,
    results,
    to_reopen,
)
from fielding.oversight.shares import CannotCompute
from fielding.oversight.statistics.agreement import Agreement
from fielding.oversight.statistics.stratified import Estimate


def by(how: ResultsBy, readings: Readings) -> tuple[Result, ...]:
    return results(reads_in(readings, ResultScope()), how)


@pytest.mark.parametrize(("share", "alarm"), [(0.03, False), (0.30, True)])
def test_a_firm_in_alarm_is_proposed_as_a_finding_and_no_other(share: float, alarm: bool) -> None:
    found = dismissals(4, 100)
    draw = drawn(found, replace(PLAN, per_handler=50))
    readings = read_by(draw, wrongly(Random(3), found, share))

    proposed = list(proposals(by(ResultsBy.FIRM, readings), stands_at=99))

    assert [one.supplier for one in proposed] == (["prime"] if alarm else [])
    assert all(one.period == "2026-01-01/2026-04-01" for one in proposed)
    assert all(one.evidence and one.stands_at == 99 for one in proposed)


def test_the_weighted_rate_is_that_of_all_dismissals_not_of_the_readings() -> None:
    many, few = dismissals(1, 900, "prime"), dismissals(1, 10, "prime")
    few = [
        replace(one, handler="small", index=one.index + 5000, case=f"s{one.case}") for one in few
    ]
    wrong = {one.case for one in few}
    draw = drawn([*many, *few], replace(PLAN, per_handler=10))

    (firm,) = by(ResultsBy.FIRM, read_by(draw, wrong))

    assert (firm.count("overturned"), firm.dismissed) == (10, 910)
    assert isinstance(firm.rate, Estimate)
    assert firm.rate.rate == pytest.approx(10 / 910)
    assert firm.rate.total == pytest.approx(10)


def test_over_many_seeds_the_weighted_rate_is_right_on_average() -> None:
    found = dismissals(3, 60)
    wrong = wrongly(Random(5), found, 0.2)
    plan = replace(PLAN, per_handler=8)
    rates = list[float]()
    for seed in range(150):
        readings = read_by(drawn(found, plan, seed.to_bytes(32, "big")), wrong)
        (firm,) = by(ResultsBy.FIRM, readings)
        assert isinstance(firm.rate, Estimate)
        rates.append(firm.rate.rate)

    assert sum(rates) / len(rates) == pytest.approx(len(wrong) / len(found), abs=0.025)


def test_a_stratum_without_a_reading_yet_joins_its_handlers_others() -> None:
    draw = drawn(dismissals(1, 40))
    readings = read_by(draw, [])
    unread = {
        name: replace(one, answer=None, settled=None)
        if readings.picked[name].pick.decided.code == "b"
        else one
        for name, one in readings.readings.items()
    }

    (firm,) = by(ResultsBy.FIRM, replace(readings, readings=unread))

    assert isinstance(firm.rate, Estimate)
    assert (firm.rate.cases, firm.rate.drawn, firm.count("unread")) == (40, 5, 5)


def test_before_any_reading_the_rate_cannot_be_computed() -> None:
    draw = drawn(dismissals(1, 40))

    (firm,) = by(ResultsBy.FIRM, Readings(draws={"d": draw}))

    assert firm.rate == CannotCompute(because="stratum-not-drawn-from")


def test_alarms_wait_for_a_reading_that_is_not_settled() -> None:
    draw = drawn(dismissals(1, 40), replace(PLAN, checked=0))
    readings = read_by(draw, [])
    first = next(iter(readings.readings))
    disputed = replace(readings.readings[first], answer=said("act", 3_000_000))

    (firm,) = by(ResultsBy.FIRM, replace(readings, readings={**readings.readings, first: disputed}))

    assert (firm.test.readings, firm.held_up, firm.count("waiting")) == (0, 9, 1)


def test_readings_count_in_the_order_in_which_they_were_read_not_settled() -> None:
    draw = drawn(dismissals(1, 40), replace(PLAN, checked=0))
    readings = read_by(draw, [])
    names = list(readings.readings)
    late = replace(
        readings.readings[names[0]],
        answer=said("act", 3_000_000),
        settled=said("act", 9_000_000, by="adjudicator"),
    )

    (firm,) = by(ResultsBy.FIRM, replace(readings, readings={**readings.readings, names[0]: late}))

    assert [read.result for read in firm.reads][:2] == ["overturned", "upheld"]


def test_a_reader_who_sees_the_first_decision_raises_the_alarm() -> None:
    found = [*dismissals(20, 40), *acceptances(100)]
    readings = read_by(drawn(found), wrongly(Random(2), found, 0.06), sees=True)

    (reader,) = reader_results(reads_in(readings, ResultScope()))

    assert reader.watched.alarms == (99, 198)


def test_an_honest_reader_raises_no_alarm() -> None:
    found = [*dismissals(20, 40), *acceptances(100)]
    readings = read_by(drawn(found), wrongly(Random(2), found, 0.06))

    (reader,) = reader_results(reads_in(readings, ResultScope()))

    assert reader.watched.alarms == ()
    assert isinstance(reader.agreement, Agreement)
    assert reader.agreement.cases == 220


def test_readers_and_adjudicators_are_compared_on_what_both_read() -> None:
    found = [*dismissals(10, 40), *acceptances(100)]
    readings = read_by(drawn(found), wrongly(Random(2), found, 0.1))
    reads = reads_in(readings, ResultScope())

    both, checked = settled_agreement(reads), checked_agreement(reads)

    assert isinstance(both, Agreement)
    assert isinstance(checked, Agreement)
    assert (checked.cases, both.same) == (11, both.cases)


def test_what_was_overturned_is_listed_to_be_opened_again() -> None:
    found = dismissals(4, 40)
    wrong = wrongly(Random(9), found, 0.3)
    draw = drawn(found)
    read_again = {one.pick.decided.case for one in draw.picked}

    listed = to_reopen(reads_in(read_by(draw, wrong), ResultScope()))

    assert {one.picked.pick.decided.case for one in listed} == wrong & read_again


def test_real_and_synthetic_cases_are_never_counted_together() -> None:
    found = dismissals(2, 20)
    readings = read_by(drawn(found, replace(PLAN, synthetic=True)), [])

    assert reads_in(readings, ResultScope()) == []
    assert len(reads_in(readings, ResultScope(synthetic=True))) == 20
