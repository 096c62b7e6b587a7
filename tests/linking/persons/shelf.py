"""A shelf in memory, for tests."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import islice

from fielding.linking.persons.fields import Record
from fielding.linking.persons.index import Arrived
from fielding.linking.persons.parting import Parted


class ShelfInMemory:
    """Keeps what arrived, and gives it up again."""

    def __init__(self) -> None:
        self.records: dict[int, Record] = {}
        self.tokens: dict[bytes, set[int]] = defaultdict(set)
        self.links: dict[int, set[int]] = defaultdict(set)
        self.person: dict[int, frozenset[int]] = {}
        self.opened_so_far: list[int] = []

    def holders(self, tokens: Collection[bytes], most: int) -> Mapping[bytes, Collection[int]]:
        return {each: list(islice(sorted(self.tokens[each]), most + 1)) for each in tokens}

    def together(self, records: Collection[int], most: int) -> Collection[int]:
        found, waiting = set(records), list(records)
        while waiting and len(found) <= most:
            new = self.links[waiting.pop()] - found
            found |= new
            waiting += new
        return found

    def opened(self, records: Collection[int]) -> Mapping[int, Record]:
        self.opened_so_far += records
        return {each: self.records[each] for each in records}

    def keep(self, arrived: Arrived, record: Record) -> None:
        self.records[arrived.number] = record
        for token in arrived.tokens:
            self.tokens[token].add(arrived.number)
        for other in arrived.links:
            self.links[arrived.number].add(other)
            self.links[other].add(arrived.number)
        if arrived.parted:
            self.settle(arrived.parted)

    def settle(self, parted: Parted) -> None:
        for person in parted.persons:
            for each in person:
                self.person[each] = person

    def remove(self, number: int) -> set[int]:
        """Take a record away, and say who hung together with it."""
        neighbours = self.links.pop(number, set())
        for other in neighbours:
            self.links[other].discard(number)
        for holders in self.tokens.values():
            holders.discard(number)
        del self.records[number], self.person[number]
        return neighbours
