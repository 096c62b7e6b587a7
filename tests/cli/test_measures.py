"""`fielding measures`: what a contract's months come to, and a close counted again."""

import json

import pytest
from tests.cli.conftest import Fielding
from tests.web.books.performance.conftest import at_work, measured, simulated

from fielding.access.roles import Actor, Role
from fielding.app.books.performance.close_period import Recomputed, close_period
from fielding.app.ports import Hub
from fielding.oversight.performance.closing import Closed, Figure
from fielding.oversight.shares import CannotCompute
from fielding.simulation.books.measuring import CONTRACT, Truth
from fielding.wiring.figures import bookkeeper

MANAGER = Actor(name="manager", role=Role.CONTRACT_MANAGER, firm="authority")
__all__ = ["at_work", "measured", "simulated"]


def test_a_month_is_told_with_interval_target_verdict_and_claim(
    measured: Truth, fielding: Fielding
) -> None:
    said = fielding("measures", "show", CONTRACT, "--month", "2026-02")

    assert said.code == 0
    assert "first look in time: 81.67 % (49 of 60; 70.1% to 89.4%)" in said.out
    assert "at least 90 %, floor 60 %: undecided; claimed 99.5 %" in said.out


def test_the_same_as_ocds_metrics(measured: Truth, fielding: Fielding) -> None:
    said = fielding("measures", "show", CONTRACT, "--month", "2026-02", "--json")

    (metric,) = json.loads(said.out)["contracts"][0]["implementation"]["metrics"]
    assert metric["observations"][-1]["dimensions"]["met"] == "49"


def test_a_contract_that_nobody_registered_is_told_so(measured: Truth, fielding: Fielding) -> None:
    said = fielding("measures", "show", "nothing")

    assert said.code == 1
    assert "There is no such contract" in said.err


def test_a_close_counted_again_is_equal(at_work: Hub, fielding: Fielding) -> None:
    never = fielding("measures", "check", CONTRACT, "2026-02")
    kept = close_period(bookkeeper(), MANAGER, CONTRACT, "2026-02")
    at_work.proofs.prove(kept.entry.id)

    equal = fielding("measures", "check", CONTRACT, "2026-02")

    assert (never.code, "has not been closed" in never.err) == (1, True)
    assert (equal.code, "49 of 60, equal" in equal.out) == (0, True)


def test_a_close_that_says_otherwise_ends_with_one(
    measured: Truth, fielding: Fielding, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = bookkeeper().figures().books.standpoint
    figure = Figure(measure="first look in time", met=60, of=60, terms="")
    closed = Closed(
        contract=CONTRACT, month="2026-02", size=at.size, root=at.root, at=at.at,
        figures={figure.measure: figure}, index=0,
    )  # fmt: skip
    again = Recomputed(figure=figure, again=CannotCompute(because="nothing-to-count"))
    monkeypatch.setattr("fielding.cli.measures.recompute_close", lambda *_: (closed, (again,)))

    said = fielding("measures", "check", CONTRACT, "2026-02")

    assert said.code == 1
    assert "60 of 60, differs: cannot be computed" in said.out
