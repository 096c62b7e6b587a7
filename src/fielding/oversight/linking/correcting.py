"""Corrects the estimate across forces for what linking misses, by twins whose truth is known.

A report that shares no identifier with its group is in no network, so that the groups found are
too few. How many too few is read off simulated caseloads that were linked in the same way (twins).
The correction is no better than the likeness of the twins: where they show other figures than what
they are to correct, nothing is corrected.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.oversight.linking.cross_force import Effects
from fielding.oversight.shares import CannotCompute
from fielding.oversight.statistics.binomial import Interval

#: With fewer twins nobody can say how far one of them may be off.
FEWEST = 4
#: Figures further than this factor from the twins' mean, and from each twin, are unlike.
UNLIKE = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A simulated caseload: as linking found it, and in truth."""

    found: Effects
    true: Effects


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One figure: as found, as it is thought to be, and how far off that may be."""

    found: int
    likely: int
    #: Every twin, corrected by the others, is as near to its truth as this reaches.
    between: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedEffects:
    """The three effects; `joined` is `alone - counted_again + invisible`, but for rounding."""

    alone: Corrected
    counted_again: Corrected
    invisible: Corrected
    joined: Corrected


def correct(found: Effects, twins: Sequence[Twin]) -> CorrectedEffects | CannotCompute:
    """Correct what was found by what linking misses in the twins.

    Each figure is multiplied by true over found of all twins together: a ratio of sums, which
    weighs every group alike.
    """
    if len(twins) < FEWEST:
        return CannotCompute(because=f"{len(twins)} twins are too few; {FEWEST} are needed")
    if any(twin.found.known_at != found.known_at for twin in twins):
        return CannotCompute(because="the twins count groups as known from another number on")
    if unlike := _unlike(found, twins):
        return CannotCompute(because=unlike)
    parts = tuple(zip(*(_pairs(twin) for twin in twins), strict=True))
    by_others = [_by_others(part) for part in parts]
    alone, again, invisible = (
        _corrected(figure, part, others)
        for figure, part, others in zip(_figures(found), parts, by_others, strict=True)
    )
    likely = alone.likely - again.likely + invisible.likely
    joined = [
        None if one is None or other is None or third is None else one - other + third
        for one, other, third in zip(*by_others, strict=True)
    ]
    off = _off(joined, [twin.true.joined for twin in twins])
    return CorrectedEffects(
        alone=alone,
        counted_again=again,
        invisible=invisible,
        joined=Corrected(found=found.joined, likely=likely, between=_between(likely, off)),
    )


def _figures(estimate: Effects) -> tuple[int, int, int]:
    return estimate.alone, estimate.counted_again, estimate.invisible


def _pairs(twin: Twin) -> tuple[tuple[int, int], ...]:
    return tuple(zip(_figures(twin.found), _figures(twin.true), strict=True))


def _unlike(found: Effects, twins: Sequence[Twin]) -> str:
    """Say in what the twins are unlike, in size or in a figure; nothing if they are like."""
    names = ("groups known alone", "groups counted again", "groups invisible alone")
    reports = sum(twin.found.reports for twin in twins)
    if not 1 / UNLIKE <= found.reports * len(twins) / reports <= UNLIKE:
        here, there = found.reports, reports // len(twins)
        return f"the twins have {there:,} reports each, and these are {here:,}; draw them anew"
    for place, name in enumerate(names):
        here = _figures(found)[place]
        each = [_figures(twin.found)[place] * found.reports / twin.found.reports for twin in twins]
        mean = sum(each) / len(each)
        low, high = min(*each, mean / UNLIKE), max(*each, mean * UNLIKE)
        if not here:
            return f"there are no {name} here that could be corrected"
        if not low <= here <= high:
            return f"the twins do not show {name} as often as these reports do"
        pairs = [_pairs(twin)[place] for twin in twins]
        if unbound := sum(1 for linked, true in pairs if true and not linked):
            return (
                f"in {unbound} of {len(twins)} twins linking finds none of the {name} that there "
                "are, and nobody can say how far chance moves so few; count groups as known from "
                "fewer reports on, or look again when there are more reports"
            )
    return ""


def _corrected(
    found: int, twins: Sequence[tuple[int, int]], by_others: Sequence[float | None]
) -> Corrected:
    likely = found * sum(true for _, true in twins) / sum(one for one, _ in twins)
    off = _off(by_others, [true for _, true in twins])
    return Corrected(found=found, likely=round(likely), between=_between(likely, off))


def _by_others(twins: Sequence[tuple[int, int]]) -> list[float | None]:
    """Correct what was found in each twin by the others; None where these show nothing."""
    all_found, all_true = sum(one for one, _ in twins), sum(true for _, true in twins)
    return [
        one * (all_true - true) / (all_found - one) if all_found > one and all_true > true else None
        for one, true in twins
    ]


def _off(corrected: Sequence[float | None], true: Sequence[int]) -> list[float]:
    """How many times its truth each twin came out as."""
    pairs = zip(corrected, true, strict=True)
    return [one / truth for one, truth in pairs if one is not None and one > 0 and truth]


def _between(likely: float, off: Sequence[float]) -> Interval:
    # What is likely lies in it, also where all twins came out on one side of their truth.
    return Interval(low=likely / max(1, *off), high=likely / min(1, *off))
