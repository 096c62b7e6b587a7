"""Asks why a report is in its network, over an index in memory."""

from dataclasses import dataclass

from fielding.linking.networks.limits import Limits
from fielding.linking.networks.why import Outsider, Step, evidence_of, outsiders
from fielding.testing.link_index import MemoryIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The steps to the earliest report of its network, and who is outside."""

    steps: tuple[Step, ...]
    outsiders: tuple[Outsider, ...]


def explain(index: MemoryIndex, limits: Limits, report: int) -> Explained:
    """Explain a report's place by all reports of its network."""
    networks = index.networks()
    within = [each for each, network in networks.items() if network == networks[report]]
    evidence = evidence_of(index, limits, within)
    return Explained(
        steps=evidence.path(report, networks[report]),
        outsiders=tuple(outsiders(index, evidence, [report])),
    )
