"""The common arrival: one new report that finds nothing, joins a network, or brings small ones in.

It is placed from what its own identifiers hold, and reads of others where they stand and nothing
else. Whatever might reach further is left to the region; so both give the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.evidence import Ground
from fielding.linking.networks.index import Index
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.review import Reviewed
from fielding.linking.networks.standing import Filed, Place, Placed, Standing, State, alone


def place_arrival(
    index: Index, reviewed: Reviewed, arrived: Filed, limits: Limits
) -> Placed | None:
    """Place a report that was just told for the first time, or give None if it takes more.

    `reviewed`: of its identifiers alone.
    """
    report = arrived.report
    if index.judgements({report}) or _concerns_others(reviewed, arrived, limits):
        return None
    arrival = _Arrival(index=index, limits=limits, reviewed=reviewed, arrived=arrived)
    ties = [*arrival.shared(), *arrival.near()]
    if not ties:
        return {report: (arrived.place, alone(report))}
    if any(place.torn for tie in ties for place in tie):
        return None
    ringed = arrival.ringed()
    if any(place.body for place in ringed):
        return _join_body(arrived, ties, ringed)
    return arrival.join_clumps(ties, ringed)


def _concerns_others(reviewed: Reviewed, arrived: Filed, limits: Limits) -> bool:
    """Say whether an identifier that others mention does something else now than it did."""
    joining = reviewed.joining()
    for each in reviewed.identifiers & reviewed.standings.keys():
        standing = reviewed.standings[each]
        if standing.state is State.SCATTERED and standing.reports > (each in arrived.identifiers):
            return True
        if each in reviewed.changed and standing.reports > (each in arrived.identifiers):
            return True
        if standing.reports == limits.ringing + 1:
            return True
        if standing.reports == limits.slip and not joining.isdisjoint(standing.near):
            return True
    return False


def _join_body(
    arrived: Filed, ties: Collection[Collection[Place]], ringed: Collection[Place]
) -> Placed | None:
    """Place a report that rings hold in a body, where it touches that body's family alone."""
    families = {place.family for tie in ties for place in tie}
    cores = {place.core for place in ringed}
    core = min(cores)
    if len(families) > 1 or len(cores) > 1 or arrived.report < core:
        return None
    family = min(families)
    place = Place(core=core, body=True, family=family, network=family)
    return {arrived.report: (arrived.place, place)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """The report that came, among what is kept of others."""

    index: Index
    limits: Limits
    reviewed: Reviewed
    arrived: Filed

    def shared(self) -> Iterator[list[Place]]:
        """Give, of each identifier that joins, where the others stand that mention it."""
        for identifier in self.arrived.identifiers:
            joins = self.reviewed.standings[identifier].state.joining
            if joins and (others := self._others(identifier)):
                yield [self.index.place_of(each) for each in others]

    def near(self) -> Iterator[list[Place]]:
        """Give, of each identifier near one of these that counts, where its reports stand.

        Those of equal reports are told once: of a flood of look-alikes most are on the same.
        """
        told: set[frozenset[int]] = set()
        for identifier in self.arrived.identifiers:
            standing = self.reviewed.standings[identifier]
            for other in standing.near if standing.state.joining else ():
                if not self._may_count(identifier, other):
                    continue
                others = frozenset(self._others(other))
                if others and others not in told and self._counts_near(identifier, other):
                    told.add(others)
                    yield [self.index.place_of(each) for each in others]

    def _may_count(self, one: int, other: int) -> bool:
        standings = self.reviewed.standings
        if other not in standings or not standings[other].state.joining:
            return False
        return min(standings[each].reports for each in (one, other)) < self.limits.slip

    def _counts_near(self, one: int, other: int) -> bool:
        around = self.index.holding({one, other})
        held = {each for filed in around.values() for each in filed.identifiers}
        known = self.index.standings(held)
        ground = Ground(inner=around, outer={}, standings=known, limits=self.limits)
        return ground.near_reason(one, other) is not None

    def _others(self, identifier: int) -> list[int]:
        report = self.arrived.report
        return [each for each in self.index.reports_of(identifier) if each != report]

    def ringed(self) -> list[Place]:
        """Give where reports stand that close a ring with this one: one at least of each core."""
        standings = self.reviewed.standings
        ringing = [each for each in self.arrived.identifiers if self._rings(standings[each])]
        if len(ringing) < 2:
            return []
        beside = {each: self._beside(each) for each in ringing}
        found: set[int] = set()
        for place, one in enumerate(ringing):
            for other in ringing[place + 1 :]:
                found.update(beside[one].get(other, ()))
                both = beside[one].keys() & beside[other].keys() - {one, other}
                for third, standing in self.index.standings(both).items():
                    if self._rings(standing):
                        found.update(beside[one][third], beside[other][third])
        return [self.index.place_of(each) for each in found]

    def _beside(self, identifier: int) -> Mapping[int, list[int]]:
        """Give what others mention that mention this, and which of them do."""
        found: dict[int, list[int]] = defaultdict(list)
        for report in self._others(identifier):
            for other in self.index.told_by(report):
                if other != identifier:
                    found[other].append(report)
        return found

    def _rings(self, standing: Standing) -> bool:
        return standing.state.joining and 2 <= standing.reports <= self.limits.ringing

    def join_clumps(
        self, ties: Collection[Collection[Place]], ringed: Collection[Place]
    ) -> Placed | None:
        """Place a report that no body holds: it joins one clump of a family that has bodies.

        A family without bodies is one clump, which no body touches; so it may go with any family.
        """
        report = self.arrived.report
        families = {place.family for tie in ties for place in tie}
        if len(families) == 1 and not ringed and _clumps(ties, families) < 2:
            family = min(report, *families)
            if family != report:
                return {report: (self.arrived.place, alone(report, family))}
        members = {
            each: self.index.place_of(each)
            for family in families
            for each in self.index.reports_in(family)
            if each != report
        }
        bodied = {place.family for place in members.values() if place.body}
        cores = {place.core for place in ringed}
        together = [each for each, place in members.items() if place.core in cores]
        if (
            len(bodied) > 1
            or _clumps(ties, bodied) > 1
            or len(together) + 1 >= self.limits.body
            or (len(families) > 1 and self._tears(members))
            or (len(cores) > 1 and self._vouches(together))
        ):
            return None
        core, family = min([report, *cores]), min([report, *families])
        moved = {
            each: (place, _moved(place, cores, core, family))
            for each, place in members.items()
            if place.core in cores or place.family != family
        }
        now = Place(core=core, body=False, family=family, network=family)
        return {**moved, report: (self.arrived.place, now)}

    def _vouches(self, together: Collection[int]) -> bool:
        """Say whether a core of these may vouch for an identifier that did not join them."""
        held = {each for report in together for each in self.index.told_by(report)}
        standings = self.index.standings(held).values()
        return any(standing.state is State.SCATTERED for standing in standings)

    def _tears(self, members: Mapping[int, Place]) -> bool:
        """Say whether two reports that would come together were judged different."""
        return any(
            verdict is Verdict.DIFFERENT and members.keys() >= {one, other}
            for (one, other), verdict in self.index.judgements(members.keys()).items()
        )


def _moved(place: Place, cores: Collection[int], core: int, family: int) -> Place:
    now = core if place.core in cores else place.core
    return replace(place, core=now, family=family, network=family)


def _clumps(ties: Collection[Collection[Place]], bodied: Collection[int]) -> int:
    """Count at most how many clumps of families that have bodies are tied."""
    clumps: list[set[int]] = []
    for tie in ties:
        cores = {place.core for place in tie if not place.body and place.family in bodied}
        if cores:
            apart = [clump for clump in clumps if clump.isdisjoint(cores)]
            clumps = [*apart, cores.union(*(each for each in clumps if each not in apart))]
    return len(clumps)
