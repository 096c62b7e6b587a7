"""Pairs of likely persons follow from the reports that are there, in whatever order they came."""

from collections.abc import Collection, Mapping
from itertools import combinations
from random import Random

import pytest
from tests.linking.persons.a_model import KEY, a_model

from fielding.linking.persons import pairing
from fielding.linking.persons.blocking import tokens_of
from fielding.linking.persons.fields import Record
from fielding.linking.persons.pairing import LIKELY, Paired, arrive, leave
from fielding.linking.persons.parting import Couple
from fielding.linking.persons.scoring import probability_of, score

MODEL = a_model()
ONE = {"first_name": "Zoe", "surname": "Quill", "postcode": "LS1 3EX"}


class ShelfInMemory:
    """Keeps keys and pairs, and opens records."""

    def __init__(self) -> None:
        self.records: dict[int, Record] = {}
        self.held: dict[int, frozenset[bytes]] = {}
        self.alike: set[Couple] = set()

    def holders(self, keys: Collection[bytes], most: int) -> Mapping[bytes, Collection[int]]:
        found = {key: [each for each, held in self.held.items() if key in held] for key in keys}
        return {key: reports[:most] for key, reports in found.items() if reports}

    def keys(self, reports: Collection[int]) -> Mapping[int, frozenset[bytes]]:
        return {each: self.held[each] for each in reports if each in self.held}

    def pairs(self, reports: Collection[int]) -> Collection[Couple]:
        return [pair for pair in self.alike if set(pair) <= set(reports)]

    def opened(self, reports: Collection[int]) -> Mapping[int, Record]:
        return {each: self.records[each] for each in reports}

    def come(self, report: int, record: Record) -> Paired:
        """Let a report come."""
        paired = arrive(MODEL, KEY, self, report, record)
        self.records[report], self.held[report] = record, paired.keys
        self.alike = self.alike.union(paired.alike).difference(paired.apart)
        return paired

    def go(self, report: int) -> None:
        """Let a report go."""
        paired = leave(MODEL, self, report)
        del self.records[report], self.held[report]
        self.alike = {pair for pair in self.alike if report not in pair}.union(paired.alike)

    def at_once(self) -> set[Couple]:
        """Work all pairs out from the reports that are there."""
        keys = {each: tokens_of(MODEL.rules, KEY, record) for each, record in self.records.items()}
        counts: dict[bytes, int] = {}
        for held in keys.values():
            for key in held:
                counts[key] = counts.get(key, 0) + 1
        return {
            (one, other)
            for one, other in combinations(sorted(keys), 2)
            if any(counts[key] <= pairing.BUSIEST for key in keys[one] & keys[other])
            and probability_of(score(MODEL, self.records[one], self.records[other]).likely)
            >= LIKELY
        }


def _record(random: Random) -> Record:
    return {
        "first_name": random.choice(("zoe", "zara", "adam")),
        "surname": random.choice(("quill", "quilt", "jones")),
        "postcode": random.choice(("LS1 3EX", "LS1 3EY", None)),
    }


@pytest.mark.parametrize("seed", range(20))
def test_pairs_are_those_of_the_reports_that_are_there(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairing, "BUSIEST", 3)
    random, shelf = Random(seed), ShelfInMemory()

    for step in range(40):
        if shelf.records and random.random() < 0.35:
            shelf.go(random.choice(sorted(shelf.records)))
        else:
            shelf.come(random.choice((step, 1_000 - step)), _record(random))

        assert shelf.alike == shelf.at_once()


def test_a_name_alone_that_strangers_share_makes_no_pair() -> None:
    shelf = ShelfInMemory()
    shelf.come(1, ONE)

    found = [
        shelf.come(2, ONE).alike,
        shelf.come(3, {**ONE, "postcode": None, "surname": "Jones"}).alike,
    ]

    assert found == [((1, 2),), ()]
