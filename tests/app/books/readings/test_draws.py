"""A draw: committed before its period ends, made once after it, with the committed seed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.app.books.readings.people import READER, a_drawn_month, a_month, a_plan

from fielding.access.errors import NotFound, NotPermitted
from fielding.app.books.readings.draws import commit_draw, make_draw, read_readings
from fielding.app.read_figures import Bookkeeper
from fielding.oversight.readings.auditing import audit
from fielding.oversight.readings.errors import (
    AlreadyDrawn,
    NothingToDraw,
    PeriodOver,
    PeriodRunning,
    PeriodTaken,
    PlanAtFault,
    SeedDiffers,
)
from fielding.oversight.readings.folding import fold_readings
from fielding.oversight.readings.plan import seed_hash
from fielding.testing.bookkeeping import bookkeeper_of
from fielding.testing.hub import ASSESSOR, OVERSEER, World, a_world


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def keeper(world: World) -> Bookkeeper:
    return bookkeeper_of(world)


def test_the_seed_is_sealed_until_the_draw_is_made(keeper: Bookkeeper, world: World) -> None:
    kept = commit_draw(keeper, OVERSEER, a_plan(world))

    assert set(kept.entry.facts) == {
        "service", "synthetic", "first", "before", "per_stratum", "per_handler", "accepted",
        "checked", "readers", "seed_hash",
    }  # fmt: skip
    assert kept.entry.sealed


def test_the_draw_reveals_the_seed_that_was_committed() -> None:
    month = a_drawn_month()

    draw = month.draw

    assert draw.made
    assert seed_hash(bytes.fromhex(draw.made.seed)) == draw.seed_hash


def test_anybody_who_has_the_entries_draws_the_same_list() -> None:
    month = a_drawn_month()
    records = month.keeper.figures().books.records.values()

    assert audit(month.draw, records, month.world.hub.services.by_digest) == ()


def test_every_handler_is_drawn_from_and_accepted_cases_are_mixed_in() -> None:
    decided = [one.pick.decided for one in a_drawn_month().draw.picked]

    assert sorted(one.handler for one in decided if one.kind == "dismissed") == (
        ["assessor-1"] * 3 + ["assessor-2"] * 3
    )
    assert len([one for one in decided if one.kind == "accepted"]) == 1


def test_the_reading_tells_nothing_of_the_decision() -> None:
    month = a_drawn_month()
    entries = [
        kept.entry
        for kept in month.world.store.contents.entries
        if kept.entry.kind == "reading.assigned"
    ]

    assert {frozenset(entry.facts) for entry in entries} == {
        frozenset({"draw", "for", "synthetic"})
    }
    assert {len(entry.also) for entry in entries} == {1}


def test_a_draw_cannot_be_committed_when_its_period_is_over(
    keeper: Bookkeeper, world: World
) -> None:
    plan = a_plan(world, before=world.clock.moment)

    with pytest.raises(PeriodOver):
        commit_draw(keeper, OVERSEER, plan)


def test_a_second_draw_over_the_same_period_is_refused(keeper: Bookkeeper, world: World) -> None:
    commit_draw(keeper, OVERSEER, a_plan(world))

    with pytest.raises(PeriodTaken):
        commit_draw(keeper, OVERSEER, a_plan(world))


def test_a_draw_committed_since_the_newest_checkpoint_has_its_period_too(
    keeper: Bookkeeper, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keeper.figures()
    half = a_plan(world, before=world.clock.moment + timedelta(days=15))
    commit_draw(keeper, replace(OVERSEER, name="overseer-2"), half)
    with monkeypatch.context() as patched:
        patched.setattr(Bookkeeper, "figures", lambda _: before)

        with pytest.raises(PeriodTaken):
            commit_draw(keeper, OVERSEER, a_plan(world))

    assert [one.plan for one in keeper.figures().folded(fold_readings).draws.values()] == [half]


@pytest.mark.parametrize(
    ("part", "value"),
    [("per_stratum", 0), ("per_handler", 0), ("accepted", 0), ("checked", 101), ("readers", ())],
)
def test_a_plan_that_cannot_work_is_refused_with_its_fault(
    keeper: Bookkeeper, world: World, part: str, value: object
) -> None:
    with pytest.raises(PlanAtFault) as refused:
        commit_draw(keeper, OVERSEER, a_plan(world, **{part: value}))

    assert set(refused.value.faults) == {part}


def test_no_draw_is_made_while_its_period_runs(keeper: Bookkeeper, world: World) -> None:
    name = commit_draw(keeper, OVERSEER, a_plan(world)).entry.subject.partition("/")[2]

    with pytest.raises(PeriodRunning):
        make_draw(keeper, OVERSEER, name)


def test_a_draw_is_made_once() -> None:
    month = a_drawn_month()

    with pytest.raises(AlreadyDrawn):
        make_draw(month.keeper, OVERSEER, month.draw.id)


def test_a_draw_of_nothing_reveals_no_seed() -> None:
    month = a_month(dismissed=0, kept=0)

    with pytest.raises(NothingToDraw):
        make_draw(month.keeper, OVERSEER, month.draw.id)

    assert month.draw.made is None


def test_a_seed_that_was_rolled_again_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    month = a_month()
    rolled = b"another seed".ljust(32)
    monkeypatch.setattr("fielding.app.books.readings.draws._seed", lambda *_: rolled)

    with pytest.raises(SeedDiffers):
        make_draw(month.keeper, OVERSEER, month.draw.id)


def test_an_unknown_draw_is_not_found(keeper: Bookkeeper) -> None:
    with pytest.raises(NotFound):
        make_draw(keeper, OVERSEER, "nothing")


def test_only_an_overseer_draws(keeper: Bookkeeper, world: World) -> None:
    for actor in (ASSESSOR, READER, replace(OVERSEER, role=READER.role)):
        with pytest.raises(NotPermitted):
            commit_draw(keeper, actor, a_plan(world))
        with pytest.raises(NotPermitted):
            read_readings(keeper, actor)
