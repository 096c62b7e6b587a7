"""Funnels: the rate of each firm, force or handler against that of all, by the size of its work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fielding.oversight.performance.counted import Counted
from fielding.oversight.performance.verdicts import careful_share
from fielding.oversight.records import NOBODY
from fielding.oversight.shares import CannotCompute, Share
from fielding.oversight.statistics.binomial import at_least, at_most
from fielding.oversight.statistics.discoveries import discoveries
from fielding.oversight.statistics.dispersion import Dispersion, dispersion_of
from fielding.oversight.statistics.funnels import (
    FAR,
    NEAR,
    Limits,
    State,
    chance_outside,
    limits_at,
)
from fielding.oversight.statistics.standardising import standardise

#: Of the groups named as apart, at most this share are so by chance, on average.
FALSE = 0.05


class Grouped(StrEnum):
    """What a funnel compares."""

    FIRM = "firm"
    FORCE = "force"
    HANDLER = "handler"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One group: its share, the limits at its size, and where it stands."""

    group: str
    share: Share
    limits: Limits
    state: State
    #: How many would have met if in each kind of case the group did as all do.
    expected: float
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Groups in the order of their names, around the rate of all of them together."""

    by: Grouped
    whole: Share
    groups: tuple[Placed, ...]
    #: How far groups spread; None with fewer than eleven.
    dispersion: Dispersion | None
    #: How many groups would fall outside by chance alone, were all alike: beyond 95 %, and 99.8 %.
    expected: tuple[float, float]
    #: Counted, but not booked to any group.
    nobodys: int
    #: Who is still apart when many are looked at; None where the limits are widened.
    discovered: frozenset[str] | None

    @property
    def between(self) -> float:
        """Give the variance between groups by which the limits are widened; 0 for none."""
        return self.dispersion.between if self.dispersion else 0.0


def funnel_of(counted: Iterable[Counted], by: Grouped) -> Funnel | CannotCompute:
    """Place every group; with nothing counted, or only one group, there is nothing to compare."""
    groups: dict[str, list[Counted]] = {}
    for one in counted:
        groups.setdefault(str(getattr(one, by.value)), []).append(one)
    nobodys = len(groups.pop(NOBODY, ()))
    if len(groups) < 2:
        return CannotCompute(because="fewer-than-two-groups")
    sizes = [(sum(one.met for one in group), len(group)) for group in groups.values()]
    whole = careful_share(sum(met for met, _ in sizes), sum(of for _, of in sizes))
    if isinstance(whole, CannotCompute):
        return whole
    spread = dispersion_of(sizes, whole.share)
    between = spread.between if spread else 0.0
    due = {name: found.expected for name, found in standardise(_by_code(groups)).items()}
    return Funnel(
        by=by,
        whole=whole,
        groups=tuple(
            replace(_placed(name, groups[name], whole, between), expected=due[name])
            for name in sorted(groups)
        ),
        dispersion=spread,
        expected=_expected(whole.share, [of for _, of in sizes]),
        nobodys=nobodys,
        discovered=None if between else discoveries(_chances(groups, whole.share), FALSE),
    )


def _placed(group: str, counted: list[Counted], whole: Share, between: float) -> Placed:
    met, of = sum(one.met for one in counted), len(counted)
    share = careful_share(met, of)
    limits = limits_at(whole.share, of, between)
    return Placed(
        group=group,
        share=share if isinstance(share, Share) else whole,
        limits=limits,
        state=limits.state(met),
        expected=whole.share * of,
        entries=tuple(sorted(one.index for one in counted)),
    )


def _by_code(
    groups: Mapping[str, Sequence[Counted]],
) -> Mapping[str, Mapping[str, tuple[int, int]]]:
    """Count met and all of each group by kind of case."""
    found: dict[str, dict[str, tuple[int, int]]] = {name: {} for name in groups}
    for name, counted in groups.items():
        for one in counted:
            met, of = found[name].get(one.code, (0, 0))
            found[name][one.code] = (met + one.met, of + 1)
    return found


def _chances(groups: Mapping[str, Sequence[Counted]], rate: float) -> Mapping[str, float]:
    """Give the exact chance of each group's count, or one as far out on either side."""
    found = {}
    for name, counted in groups.items():
        met, of = sum(one.met for one in counted), len(counted)
        found[name] = min(1.0, 2 * min(at_most(met, of, rate), at_least(met, of, rate)))
    return found


def _expected(rate: float, sizes: list[int]) -> tuple[float, float]:
    near, far = ({of: chance_outside(rate, of, level) for of in {*sizes}} for level in (NEAR, FAR))
    return sum(near[of] for of in sizes), sum(far[of] for of in sizes)
