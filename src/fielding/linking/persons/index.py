"""One record arrives: whom it may be, found by keys, weighed, and parted from all others.

The shelf holds tokens and links, never a name; records are opened in memory, candidates only. The
work is bounded: a key that more than BUSIEST records hold brings no candidates, and what hangs
together in more than LARGEST records is left to the batch. Both are told, so that the caller can
queue what was put off.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from fielding.linking.persons.blocking import tokens_of
from fielding.linking.persons.fields import Record
from fielding.linking.persons.model import PersonModel
from fielding.linking.persons.parting import LINK, Couple, Pair, Parted, part
from fielding.linking.persons.scoring import score

#: A key of more records than this says too little to be worth the work: twenty rules bring at most
#: 2,000 candidates, weighed in a fifth of a second at worst.
BUSIEST = 100
#: Records that hang together and are parted at once: 45,000 pairs at most.
LARGEST = 300


class Shelf(Protocol):
    """Where tokens and links lie; each call is one question to the store."""

    def holders(self, tokens: Collection[bytes], most: int) -> Mapping[bytes, Collection[int]]:
        """Give for each token the records that hold it; of more than `most`, any `most` + 1."""

    def together(self, records: Collection[int], most: int) -> Collection[int]:
        """Give all that hang together with these by links; of more than `most`, any `most` + 1."""

    def opened(self, records: Collection[int]) -> Mapping[int, Record]:
        """Open the fields of these records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What to keep of a record that came, and what follows from it."""

    number: int
    tokens: frozenset[bytes]
    #: The records that this one hangs together with: kept, so that `together` can follow them.
    links: tuple[int, ...]
    #: Keys that brought no candidates, because too many records hold them.
    busy: frozenset[bytes]
    #: The persons among all that now hang together with it; None when those are too many.
    parted: Parted | None


def arrive(model: PersonModel, key: bytes, shelf: Shelf, number: int, record: Record) -> Arrived:
    """Find whom a record belongs with. Four questions to the shelf; nothing is kept by this.

    What hangs together, and how it is parted, depends on the records that are there and on nothing
    else, in whatever order they came, as long as no key is busy.
    """
    tokens = tokens_of(model.rules, key, record)
    held = shelf.holders(tokens, BUSIEST)
    busy = frozenset(token for token, holders in held.items() if len(holders) > BUSIEST)
    found = {each for token, holders in held.items() if token not in busy for each in holders}
    known = {**shelf.opened(found - {number}), number: record}
    links = tuple(
        other for other in sorted(known)
        if other != number and score(model, known[other], record).likely >= LINK
    )  # fmt: skip
    around = {number, *shelf.together(links, LARGEST)} if links else {number}
    parted = _parted(model, shelf, around, known)
    return Arrived(number=number, tokens=tokens, links=links, busy=busy, parted=parted)


def settle(model: PersonModel, shelf: Shelf, number: int) -> Parted | None:
    """Part anew all that hangs together with a record: after one was taken away, or a judgement.

    None when those are too many; the batch parts them.
    """
    return _parted(model, shelf, {number, *shelf.together({number}, LARGEST)}, {})


def _parted(
    model: PersonModel, shelf: Shelf, around: Collection[int], known: Mapping[int, Record]
) -> Parted | None:
    if len(around) > LARGEST:
        return None
    records = {**known, **shelf.opened(set(around) - known.keys())}
    return part(sorted(around), weighed(model, records, around), model.usual)


def weighed(
    model: PersonModel, records: Mapping[int, Record], chosen: Iterable[int]
) -> dict[Couple, Pair]:
    """Weigh every two of the chosen records."""
    pairs = {}
    for one, other in combinations(sorted(chosen), 2):
        found = score(model, records[one], records[other])
        pairs[one, other] = Pair(
            weight=found.weight, household=found.household, same_birth=found.same_birth
        )
    return pairs
