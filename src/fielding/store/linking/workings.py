"""What the linker holds in memory between stretches of the ledger."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from psycopg import Cursor

from fielding.linking.journal import Happening, happenings
from fielding.linking.networks.everything import AtOnce
from fielding.linking.networks.joiner import Joiner
from fielding.linking.networks.limits import Limits
from fielding.store.linking.held_index import HeldIndex
from fielding.store.linking.loading import load, load_limits

#: The limits are measured for the first time when there are so many reports, then each time they
#: have doubled: what very many reports mention says little, and chance alone repeats it.
FIRST_MEASURED = 2_000


@dataclass(slots=True, kw_only=True)
class Workings:
    """The rules over their index, and which network each report was kept in."""

    index: HeldIndex
    at_once: AtOnce
    limits: Limits
    #: How many reports there were when the limits were measured.
    measured: int
    #: Everything is to be placed anew, all at once.
    unplaced: bool
    joiner: Joiner
    networks: dict[int, int] = field(default_factory=dict)  # of every report
    sizes: dict[int, int] = field(default_factory=dict)  # of every network

    @classmethod
    def load(cls, cursor: Cursor, at_once: AtOnce, stood: tuple[int, bool]) -> "Workings":
        """Bring them to where the tables stand; `stood`: what was measured, and is unplaced."""
        index, limits = load(cursor), load_limits(cursor)
        networks = dict(index.networks())
        return cls(
            index=index,
            at_once=at_once,
            limits=limits,
            measured=stood[0],
            unplaced=stood[1],
            joiner=Joiner(index, limits),
            networks=networks,
            sizes=dict(Counter(networks.values())),
        )

    def measure_when_due(self) -> bool:
        """Measure the limits when the reports have doubled; say whether it was done."""
        if len(self.index) < max(FIRST_MEASURED, 2 * self.measured):
            return False
        self.measured = len(self.index)
        self.limits = self.at_once.limits(self.index.everything())
        self.unplaced = True
        return True

    def settle(self) -> Mapping[int, int]:
        """Work out what changed, or everything where that is due; give networks by report."""
        if not self.unplaced:
            return self.joiner.settle().networks
        places, states = self.at_once.places(self.index.everything(), self.limits)
        self.index.put_everything(places, states)
        self.joiner = Joiner(self.index, self.limits)
        self.unplaced = False
        return {report: place.network for report, place in places.items()}

    def move(self, found: Mapping[int, int | None]) -> tuple[Happening, ...]:
        """Put reports into networks (None: out of all); tell what became of networks by it."""
        moved = {
            report: (self.networks.get(report), now)
            for report, now in found.items()
            if self.networks.get(report) != now
        }
        touched = {network for pair in moved.values() for network in pair if network is not None}
        before = {network: self.sizes.get(network, 0) for network in touched}
        for report, (was, now) in moved.items():
            if was is not None:
                self.sizes[was] = self.sizes.get(was, 0) - 1
            if now is None:
                del self.networks[report]
            else:
                self.sizes[now] = self.sizes.get(now, 0) + 1
                self.networks[report] = now
        after = {network: self.sizes.get(network, 0) for network in touched}
        for network in touched:
            if self.sizes.get(network) == 0:
                del self.sizes[network]
        return happenings(moved, before, after)
