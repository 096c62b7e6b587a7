"""Twins of a hub: of its size and forces, linked by its rules, their figures kept and read back."""

from pathlib import Path

import pytest

from fielding.engines.errors import FiguresSpoilt
from fielding.engines.linking.twins_file import KeptTwins, read_twins, write_twins
from fielding.oversight.linking.cross_force import KNOWN_AT
from fielding.store.queries.across_forces import ForceCounts
from fielding.store.queries.linking_health import LinkingReach
from fielding.wiring.drawing_twins import twins_like

AT = LinkingReach(upto=9_000, size=9_000, version=1, owed=0, waiting=0, oldest=None)
HERE = ForceCounts(at=AT, forces={"kent": 2_000, "essex": 1_000, "surrey": 700}, unplaced=300)


def _drawn(here: ForceCounts, *seeds: int) -> KeptTwins:
    return twins_like(here, seeds, lambda _done, _of: None)


@pytest.fixture(scope="module")
def twins() -> KeptTwins:
    return _drawn(HERE, 1, 2, 3, 4)


def test_twins_have_as_many_reports_as_the_hub_and_miss_some_of_their_groups(
    twins: KeptTwins,
) -> None:
    for known_at in KNOWN_AT:
        told = twins.known_at(known_at)
        assert [twin.found.reports for twin in told] == [4_000] * 4
        assert all(0 < twin.found.joined <= twin.true.joined for twin in told)


def test_equal_seeds_draw_equal_twins(twins: KeptTwins) -> None:
    (again,) = _drawn(HERE, 3).known_at(3)

    assert again == twins.known_at(3)[2]


def test_reports_of_no_known_force_are_known_to_none() -> None:
    nowhere = ForceCounts(at=AT, forces={"kent": 1}, unplaced=1_999)

    (twin,) = _drawn(nowhere, 1).known_at(3)

    assert twin.true.alone == 0
    assert twin.true.joined == twin.true.invisible > 0


def test_what_is_kept_is_read_back(twins: KeptTwins, tmp_path: Path) -> None:
    file = tmp_path / "linking" / "twins.json"

    write_twins(file, twins)

    assert read_twins(file) == twins
    assert [each.name for each in file.parent.iterdir()] == ["twins.json"]
    assert read_twins(tmp_path / "none.json") is None


@pytest.mark.parametrize("content", ["", "[]", '{"twins": [{"found": {}}]}'])
def test_a_file_that_is_no_twins_is_told(content: str, tmp_path: Path) -> None:
    file = tmp_path / "twins.json"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(FiguresSpoilt):
        read_twins(file)
