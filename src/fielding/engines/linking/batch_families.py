"""Families of all reports at once: clumps, sides and allied bodies over arrays.

See `linking.networks.settling`, whose rules these are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fielding.engines.linking.batch_arrays import Flags, Numbers, counted, distinct
from fielding.engines.linking.batch_cores import earliest
from fielding.engines.linking.batch_states import components
from fielding.linking.networks.limits import Limits


@dataclass(frozen=True, kw_only=True)
class Ties:
    """Rows of which tie touches which report; and what each tie counts for."""

    tie: Numbers
    report: Numbers
    weight: Numbers


def bodies_of(cores: Numbers, limits: Limits) -> Flags:
    """Say for each report whether its core is a body."""
    flags: Flags = np.bincount(cores, minlength=len(cores))[cores] >= limits.body
    return flags


def families_of(
    cores: Numbers, ties: Ties, same: Sequence[tuple[int, int]], limits: Limits
) -> Numbers:
    """Give each report's place the place of the earliest report of its family."""
    body = bodies_of(cores, limits)
    clumps = _clumps(cores, body, ties)
    touching = body[ties.report]
    touches = _touches(ties.tie[touching], ties.report[touching], cores)
    sides = _sides(clumps, body, ties, touches, limits)
    allied = _allied(touches, ties.weight, limits, len(cores))
    judged = np.array(same, np.int64).reshape(-1, 2).T
    joined = (
        (np.arange(len(cores)), np.where(body, cores, clumps)),
        sides,
        allied,
        (judged[0], judged[1]),
    )
    labels = components(
        len(cores),
        np.concatenate([one for one, _ in joined]),
        np.concatenate([other for _, other in joined]),
    )
    return earliest(labels)


def _clumps(cores: Numbers, body: Flags, ties: Ties) -> Numbers:
    """Give each loose report the earliest of its clump; a report in a body stays by itself."""
    reports = len(cores)
    loose = np.flatnonzero(~body)
    free = ~body[ties.report]
    labels = components(
        reports + len(ties.weight),
        np.concatenate([loose, ties.report[free]]),
        np.concatenate([cores[loose], ties.tie[free] + reports]),
    )
    return earliest(labels[:reports])


@dataclass(frozen=True, kw_only=True)
class Touches:
    """Which tie touches which body, and by how many reports; in order."""

    tie: Numbers
    body: Numbers
    reports: Numbers


def _touches(tie: Numbers, report: Numbers, cores: Numbers) -> Touches:
    below = max(len(cores), 1)
    first, second = np.divmod(distinct(tie * below + report), below)
    keys, _, reports = counted(first * below + cores[second])
    return Touches(tie=keys // below, body=keys % below, reports=reports)


def _sides(
    clumps: Numbers, body: Flags, ties: Ties, touches: Touches, limits: Limits
) -> tuple[Numbers, Numbers]:
    """Give each clump that touches bodies, and those it goes with.

    All loose reports of a tie are in one clump, so a tie has one clump at most.
    """
    clump = np.full(len(ties.weight), -1, np.int64)
    free = ~body[ties.report]
    clump[ties.tie[free]] = clumps[ties.report[free]]
    tie, touched = touches.tie, touches.body
    has = clump[tie] >= 0
    keys, of, _ = counted(clump[tie[has]] * len(clumps) + touched[has])
    weights = np.bincount(of, weights=ties.weight[tie[has]], minlength=len(keys))
    certain = np.bincount(of, ties.weight[tie[has]] >= limits.ties, len(keys)) > 0
    loose, side = np.divmod(keys, max(len(clumps), 1))
    order = np.lexsort((side, -weights, loose))
    loose, side, certain = loose[order], side[order], certain[order]
    first = np.ones(len(loose), np.bool_)
    first[1:] = loose[1:] != loose[:-1]
    return loose[first | certain], side[first | certain]


def _allied(
    touches: Touches, weight: Numbers, limits: Limits, reports: int
) -> tuple[Numbers, Numbers]:
    """Give the pairs of bodies that enough identifiers tie, or one by very many reports."""
    several = np.bincount(touches.tie, minlength=len(weight))[touches.tie] > 1
    tie, body, held = touches.tie[several], touches.body[several], touches.reports[several]
    rows = np.arange(len(tie))
    ends = np.searchsorted(tie, tie, side="right")
    later = ends - rows - 1
    one = np.repeat(rows, later)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(later) - later, later)
    keys, of, _ = counted(body[one] * max(reports, 1) + body[other])
    strong = np.minimum(held[one], held[other]) >= limits.body
    counts = np.where(strong, limits.ties, weight[tie[one]])
    weights = np.bincount(of, weights=counts, minlength=len(keys))
    first, second = np.divmod(keys[weights >= limits.ties], max(reports, 1))
    return first, second
