"""What is measured of a caseload, without knowing the truth, says which few reports to doubt."""

import numpy as np

from fielding.engines.linking.batch_arrays import Mentions, Numbers, arrange
from fielding.engines.linking.batch_limits import limits_of
from fielding.linking.networks.limits import Limits

#: Each group has eight reports that mention its number, half of them its account as well.
GROUPS = 200


def measured(strangers: int, of: int) -> Limits:
    """Measure a caseload; so many more numbers stand on so many reports that share nothing else."""
    group = np.repeat(np.arange(GROUPS), 8)
    half = np.flatnonzero(np.arange(len(group)) % 2 == 0)
    small = np.repeat(np.arange(GROUPS), 3) + GROUPS
    reports = np.arange(len(group) + len(small) + strangers * of)
    others = reports[len(group) + len(small) :]
    told = [
        (reports[: len(group)], group),
        (half, group[half] + 10_000),
        (reports[len(group) : len(group) + len(small)], small),
        (reports[len(group) : len(group) + len(small)], small + 10_000),
        (others, np.repeat(np.arange(strangers), of) + 20_000),
        (reports, reports + 30_000),
    ]
    return limits_of(arrange(_mentions(told), reports, np.zeros((0, 2), np.int64)))


def _mentions(told: list[tuple[Numbers, Numbers]]) -> Mentions:
    report, identifier = (np.concatenate(column) for column in zip(*told, strict=True))
    flags = np.zeros(len(report), np.bool_)
    return Mentions(report=report, identifier=identifier, own=flags, wide=flags)


def test_few_reports_are_trusted_where_they_share_as_much_as_those_of_busy_groups() -> None:
    assert measured(strangers=0, of=3).few == frozenset()


def test_as_few_reports_as_share_less_than_chance_leaves_of_busy_groups_are_doubted() -> None:
    assert measured(strangers=900, of=3).few == {3}
    assert measured(strangers=300, of=4).few == {4}


def test_nothing_is_measured_of_hardly_any_reports() -> None:
    assert measured(strangers=3, of=3).few == frozenset()
