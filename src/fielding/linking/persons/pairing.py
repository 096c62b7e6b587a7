"""Which reports tell of persons that are likely one: pairs that follow from the reports alone.

The shelf holds tokens and pairs, never a name; records are opened in memory, candidates only. A key
that more than BUSIEST reports hold is busy and brings no candidates; when a key becomes busy, the
pairs that rested on it alone go, and when it is busy no more they come back. So the pairs are those
of the reports that are there, in whatever order these came and went.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from fielding.linking.persons.blocking import tokens_of
from fielding.linking.persons.fields import Record
from fielding.linking.persons.model import PersonModel
from fielding.linking.persons.parting import Couple
from fielding.linking.persons.scoring import probability_of, score

#: A key of more reports than this says too little to be worth the work: a report has some five
#: keys, so that 160 others are opened and weighed at worst.
BUSIEST = 32
#: As likely as this, two records are of one person: where Splink's own guide draws the line.
LIKELY = 0.95


class Shelf(Protocol):
    """Where keys and pairs lie; each call is one question to the store."""

    def holders(self, keys: Collection[bytes], most: int) -> Mapping[bytes, Collection[int]]:
        """Give for each key that is held the reports that do; of more than `most`, any `most`."""

    def keys(self, reports: Collection[int]) -> Mapping[int, frozenset[bytes]]:
        """Give the keys of reports; of one that tells of nobody, none."""

    def pairs(self, reports: Collection[int]) -> Collection[Couple]:
        """Give the pairs that both lie among these reports, each in order."""

    def opened(self, reports: Collection[int]) -> Mapping[int, Record]:
        """Open the records of these reports; one that cannot be opened is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """What becomes of pairs when a report comes or goes."""

    keys: frozenset[bytes] = frozenset()
    alike: tuple[Couple, ...] = ()
    #: Pairs that stand no more.
    apart: tuple[Couple, ...] = ()


def arrive(
    model: PersonModel, key: bytes, shelf: Shelf, report: int, record: Record
) -> Paired:
    """Find the reports whose person is likely this one's; nothing is kept by this."""
    keys = tokens_of(model.rules, key, record)
    held = shelf.holders(keys, BUSIEST + 1)
    telling = {each for found in held.values() if len(found) < BUSIEST for each in found}
    turned = {each: found for each, found in held.items() if len(found) == BUSIEST}
    known = {**shelf.opened(telling - {report}), report: record} if telling else {}
    return Paired(
        keys=keys,
        alike=tuple(_likely(model, known, ((other, report) for other in sorted(telling)))),
        apart=tuple(sorted(set(_resting_on(shelf, turned)))),
    )


def leave(model: PersonModel, shelf: Shelf, report: int) -> Paired:
    """Say which pairs come back when a report goes, because a key of it is busy no more.

    To be asked before anything of the report is forgotten; its own pairs go with it.
    """
    keys = shelf.keys({report}).get(report, frozenset())
    held = shelf.holders(keys, BUSIEST + 2) if keys else {}
    couples = {
        couple
        for holders in held.values()
        if len(holders) == BUSIEST + 1
        for couple in combinations(sorted(set(holders) - {report}), 2)
    }
    reports = {each for couple in couples for each in couple}
    new = couples - set(shelf.pairs(reports)) if couples else couples
    known = shelf.opened({each for couple in new for each in couple}) if new else {}
    return Paired(keys=keys, alike=tuple(_likely(model, known, sorted(new))))


def _resting_on(shelf: Shelf, turned: Mapping[bytes, Collection[int]]) -> Iterator[Couple]:
    """Give the pairs that share a key which is busy from now on, and no other that tells."""
    for key, holders in turned.items():
        pairs = shelf.pairs(holders)
        keys = shelf.keys({each for pair in pairs for each in pair}) if pairs else {}
        shared = {pair: (keys[pair[0]] & keys[pair[1]]) - turned.keys() for pair in pairs}
        asked = {each for found in shared.values() for each in found}
        held = shelf.holders(asked, BUSIEST + 1) if asked else {}
        for pair in pairs:
            rest = (each for each in shared[pair] if len(held[each]) <= BUSIEST)
            if key in keys[pair[0]] & keys[pair[1]] and not any(rest):
                yield pair


def _likely(
    model: PersonModel, known: Mapping[int, Record], couples: Iterable[Couple]
) -> Iterator[Couple]:
    for one, other in couples:
        if one in known and other in known and one != other:
            found = score(model, known[min(one, other)], known[max(one, other)])
            if probability_of(found.likely) >= LIKELY:
                yield min(one, other), max(one, other)
