"""`fielding draw check`: equal, or every difference, with the exit code to match."""

from pathlib import Path

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
    monkeypatch.setattr("fielding.wiring.checking_draws.audit", lambda *_: (skipped,))

    said = fielding("draw", "check")

    assert said.code == 1
    assert "dismissed reports in the period, and none was drawn: quick of heron" in said.out


def test_anybody_who_has_the_segments_draws_the_same_list_without_the_hub(
    drawn: Drawn, fielding: Fielding, tmp_path: Path
) -> None:
    fielding("segments", "cut", str(tmp_path / "s"))
    fielding("segments", "cut", str(tmp_path / "p"), "--edition", "public")

    said = fielding("draw", "check", "--from", str(tmp_path / "s"))
    public = fielding("draw", "check", "--from", str(tmp_path / "p"))

    assert (said.code, f"{drawn.draw}: equal, 5 drawn" in said.out) == (0, True)
    assert public.code == 1


def test_a_draw_that_there_is_not_is_not_found(drawn: Drawn, fielding: Fielding) -> None:
    said = fielding("draw", "check", "nothing")

    assert said.code == 1
    assert "There is no draw of this name" in said.err
