"""What lies behind each report of a caseload: whose group it is, and which identifiers it names.

Only the simulator knows it. Of a plot, the answers of a case show no more than a reporter knew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import numpy as np

from fielding.simulation.drawing import seeded
from fielding.simulation.linking.groups import Reports, draw_reports
from fielding.simulation.linking.mixture import Kind, Mixture
from fielding.simulation.linking.naming import Mentions, Truth, Whose, draw_mentions
from fielding.simulation.linking.spelling import is_spelt, spell
from fielding.simulation.linking.writing import mistype

#: A slip is drawn again so often when it hits a number that somebody else has.
SLIPS = 40
#: So far apart lie the numbers of two seeds.
APART = 3_000_017


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What lies behind one report."""

    number: int
    group: int
    #: Reports of the group, this one included.
    size: int
    #: Place of the reporter's force in the mixture's weights.
    force: int
    #: Days since the beginning.
    day: int
    #: Who reports; the same number is the same person.
    reporter: int
    #: Identifiers told of the suspect, spelt in their plainest way, by kind.
    named: Mapping[Kind, tuple[str, ...]]
    #: The reporter's own phone, where they give it as theirs.
    contact: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plots:
    """The plots of a caseload, by number of report, from nought in the order of their days."""

    seed: int
    reports: Reports
    mentions: Mentions
    #: Names of hubs by kind, the most named first; further hubs are spelt like all others.
    hubs: Mapping[Kind, tuple[str, ...]]
    #: For each report, where its mentions begin.
    begins: np.ndarray
    #: For each identifier its number among those of its kind; a typo has that of what was meant.
    numbers: np.ndarray
    #: How many numbers of each kind are used.
    used: Mapping[Kind, int]

    def of(self, number: int) -> Plot:
        """Give the plot behind a report."""
        named: dict[Kind, tuple[str, ...]] = {}
        contact = None
        for place in range(self.begins[number], self.begins[number + 1]):
            identifier = int(self.mentions.identifier[place])
            kind, spelt = Kind(self.mentions.kind[identifier]), self._spelt(identifier)
            if self.mentions.whose[place] == Whose.REPORTER:
                contact = spelt
            else:
                named[kind] = (*named.get(kind, ()), spelt)
        return Plot(
            number=number,
            group=int(self.reports.group[number]),
            size=int(self.reports.size[number]),
            force=int(self.reports.force[number]),
            day=int(self.reports.day[number]),
            reporter=int(self.reports.reporter[number]),
            named=named,
            contact=contact,
        )

    def _spelt(self, identifier: int) -> str:
        meant = int(self.mentions.meant[identifier])
        kind, number = Kind(self.mentions.kind[meant]), int(self.numbers[meant])
        names = self.hubs.get(kind, ())
        is_hub = self.mentions.truth[meant] == Truth.HUB
        # Caseloads of other seeds have other identifiers, but for phones: there are too few.
        apart = 0 if kind is Kind.PHONE else self.seed * APART
        spelt = names[number] if is_hub and number < len(names) else spell(kind, number + apart)
        if meant == identifier:
            return spelt
        return self._mistyped(seeded(f"slip/{self.seed}/{identifier}"), kind, spelt)

    def _mistyped(self, rng: Random, kind: Kind, spelt: str) -> str:
        for _ in range(SLIPS):
            wrong = mistype(rng, kind, spelt)
            if kind is not Kind.PHONE or not is_spelt(wrong, self.used[kind]):
                break
        return wrong


def draw_plots(
    seed: int, count: int, mixture: Mixture, hubs: Mapping[Kind, tuple[str, ...]]
) -> Plots:
    """Draw the plots of so many reports. The same seed, count and mixture give the same ones."""
    rng = np.random.default_rng(seed)
    reports = draw_reports(rng, mixture, count)
    mentions = draw_mentions(rng, mixture, reports)
    numbers, used = _numbers(mentions)
    return Plots(
        seed=seed,
        reports=reports,
        mentions=mentions,
        hubs=hubs,
        begins=np.searchsorted(mentions.report, np.arange(count + 1)),
        numbers=numbers,
        used=used,
    )


def _numbers(mentions: Mentions) -> tuple[np.ndarray, Mapping[Kind, int]]:
    """Number the identifiers within their kind: hubs first, in the order of their fame."""
    numbers = np.zeros(len(mentions.kind), dtype=np.int64)
    used = {}
    for kind in Kind:
        own = (mentions.kind == kind) & (mentions.truth != Truth.TYPO)
        hubs = np.flatnonzero(own & (mentions.truth == Truth.HUB))
        others = np.flatnonzero(own & (mentions.truth != Truth.HUB))
        numbers[hubs] = np.arange(len(hubs))
        numbers[others] = len(hubs) + np.arange(len(others))
        used[kind] = len(hubs) + len(others)
    return numbers, used
