"""Funnels over handlers, firms and forces: small numbers stay inside, the one apart shows."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oversight.performance.worlds import IN_TIME, book, looked_at, sources

from fielding.oversight.performance.counted import Counted, Which, counted_in
from fielding.oversight.performance.funnels import Funnel, Grouped, funnel_of
from fielding.oversight.records import NOBODY
from fielding.oversight.shares import CannotCompute
from fielding.oversight.statistics.funnels import State


def counted(handler: str, met: int, of: int) -> list[Counted]:
    return [
        Counted(
            index=n,
            subject="case/x",
            month="2026-03",
            firm="prime",
            force=NOBODY,
            handler=handler,
            contract=None,
            met=n < met,
        )
        for n in range(of)
    ]


def handlers(rates: list[float], each: int, seed: int) -> list[Counted]:
    chance = random.Random(seed)
    return [
        one
        for place, rate in enumerate(rates)
        for one in counted(f"h-{place:03}", sum(chance.random() < rate for _ in range(each)), each)
    ]


def placed(found: list[Counted]) -> Funnel:
    funnel = funnel_of(found, Grouped.HANDLER)
    assert isinstance(funnel, Funnel)
    return funnel


def outside(funnel: Funnel, *states: State) -> list[str]:
    return [group.group for group in funnel.groups if group.state in states]


def test_of_two_hundred_honest_handlers_as_many_fall_outside_as_the_funnel_says() -> None:
    worlds = [placed(handlers([0.05] * 200, 100, seed)) for seed in range(12)]

    near = sum(len(outside(w, State.OUTSIDE_95, State.OUTSIDE_998)) for w in worlds)
    far = sum(len(outside(w, State.OUTSIDE_998)) for w in worlds)

    assert near == pytest.approx(sum(w.expected[0] for w in worlds), rel=0.35)
    assert far <= 3 * sum(w.expected[1] for w in worlds) + 2


def test_one_at_fifteen_among_two_hundred_at_five_shows() -> None:
    funnel = placed(handlers([0.15, *[0.05] * 199], 250, 3))

    assert outside(funnel, State.OUTSIDE_998) == ["h-000"]


def test_when_two_hundred_are_looked_at_the_one_apart_stays_and_hardly_any_other() -> None:
    funnel = placed(handlers([0.15, *[0.05] * 199], 250, 3))
    honest = placed(handlers([0.05] * 200, 100, 8))

    assert funnel.discovered == frozenset({"h-000"})
    assert honest.discovered == frozenset()


def test_harder_cases_lower_what_is_expected_of_a_group() -> None:
    def kinds(name: str, easy: tuple[int, int], hard: tuple[int, int]) -> list[Counted]:
        return [
            replace(one, code=code)
            for code, (met, of) in (("easy", easy), ("hard", hard))
            for one in counted(name, met, of)
        ]

    funnel = placed([*kinds("a", (90, 100), (10, 20)), *kinds("b", (18, 20), (50, 100))])

    assert [(one.group, round(one.expected)) for one in funnel.groups] == [("a", 100), ("b", 68)]
    assert [one.share.met for one in funnel.groups] == [100, 68]


def test_extremes_of_few_cases_stay_inside() -> None:
    funnel = placed([*counted("all", 2, 2), *counted("none", 0, 3), *counted("many", 300, 1_000)])

    assert outside(funnel, State.OUTSIDE_95, State.OUTSIDE_998) == []


def test_groups_stand_in_the_order_of_their_names() -> None:
    funnel = placed([*counted("b", 9, 10), *counted("a", 1, 10), *counted("c", 5, 10)])

    assert [group.group for group in funnel.groups] == ["a", "b", "c"]


def test_what_nobody_has_done_yet_is_counted_apart() -> None:
    funnel = placed([*counted("a", 1, 2), *counted("b", 1, 2), *counted(NOBODY, 0, 7)])

    assert (funnel.nobodys, funnel.whole.of) == (7, 4)


def test_one_group_has_nothing_to_be_compared_with() -> None:
    assert funnel_of(counted("a", 1, 9), Grouped.HANDLER) == CannotCompute(
        because="fewer-than-two-groups"
    )


def test_handlers_who_all_differ_for_unrecorded_reasons_get_wider_limits() -> None:
    rates = [0.2 + 0.02 * (place % 21) for place in range(42)]

    funnel = placed(handlers(rates, 400, 5))

    assert funnel.dispersion
    assert funnel.dispersion.phi > 2
    assert outside(funnel, State.OUTSIDE_998) == []


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), min_size=1))
def test_the_groups_add_up_to_the_whole(told: list[tuple[str, bool]]) -> None:
    found = [one for name, met in told for one in counted(name, int(met), 1)]

    funnel = funnel_of(found, Grouped.HANDLER)

    if isinstance(funnel, Funnel):
        assert sum(group.share.of for group in funnel.groups) == funnel.whole.of == len(told)
        assert sum(group.share.met for group in funnel.groups) == funnel.whole.met


def test_a_promise_is_booked_to_the_handler_who_kept_it() -> None:
    books = book(*looked_at(3, 0, handler="one"), *looked_at(1, 1, handler="two"))
    tallied = sources(books).tally(f"measure.fraud.{IN_TIME.replace(' ', '-')}")

    found = counted_in(tallied, Which(synthetic=False))

    funnel = funnel_of(found, Grouped.HANDLER)
    assert isinstance(funnel, Funnel)
    assert [(g.group, g.share.met, g.share.of) for g in funnel.groups] == [
        ("one", 3, 3),
        ("two", 1, 2),
    ]
