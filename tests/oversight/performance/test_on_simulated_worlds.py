"""Simulated months of work: what was planted is found, and an honest contract has nothing odd."""

import pytest

from fielding.oversight.books import Standpoint
from fielding.oversight.countings import countings
from fielding.oversight.performance.agreed import Agreed, Late, unfit_terms
from fielding.oversight.performance.counted import Which, counted_in
from fielding.oversight.performance.funnels import Funnel, Grouped, funnel_of
from fielding.oversight.performance.proposing import propose
from fielding.oversight.performance.reading import MeasureReading, Sources, read_month
from fielding.oversight.register.register import fold_register
from fielding.oversight.shares import Share
from fielding.oversight.statistics.funnels import State
from fielding.oversight.tallies import tally
from fielding.simulation.books.measuring import (
    CONTRACT,
    HONEST,
    IN_TIME,
    Truth,
    Year,
    last_day,
    simulate_measures,
)
from fielding.testing.histories import SERVICES

pytestmark = pytest.mark.slow

SERVICE = SERVICES["fraud"]
MEASURE = f"measure.fraud.{IN_TIME.replace(' ', '-')}"


def read(seed: int, year: Year) -> tuple[dict[str, MeasureReading], Sources, Truth]:
    scribe, truth = simulate_measures(SERVICE, seed, year)
    books = scribe.books(last_day(year))
    register, named = fold_register(books.folios), countings([SERVICE])
    sources = Sources(
        tally=lambda name: tally(named[name], books),
        services={SERVICE.code: SERVICE},
        contracts=tuple(register.contracts.values()),
        unfit=unfit_terms(books.folios),
    )
    contract = register.contracts[CONTRACT]
    months = {month: read_month(contract, month, sources)[0] for month in truth.late}
    return months, sources, truth


def standpoint(sources: Sources) -> Standpoint:
    return sources.tally(MEASURE).books.standpoint


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_promise_that_was_made_to_look_kept_is_named_and_no_other(seed: int) -> None:
    months, _, truth = read(seed, Year())

    assert {m: list(one.stopped.paused) for m, one in months.items()} == {
        m: sorted(found) for m, found in truth.paused.items()
    }
    assert {m: list(one.stopped.again) for m, one in months.items()} == {
        m: sorted(found) for m, found in truth.rushed.items()
    }
    for month, one in months.items():
        assert isinstance(one.value, Share)
        shining = len(truth.paused[month]) + len(truth.rushed[month])
        assert one.value.of - one.value.met == truth.late[month] - shining


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_target_lowered_after_the_month_began_counts_only_from_the_next(seed: int) -> None:
    months, _, truth = read(seed, Year())

    targets = {m: str(one.agreed.target.target) for m, one in months.items()
               if isinstance(one.agreed, Agreed)}  # fmt: skip
    moved = {m: [(x.terms.index, x.because) for x in one.moved] for m, one in months.items()}
    assert targets == {"2026-01": "90", "2026-02": "90", "2026-03": "70"}
    assert moved == {"2026-01": [], "2026-02": [(truth.lowered, Late.AFTER)], "2026-03": []}


def test_a_claim_that_the_entries_do_not_bear_out_is_proposed_for_each_month() -> None:
    months, sources, _ = read(4, Year(late=0.08))

    proposed = [
        (one.period, one.code)
        for reading in months.values()
        for one in propose(sources.contracts[0], [reading], standpoint(sources))
    ]

    assert proposed == [(month, "claim-differs") for month in months]


def test_the_handler_apart_shows_in_the_funnel_and_the_rest_stay_inside() -> None:
    _, sources, truth = read(5, Year(cases=80, apart=0.25, paused=0, rushed=0))

    funnel = funnel_of(counted_in(sources.tally(MEASURE), Which(synthetic=True)), Grouped.HANDLER)

    assert isinstance(funnel, Funnel)
    outside = [one.group for one in funnel.groups if one.state is State.OUTSIDE_998]
    assert outside == [truth.apart]


def test_an_honest_world_has_nothing_odd() -> None:
    far = 0
    for seed in range(6):
        months, sources, _ = read(seed, HONEST)
        for one in months.values():
            assert (one.moved, one.stopped.paused, one.stopped.again) == ((), (), ())
            assert propose(sources.contracts[0], [one], standpoint(sources)) == ()
        counted = counted_in(sources.tally(MEASURE), Which(synthetic=True))
        funnel = funnel_of(counted, Grouped.HANDLER)
        assert isinstance(funnel, Funnel)
        far += sum(one.state is State.OUTSIDE_998 for one in funnel.groups)

    # Of 72 honest handlers 0.14 fall outside 99.8 % by chance.
    assert far <= 1
