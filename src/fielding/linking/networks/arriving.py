"""The common arrival: one new report that finds nothing, or joins one network and changes no other.

It is placed from what its own identifiers hold, however large the network is. Whatever might reach
further is left to the region; so both give the same.
"""

from collections.abc import Mapping, Sequence

from fielding.linking.networks.evidence import Ground, Tie
from fielding.linking.networks.index import Index
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.review import Reviewed
from fielding.linking.networks.rings import cores_of
from fielding.linking.networks.standing import Filed, Place, alone


def place_arrival(
    index: Index, reviewed: Reviewed, arrived: Filed, limits: Limits
) -> Place | None:
    """Place a report that was just told for the first time, or give None if it takes more.

    `reviewed`: of its identifiers alone, none of which changed its state.
    """
    report = arrived.report
    joining = reviewed.joining()
    if index.judgements({report}) or _may_lose_near(reviewed, limits):
        return None
    around = {**(index.holding(joining) if joining else {}), report: arrived}
    if len(around) == 1:
        return alone(report)
    ground = _ground(index, around, limits)
    ties = [
        tie
        for tie in ground.ties
        if report in tie.reports and joining.issuperset(tie.identifiers)
    ]
    tied = [around[each] for tie in ties for each in tie.reports if each != report]
    if not tied:
        return alone(report)
    families = {filed.place.family for filed in tied}
    family = min(families)
    if len(families) > 1 or report < family or any(filed.place.torn for filed in tied):
        return None
    core = _core(ground, arrived)
    if core is None or (core == report and _brings_clumps_together(ground, ties, report)):
        return None
    return Place(core=core, body=core != report, family=family, network=family)


def _brings_clumps_together(ground: Ground, ties: Sequence[Tie], report: int) -> bool:
    """Say whether two ties of a loose report hold others that no body holds."""
    loose = [
        tie
        for tie in ties
        if not all(ground.inner[each].place.body for each in tie.reports if each != report)
    ]
    return len(loose) > 1


def _may_lose_near(reviewed: Reviewed, limits: Limits) -> bool:
    """Say whether an identifier has just become too frequent to be a slip of one near it."""
    return any(
        standing.reports == limits.slip and not reviewed.joining().isdisjoint(standing.near)
        for each in reviewed.identifiers
        if (standing := reviewed.standings.get(each))
    )


def _ground(index: Index, around: Mapping[int, Filed], limits: Limits) -> Ground:
    held = {each for filed in around.values() for each in filed.identifiers}
    return Ground(inner=around, outer={}, standings=index.standings(held), limits=limits)


def _core(ground: Ground, arrived: Filed) -> int | None:
    """Give the one body that rings hold the report in, or the report itself; None if it is more."""
    known = {each: filed.place.core for each, filed in ground.inner.items()}
    cores = cores_of(ground, arrived.identifiers, known)
    core = cores[arrived.report]
    before = {known[each] for each in known if cores[each] == core and each != arrived.report}
    if not before:
        return arrived.report
    bodies = {filed.place.core for filed in ground.inner.values() if filed.place.body}
    return core if before == {core} and core in bodies else None
