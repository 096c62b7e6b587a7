"""What the linker holds in memory between stretches of the ledger."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from psycopg import Cursor

from fielding.linking.journal import Happening, happenings
from fielding.linking.networks.linker import Linker as Rules
from fielding.store.linking.held_index import HeldIndex
from fielding.store.linking.loading import load


@dataclass(slots=True, kw_only=True)
class Workings:
    """The rules over their index, and which network each report was kept in."""

    index: HeldIndex
    rules: Rules
    networks: dict[int, int] = field(default_factory=dict)  # of every report
    sizes: dict[int, int] = field(default_factory=dict)  # of every network

    @classmethod
    def load(cls, cursor: Cursor) -> "Workings":
        """Bring them to where the tables stand."""
        index = load(cursor)
        networks = dict(index.networks())
        return cls(
            index=index,
            rules=Rules(index),
            networks=networks,
            sizes=dict(Counter(networks.values())),
        )

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
