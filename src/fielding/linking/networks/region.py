"""The part of all reports that a change can reach, read from the index and placed anew.

What changed lies in the families that hold a changed identifier or one near it. Others are reached
where a report of these comes into a body, or goes out of one, where a new ring runs through them,
or where a clump goes over to their body.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fielding.linking.networks.evidence import Ground
from fielding.linking.networks.index import Index, Reading
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.review import Reviewed
from fielding.linking.networks.rings import cores_of
from fielding.linking.networks.settling import settle
from fielding.linking.networks.standing import Filed, Placed, Standing, State


@dataclass(frozen=True)
class Region:
    """Where to begin: what was reviewed, the families of what changed, and how much is too much."""

    index: Index
    limits: Limits
    reviewed: Reviewed
    families: Collection[int]
    #: Cores of which a ring may have gone; None where any core may have lost one.
    doubted: Collection[int] | None
    most: int | None


def place_region(region: Region) -> Placed | None:
    """Place all reports that the change reaches, or give None where they are too many."""
    index = region.index
    families = {*region.families, *_families_of(index, region.reviewed.joining())}
    while True:
        if _too_many(region, families):
            return None
        inner = index.members(families)
        ground = ground_of(index, region.limits, inner)
        cores = _cores(region, ground)
        reached = _reached(ground, cores)
        if not reached:
            settled = settle(ground, cores, index.judgements(inner.keys()))
            if not settled.wanted:
                return {each: (inner[each].place, place) for each, place in settled.places.items()}
            reached = settled.wanted
        families |= reached


def _families_of(index: Index, identifiers: Collection[int]) -> set[int]:
    reports = {report for each in identifiers for report in index.reports_of(each)}
    return {index.place_of(report).family for report in reports}


def _too_many(region: Region, families: Collection[int]) -> bool:
    reports = sum(len(region.index.reports_in(family)) for family in families)
    return region.most is not None and reports > region.most


def _cores(region: Region, ground: Ground) -> Mapping[int, int]:
    """Give the reports in rings their cores: new ones are closed, and doubtful ones looked for."""
    changed = ground.holders.keys() & region.reviewed.joining()
    doubted = region.doubted
    if doubted is None:
        return cores_of(ground, ground.holders.keys())
    doubtful = [filed for filed in ground.inner.values() if filed.place.core in doubted]
    through = {each for filed in doubtful for each in filed.identifiers} | changed
    known = {
        report: filed.place.core
        for report, filed in ground.inner.items()
        if filed.place.core not in doubted
    }
    return cores_of(ground, through, known)


def _reached(ground: Ground, cores: Mapping[int, int]) -> frozenset[int]:
    """Give the families outside that new rings tie, or evidence to a report of another body now."""
    sizes = Counter(cores.values())
    outer = {report: filed.place.core for report, filed in ground.outer.items()}
    moved: set[int] = set()
    asked: set[int] = set()
    for report, filed in ground.inner.items():
        before = filed.place.core if filed.place.body else None
        now = cores[report] if sizes[cores[report]] >= ground.limits.body else None
        if before != now:
            moved.add(report)
        if filed.place.core != cores[report]:
            asked.update(filed.identifiers)
    touched = [
        tie.reports
        for tie in (*ground.ties, *ground.vouched({**outer, **cores}))
        if not moved.isdisjoint(tie.reports)
    ]
    # A core that is another now may vouch for what joined nobody, or no more.
    touched += [
        ground.holders[each]
        for each in asked
        if ground.standings[each].state is State.SCATTERED
    ]
    reports = {report for each in (*touched, cores) for report in each} & ground.outer.keys()
    return frozenset(ground.outer[report].place.family for report in reports)


def ground_of(index: Reading, limits: Limits, inner: Mapping[int, Filed]) -> Ground:
    """Read what lies around whole families, so that all evidence that touches them is there."""
    known: dict[int, Standing] = dict(index.standings(_held(inner)))
    joining = {each for each, standing in known.items() if standing.state.may_join}
    near = {other for each in joining for other in known[each].near} - known.keys()
    known |= index.standings(near)
    joining |= {each for each in near & known.keys() if known[each].state.may_join}
    outer = {
        report: filed for report, filed in index.holding(joining).items() if report not in inner
    }
    known |= index.standings(_held(outer) - known.keys())
    return Ground(inner=inner, outer=outer, standings=known, limits=limits)


def _held(reports: Mapping[int, Filed]) -> set[int]:
    return {each for filed in reports.values() for each in filed.identifiers}
