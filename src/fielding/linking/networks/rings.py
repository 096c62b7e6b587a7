"""Cores: reports that rings of evidence hold together.

A ring is two reports that share two identifiers, or three that share three, each pair another one.
One false identifier closes no ring, so cores are what no single mistake can have made.
"""

from collections.abc import Iterable, Mapping

from fielding.linking.networks.evidence import Ground
from fielding.linking.networks.unions import Unions


def cores_of(
    ground: Ground, through: Iterable[int], known: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Give each inner report its core: the earliest report that rings tie it to.

    Only rings through the given identifiers are looked for; `known` holds the cores that all other
    rings make. All rings of an inner report run through inner reports.
    """
    cores = Unions()
    for report, core in (known or {}).items():
        cores.join(report, core)
    for identifier in through:
        if rings_through(ground, identifier):
            _close(ground, identifier, cores)
    return {report: cores.of(report) for report in ground.inner}


def rings_through(ground: Ground, identifier: int) -> bool:
    """Say whether an identifier may be part of a ring."""
    return ground.joins(identifier) and (
        2 <= ground.standings[identifier].reports <= ground.limits.ringing
    )


def _close(ground: Ground, identifier: int, cores: Unions) -> None:
    """Join what each ring through one identifier holds together."""
    reports = ground.holders[identifier]
    first: dict[int, int] = {}
    for report in reports:
        for other in _others(ground, report, identifier):
            if other in first:
                cores.join(report, first[other])
            else:
                first[other] = report
    here = frozenset(reports)
    for other, report in first.items():
        for third in ground.holders[other]:
            if third not in here:
                _close_three(ground, (other, report, third), first, cores)


def _close_three(
    ground: Ground, side: tuple[int, int, int], first: Mapping[int, int], cores: Unions
) -> None:
    """Join three reports, of which a third ties two that share an identifier by two others."""
    shared, report, third = side
    for other in _others(ground, third, shared):
        last = first.get(other, report)
        if last != report:
            cores.join(report, last)
            cores.join(report, third)


def _others(ground: Ground, report: int, identifier: int) -> list[int]:
    return [
        other
        for other in ground.filed(report).identifiers
        if other != identifier and rings_through(ground, other)
    ]
