"""Cores: reports that rings of evidence hold together.

A ring is two reports that share two identifiers, or three that share three, each pair another one.
One false identifier closes no ring, so cores are what no single mistake can have made.

Seen from the identifiers, two are beside each other where a report mentions both. Reports that
mention the same two are a ring of two, and three identifiers beside one another are a ring of
three, or reports that rings of two hold together anyway.
"""

from collections.abc import Collection, Mapping

from fielding.linking.networks.evidence import Ground
from fielding.linking.networks.unions import Unions


def cores_of(
    ground: Ground, through: Collection[int], known: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Give each inner report its core: the earliest report that rings tie it to.

    Only rings through the given identifiers are looked for; `known` holds the cores that all other
    rings make. An outer report that new rings tie to an inner one is given its core as well.
    """
    cores = Unions()
    for report, core in (known or {}).items():
        cores.join(report, core)
    rings = _Rings(ground, cores)
    asked = {identifier for identifier in through if rings_through(ground, identifier)}
    for identifier in asked:
        rings.close(identifier, asked)
    inner = {report: cores.of(report) for report in ground.inner}
    held = set(inner.values())
    return inner | {report: core for report in ground.outer if (core := cores.of(report)) in held}


def rings_through(ground: Ground, identifier: int) -> bool:
    """Say whether an identifier may be part of a ring."""
    return ground.joins(identifier) and (
        2 <= ground.standings[identifier].reports <= ground.limits.ringing
    )


class _Rings:
    """What is beside what, read as it is asked for, and the cores that follow."""

    def __init__(self, ground: Ground, cores: Unions) -> None:
        self._ground = ground
        self._cores = cores
        self._beside: dict[int, dict[int, int]] = {}
        self._ringing: dict[int, bool] = {}

    def close(self, identifier: int, asked: Collection[int]) -> None:
        """Join what each ring through an identifier holds together; `asked`: all that are closed.

        What is beside it is walked along what is beside each other; the third report of a ring is
        met when another identifier of the ring is closed, or looked at where none is asked for.
        """
        beside = self.beside(identifier)
        left = set(beside)
        while left:
            waiting = [left.pop()]
            while waiting:
                one = waiting.pop()
                found = self.beside(one).keys() & left
                left -= found
                waiting += found
                for other in found:
                    self._cores.join(beside[one], beside[other])
        for one in beside.keys() - asked:
            for other in self.beside(one).keys() & beside.keys() - asked:
                self._cores.join(beside[one], self.beside(one)[other])

    def beside(self, identifier: int) -> Mapping[int, int]:
        """Give what may make rings beside an identifier, each with a report that mentions both."""
        if identifier not in self._beside:
            found: dict[int, int] = {}
            for report in self._ground.holders[identifier]:
                for other in self._ground.filed(report).identifiers:
                    if other != identifier and self._may_ring(other):
                        first = found.setdefault(other, report)
                        if first != report:
                            self._cores.join(first, report)
            self._beside[identifier] = found
        return self._beside[identifier]

    def _may_ring(self, identifier: int) -> bool:
        ringing = self._ringing.get(identifier)
        if ringing is None:
            ringing = self._ringing[identifier] = rings_through(self._ground, identifier)
        return ringing
