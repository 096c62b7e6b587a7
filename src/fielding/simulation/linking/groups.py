"""Draws reports: of which group each is, from which force's area, and on which day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fielding.simulation.linking.mixture import Mixture

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]

#: Days that a group is active: a base, and more for each e-fold of reports.
BASE_DAYS, MORE_DAYS = 85.0, 20.0
#: Shape of the gamma draws behind the weights of forces: a few large ones, many small.
FORCE_SHAPE = 1.5
#: As many sizes are drawn at a time, until the reports are used up.
DRAWN = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Reports in the order in which they came; every array has one place for each report."""

    #: The true group; numbers say nothing but that two reports are of the same.
    group: Numbers
    force: Numbers
    #: Days since the beginning.
    day: Numbers
    #: How far through its group's time a report came, in 0..1.
    position: Reals
    #: Reports of the group of each report.
    size: Numbers
    #: Who reports; the same number is the same person.
    reporter: Numbers

    def __len__(self) -> int:
        return len(self.group)


def draw_reports(rng: np.random.Generator, mixture: Mixture, count: int) -> Reports:
    """Draw so many reports. The same state of `rng` gives the same ones."""
    sizes = draw_sizes(rng, mixture, count)
    size = np.repeat(sizes, sizes)
    position = rng.random(count)
    time = _begins(rng, mixture, sizes) + position * np.repeat(_spans(mixture, sizes), sizes)
    names = rng.permutation(len(sizes))
    order = np.argsort(time, kind="stable")
    return Reports(
        group=np.repeat(names, sizes)[order],
        force=_forces(rng, mixture, sizes)[order],
        day=time[order].astype(np.int64),
        position=np.where(size > 1, position, 0.0)[order],
        size=size[order],
        reporter=_reporters(rng, mixture, count),
    )


def draw_sizes(rng: np.random.Generator, mixture: Mixture, count: int) -> Numbers:
    """Draw the sizes of groups that add up to so many reports, one-offs included."""
    alone = round(count * mixture.one_off)
    possible = np.arange(2, mixture.largest + 1)
    weights = possible**-mixture.exponent
    drawn = np.empty(0, dtype=np.int64)
    while drawn.sum() < count - alone:
        more = rng.choice(possible, size=DRAWN, p=weights / weights.sum())
        drawn = np.concatenate([drawn, more])
    ends = np.cumsum(drawn)
    kept = drawn[: int(np.searchsorted(ends, count - alone))]
    rest = count - alone - int(kept.sum())
    last = [rest] if rest else []
    return np.concatenate([kept, last, np.ones(alone)]).astype(np.int64)


def _spans(mixture: Mixture, sizes: Numbers) -> Reals:
    spans = np.minimum(BASE_DAYS + MORE_DAYS * np.log(sizes), float(mixture.days))
    return np.where(sizes > 1, spans, 0.0)


def _begins(rng: np.random.Generator, mixture: Mixture, sizes: Numbers) -> Reals:
    """Draw when each group begins, for each report of it."""
    return np.repeat(rng.random(len(sizes)) * (mixture.days - _spans(mixture, sizes)), sizes)


def _forces(rng: np.random.Generator, mixture: Mixture, sizes: Numbers) -> Numbers:
    drawn = rng.gamma(FORCE_SHAPE, size=mixture.forces)
    weights = np.array(mixture.weights) if mixture.weights else drawn
    weights = weights / weights.sum()
    home = rng.choice(len(weights), size=len(sizes), p=weights)
    local = rng.random(len(sizes)) < mixture.local
    anywhere = rng.choice(len(weights), size=int(sizes.sum()), p=weights)
    return np.where(np.repeat(local, sizes), np.repeat(home, sizes), anywhere).astype(np.int64)


def _reporters(rng: np.random.Generator, mixture: Mixture, count: int) -> Numbers:
    """Number the reporters; somebody who returns is one of those before."""
    numbers = np.arange(count)
    earlier = (rng.random(count) * np.maximum(numbers, 1)).astype(np.int64)
    return np.where(rng.random(count) < mixture.returning, earlier, numbers)
