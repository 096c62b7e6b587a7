"""What is told of networks when reports move between them."""

import pytest

from fielding.linking.journal import Happened, Happening, happenings

Moved = dict[int, tuple[int | None, int | None]]


@pytest.mark.parametrize(
    ("moved", "before", "after", "told"),
    [
        ({2: (2, 1)}, {1: 1, 2: 1}, {1: 2, 2: 0}, [(Happened.FORMED, 1, None, 2, 0)]),
        ({3: (3, 1)}, {1: 2, 3: 1}, {1: 3, 3: 0}, []),
        ({3: (3, 1), 4: (3, 1)}, {1: 2, 3: 2}, {1: 4, 3: 0}, [(Happened.MERGED, 1, 3, 4, 2)]),
        ({3: (3, 1), 4: (3, 1)}, {1: 1, 3: 2}, {1: 3, 3: 0}, [(Happened.MERGED, 1, 3, 3, 2)]),
        (
            {4: (1, 4), 5: (1, 4)},
            {1: 5, 4: 0},
            {1: 3, 4: 2},
            [(Happened.SPLIT, 1, 4, 3, 2)],
        ),
        ({3: (1, 3)}, {1: 3, 3: 0}, {1: 2, 3: 1}, [(Happened.LEFT, 1, 3, 2, 1)]),
        (
            {3: (1, 3), 4: (1, 4)},
            {1: 4, 3: 0, 4: 0},
            {1: 2, 3: 1, 4: 1},
            [(Happened.LEFT, 1, None, 2, 2)],
        ),
        (
            {2: (1, 2), 3: (1, 2)},
            {1: 3, 2: 0},
            {1: 1, 2: 2},
            [(Happened.DISSOLVED, 1, None, 1, 0), (Happened.SPLIT, 1, 2, 1, 2)],
        ),
        ({2: (1, 2)}, {1: 2, 2: 0}, {1: 1, 2: 1}, [(Happened.DISSOLVED, 1, None, 1, 0)]),
        (
            {2: (1, 3)},
            {1: 2, 3: 1},
            {1: 1, 3: 2},
            [
                (Happened.DISSOLVED, 1, None, 1, 0),
                (Happened.MOVED, 1, 3, 1, 1),
                (Happened.FORMED, 3, None, 2, 0),
            ],
        ),
        ({2: (1, 4)}, {1: 3, 4: 2}, {1: 2, 4: 3}, [(Happened.MOVED, 1, 4, 2, 1)]),
        (
            {2: (2, 1), 3: (2, 3), 4: (2, 3)},
            {1: 2, 2: 3, 3: 0},
            {1: 3, 2: 0, 3: 2},
            [
                (Happened.DISSOLVED, 2, None, 0, 0),
                (Happened.MOVED, 2, 1, 0, 1),
                (Happened.SPLIT, 2, 3, 0, 2),
            ],
        ),
        ({2: (1, None)}, {1: 3}, {1: 2}, []),
        (
            {1: (1, None), 2: (1, 2), 3: (1, 2)},
            {1: 3, 2: 0},
            {1: 0, 2: 2},
            [(Happened.RENAMED, 2, 1, 2, 2)],
        ),
        ({2: (None, 2)}, {2: 0}, {2: 1}, []),
    ],
    ids=["two meet", "one joins", "two networks meet", "a network meets an earlier report",
         "two of five part", "one of three parts", "two part, each alone",
         "all but the first part", "a pair parts", "half a pair goes over", "one goes over",
         "the first goes over and the others stay together", "one is erased",
         "the first is erased", "one comes"],
)  # fmt: skip
def test_it_is_told_what_became_of_each_network(
    moved: Moved,
    before: dict[int, int],
    after: dict[int, int],
    told: list[tuple[Happened, int, int | None, int, int]],
) -> None:
    found = happenings(moved, before, after)

    assert list(found) == [
        Happening(happened=happened, network=network, other=other, reports=reports, moved=went)
        for happened, network, other, reports, went in told
    ]
