"""Books over a hub in memory: every entry is sequenced and under a checkpoint at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fielding.app.read_figures import Bookkeeper
from fielding.ledger.entry import Kept
from fielding.ledger.tree import root_of
from fielding.oversight.books import Standpoint
from fielding.testing.hub import World


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldEntries:
    """The entries of a world in the order in which they were written; see `Entries`."""

    world: World

    def newest(self) -> Standpoint | None:
        """Stand at the last entry, at the world's time."""
        log = self.world.store.contents.entries
        root = root_of([kept.leaf for kept in log])
        return Standpoint(size=len(log), root=root, at=self.world.clock.moment)

    def root_at(self, size: int) -> bytes | None:
        """Give the root over the first entries."""
        log = self.world.store.contents.entries
        return root_of([kept.leaf for kept in log[:size]]) if size <= len(log) else None

    def between(self, first: int, before: int) -> Iterator[Kept]:
        """Give the entries from an index up to another."""
        return iter(self.at(range(first, before)))

    def at(self, indexes: Sequence[int]) -> list[Kept]:
        """Give the entries at some indexes."""
        log = self.world.store.contents.entries
        return [replace(log[index], index=index) for index in indexes if index < len(log)]


def bookkeeper_of(world: World) -> Bookkeeper:
    """Keep the books of a world."""
    return Bookkeeper(world.hub, WorldEntries(world=world))
