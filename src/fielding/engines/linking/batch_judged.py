"""Parts the few families in which a person judged two reports different, by the very rules."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from fielding.engines.linking.batch_arrays import Arrays, Numbers
from fielding.engines.linking.batch_found import Networks
from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.evidence import Ground
from fielding.linking.networks.limits import WIDE, Limits
from fielding.linking.networks.parting import parted
from fielding.linking.networks.people import PERSON
from fielding.linking.networks.standing import Filed, Place, Standing, State

Pair = tuple[int, int]


@dataclass(frozen=True)
class Readable:
    """Arrays, read one report or identifier at a time as the rules do; all by their places."""

    found: Networks
    arrays: Arrays
    near: Mapping[int, Sequence[int]]
    states: Mapping[int, State]

    @classmethod
    def of(cls, found: Networks, arrays: Arrays, pairs: Numbers) -> Self:
        """Read what was found; `pairs`: the places of near identifiers."""
        near: dict[int, list[int]] = {}
        for one, other in pairs.tolist():
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
        states = dict(enumerate(found.states().values()))
        return cls(found=found, arrays=arrays, near=near, states=states)

    def filed(self, report: int) -> Filed:
        """Give a report."""
        place = Place(
            core=int(np.searchsorted(self.found.reports, self.found.core[report])),
            body=bool(self.found.body[report]),
            family=int(np.searchsorted(self.found.reports, self.found.family[report])),
            network=int(np.searchsorted(self.found.reports, self.found.family[report])),
        )
        held = tuple(self.arrays.holds.of(report).tolist())
        wording = int(self.arrays.wording[report]) if self.arrays.worded[report] else None
        return Filed(report=report, identifiers=held, place=place, wording=wording)

    def standing(self, identifier: int) -> Standing:
        """Give how an identifier stands; of its kind only whether it is a wide one, or a person."""
        return Standing(
            identifier=identifier,
            kind=self._kind(identifier),
            reports=int(self.arrays.holders.sizes[identifier]),
            state=self.states[identifier],
            near=tuple(sorted(set(self.near.get(identifier, ())))),
        )

    def _kind(self, identifier: int) -> str:
        if self.arrays.identifiers[identifier] < 0:
            return PERSON
        return min(WIDE) if self.arrays.wide[identifier] else ""

    def ground(self, members: Sequence[int], limits: Limits) -> Ground:
        """Give a family, with all that is needed to say what evidence holds it together."""
        inner = {report: self.filed(report) for report in members}
        joining = {
            identifier
            for filed in inner.values()
            for held in filed.identifiers
            if self.states[held].may_join
            for identifier in (held, *self.near.get(held, ()))
        }
        around = {
            report
            for identifier in joining
            if self.states[identifier].may_join
            for report in self.arrays.holders.of(identifier).tolist()
        }
        outer = {report: self.filed(report) for report in around - inner.keys()}
        held = {each for filed in (*inner.values(), *outer.values()) for each in filed.identifiers}
        standings = {each: self.standing(each) for each in held}
        return Ground(inner=inner, outer=outer, standings=standings, limits=limits)


def networks_of(
    found: Networks,
    arrays: Arrays,
    pairs: Numbers,
    judgements: Mapping[Pair, Verdict],
    limits: Limits,
) -> Networks:
    """Give the networks: families, but parted where two of their reports were judged different."""
    judged: dict[int, dict[Pair, Verdict]] = defaultdict(dict)
    for pair, verdict in judgements.items():
        one, other = (int(np.searchsorted(found.reports, report)) for report in pair)
        if found.family[one] == found.family[other]:
            judged[int(found.family[one])][one, other] = verdict
    torn = [family for family, said in judged.items() if Verdict.DIFFERENT in said.values()]
    if not torn:
        return found
    readable = Readable.of(found, arrays, pairs)
    network = found.network.copy()
    for family in torn:
        members = np.flatnonzero(found.family == family).tolist()
        ground = readable.ground(members, limits)
        cores = {
            report: filed.place.core
            for report, filed in (*ground.inner.items(), *ground.outer.items())
        }
        for report, part in parted(ground, members, cores, judged[family]).items():
            network[report] = found.reports[part]
    return replace(found, network=network)
