"""Overdispersion: do groups differ by more than chance, all of them, for reasons nobody recorded?

Spiegelhalter, D. J. (2005), Handling over-dispersion of performance indicators, Quality and Safety
in Health Care 14, 347-351; for proportions on the arcsine scale, as the NHS-R package FunnelPlotR
has it (data type PR): z-scores winsorised by a tenth on each side, phi their mean square, and
tau-squared by DerSimonian and Laird (1986) from phi.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, floor, sqrt

#: How much of the groups is pulled in on each side before their spread is judged.
TENTH = 0.1
#: From so many groups on, a single one that is apart is pulled in to the next; with fewer it would
#: widen the limits by itself, and nothing is said of their spread.
LEAST_GROUPS = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispersion:
    """How far groups spread: phi is 1 when by chance alone; `between` is the variance over that."""

    groups: int
    phi: float
    between: float


def dispersion_of(
    groups: Sequence[tuple[int, int]], rate: float, winsorise: float = TENTH
) -> Dispersion | None:
    """Judge the spread of groups (met, of) around a rate; None with fewer than LEAST_GROUPS.

    Groups of nothing are left out.
    """
    sized = [(met, of) for met, of in groups if of]
    if len(sized) < LEAST_GROUPS:
        return None
    middle = asin(sqrt(rate))
    scores = [(asin(sqrt(met / of)) - middle) * 2 * sqrt(of) for met, of in sized]
    phi = sum(score**2 for score in winsorised(scores, winsorise)) / len(sized)
    weights = [4.0 * of for _, of in sized]
    excess = len(sized) * phi - (len(sized) - 1)
    room = sum(weights) - sum(weight**2 for weight in weights) / sum(weights)
    return Dispersion(groups=len(sized), phi=phi, between=max(0.0, excess / room))


def winsorised(values: Sequence[float], share: float) -> list[float]:
    """Pull what lies beyond the quantiles at `share` and 1 - `share` in to them."""
    low, high = _quantile(values, share), _quantile(values, 1 - share)
    return [min(max(value, low), high) for value in values]


def _quantile(values: Sequence[float], share: float) -> float:
    """Give a quantile by linear interpolation: definition 7 of Hyndman and Fan (1996)."""
    in_order = sorted(values)
    place = share * (len(in_order) - 1)
    before = floor(place)
    after = min(before + 1, len(in_order) - 1)
    return in_order[before] + (place - before) * (in_order[after] - in_order[before])
