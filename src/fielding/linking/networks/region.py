"""The part of all reports that a change can reach, read from the index and placed anew.

What changed lies in the families that hold a changed identifier or one near it. What those do to
others reaches the families that share some identifier with them. A clump of these that goes over
to a family further off brings that one in as well.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fielding.linking.networks.evidence import Ground
from fielding.linking.networks.index import Index, Reading
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.review import Reviewed
from fielding.linking.networks.rings import cores_of
from fielding.linking.networks.settling import settle
from fielding.linking.networks.standing import Filed, Placed, Standing


@dataclass(frozen=True)
class Region:
    """Where to begin: what was reviewed, the families of what changed, and how much is too much."""

    index: Index
    limits: Limits
    reviewed: Reviewed
    families: Collection[int]
    most: int | None


def place_region(region: Region, *, afresh: bool) -> Placed | None:
    """Place all reports that the change reaches, or give None where they are too many.

    `afresh`: evidence may have gone, so no core is taken as it was.
    """
    index = region.index
    holders = index.holding(region.reviewed.joining())
    families = {*region.families, *(each.place.family for each in holders.values())}
    inner = index.members(families)
    if _too_many(region, inner):
        return None
    families |= {each.place.family for each in _rim(index, inner).values()}
    while True:
        inner = index.members(families)
        if _too_many(region, inner):
            return None
        ground = ground_of(index, region.limits, inner)
        through = ground.holders if afresh else ground.holders.keys() & region.reviewed.joining()
        known = {} if afresh else {each: filed.place.core for each, filed in inner.items()}
        cores = cores_of(ground, through, known)
        settled = settle(ground, cores, index.judgements(inner.keys()))
        if not settled.wanted:
            return {each: (inner[each].place, place) for each, place in settled.places.items()}
        families |= settled.wanted


def _too_many(region: Region, inner: Collection[int]) -> bool:
    return region.most is not None and len(inner) > region.most


def ground_of(index: Reading, limits: Limits, inner: Mapping[int, Filed]) -> Ground:
    """Read what lies around whole families, so that all evidence that touches them is there."""
    outer = _rim(index, inner)
    standings = index.standings(_held(inner) | _held(outer))
    return Ground(inner=inner, outer=outer, standings=standings, limits=limits)


def _rim(index: Reading, inner: Mapping[int, Filed]) -> Mapping[int, Filed]:
    """Give the reports outside that share a joining identifier, or one near, with those inside."""
    known: dict[int, Standing] = dict(index.standings(_held(inner)))
    joining = {each for each, standing in known.items() if standing.state.joining}
    near = {other for each in joining for other in known[each].near} - known.keys()
    joining |= {
        each for each, standing in index.standings(near).items() if standing.state.joining
    }
    return {
        report: filed for report, filed in index.holding(joining).items() if report not in inner
    }


def _held(reports: Mapping[int, Filed]) -> set[int]:
    return {each for filed in reports.values() for each in filed.identifiers}
