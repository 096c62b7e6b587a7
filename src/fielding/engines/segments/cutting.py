"""Cuts segments out of a ledger, and counts from the same entries the figures that stand beside."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from fielding.cases.clocks import Workday
from fielding.definitions.service import Service
from fielding.engines.exports import ExportFolder
from fielding.engines.segments.manifest import OVERSEER, PUBLIC, Manifest, days_off
from fielding.engines.segments.public_writing import (
    Pseudonyms,
    explain_public,
    public_row,
    public_schema,
    write_public,
)
from fielding.engines.segments.waiting import waits_in_memory
from fielding.engines.segments.writing import SEGMENT, SegmentFolder
from fielding.ledger.entry import Kept
from fielding.ledger.tree import EMPTY_ROOT
from fielding.oversight.books import Books, Standpoint, carry_on
from fielding.oversight.countings import countings
from fielding.oversight.editions.public_words import (
    PublicWords,
    decisions_judged,
    promises_ended,
    public_words,
)
from fielding.oversight.editions.tens import Tens
from fielding.oversight.records import Rules
from fielding.oversight.tallies import tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a hub counts by: every definition that a case began under, and its calendars."""

    definitions: Mapping[str, Service]
    in_force: tuple[str, ...]  # digests
    rules: Rules
    workday: Callable[[str], Workday]  # by nation

    def published(self) -> list[Service]:
        """List the services whose figures are published."""
        return [self.definitions[digest] for digest in self.in_force]


def cut_entries(
    target: SegmentFolder,
    entries: Iterable[Kept],
    at: Standpoint,
    rules: Rules,
    told: Callable[[int, int], None],
) -> Books:
    """Write the entries as segments and fold them into books; `told` hears how far it is.

    Raises OutOfPlace or NotUnderCheckpoint when they are not those under the checkpoint.
    """
    books = Books(standpoint=Standpoint(size=0, root=EMPTY_ROOT, at=at.at))
    for segment in _segments(entries):
        target.add(segment)
        tree = books.frontier.append([kept.leaf for kept in segment])
        here = Standpoint(size=tree.size, root=tree.root(), at=at.at)
        books = carry_on(books, segment, here, rules)
        told(tree.size, at.size)
    return carry_on(books, (), at, rules)


def publish_figures(target: SegmentFolder, books: Books, known: Known) -> None:
    """Write the figures of the definitions in force, as folded in memory, and the manifest."""
    span = target.span_until(books.standpoint.at)
    nations = {nation: known.workday(nation) for nation in sorted(target.nations)}
    manifest = replace(
        _manifest(OVERSEER, books, known),
        days_off=days_off(known.definitions.values(), nations, span),
    )
    services = known.published()
    tallies = (tally(one, books) for one in countings(services).values())
    target.publish(tallies, waits_in_memory(books, services), manifest)


def cut_public(
    target: ExportFolder,
    ledger: tuple[Books, Iterable[Kept]],
    known: Known,
    names: Pseudonyms,
    told: Callable[[int, int], None],
) -> None:
    """Write the public edition of books and the entries they were folded from, in their order."""
    books, entries = ledger
    ended, judged, tens = promises_ended(books), decisions_judged(books), Tens()
    leaves, words = list[bytes](), list[PublicWords]()
    for kept in entries:
        leaves.append(kept.leaf)
        words.append(public_words(kept, known.definitions, ended, judged))
        tens.tell(words[-1].case, words[-1].levels())
        told(len(leaves), books.standpoint.size)
    released = list(zip(words, tens.said, strict=True))
    rows = (public_row(one, said, names) for one, said in released)
    schema = public_schema(list(known.definitions.values()))
    write_public(target, leaves, rows, schema)
    explain_public(target, released, known.published(), _manifest(PUBLIC, books, known))


def _manifest(edition: str, books: Books, known: Known) -> Manifest:
    return Manifest(
        edition=edition,
        size=books.standpoint.size,
        at=books.standpoint.at,
        definitions=tuple(known.definitions),
        in_force=known.in_force,
        days_off={},
    )


def _segments(entries: Iterable[Kept]) -> Iterator[list[Kept]]:
    coming = iter(entries)
    yield list(islice(coming, SEGMENT))  # the first may be empty: there is always a table
    while segment := list(islice(coming, SEGMENT)):
        yield segment
