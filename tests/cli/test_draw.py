"""`fielding draw check`: equal, or every difference, with the exit code to match."""

import pytest
from tests.cli.conftest import Fielding
from tests.web.books.readings.conftest import Drawn, at_work, drawn, month

from fielding.oversight.readings.auditing import Difference

__all__ = ["at_work", "drawn", "month"]


def test_a_draw_that_its_seed_draws_is_equal(drawn: Drawn, fielding: Fielding) -> None:
    said = fielding("draw", "check")

    assert said.code == 0
    assert f"{drawn.draw}: equal, 5 drawn" in said.out


def test_a_draw_that_waits_says_so(month: Drawn, fielding: Fielding) -> None:
    said = fielding("draw", "check", month.draw)

    assert (said.code, f"{month.draw}: committed, not made yet" in said.out) == (0, True)


def test_a_draw_that_differs_ends_with_one(
    drawn: Drawn, fielding: Fielding, monkeypatch: pytest.MonkeyPatch
) -> None:
    skipped = Difference(code="handler-skipped", firm="heron", handler="quick")
    monkeypatch.setattr("fielding.cli.draw.audit", lambda *_: (skipped,))

    said = fielding("draw", "check")

    assert said.code == 1
    assert "dismissed reports in the period, and none was drawn: quick of heron" in said.out


def test_a_draw_that_there_is_not_is_not_found(drawn: Drawn, fielding: Fielding) -> None:
    said = fielding("draw", "check", "nothing")

    assert said.code == 1
    assert "There is no draw of this name" in said.err
