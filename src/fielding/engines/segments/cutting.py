"""Cuts segments out of a ledger, and counts from the same entries the figures that stand beside."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from fielding.cases.clocks import Workday
from fielding.definitions.service import Service
from fielding.engines.segments.manifest import Manifest, days_off
from fielding.engines.segments.writing import SEGMENT, SegmentFolder
from fielding.ledger.entry import Kept
from fielding.ledger.tree import EMPTY_ROOT
from fielding.oversight.books import Books, Standpoint, carry_on
from fielding.oversight.countings import countings
from fielding.oversight.records import Rules
from fielding.oversight.tallies import tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a hub counts by: every definition that a case began under, and its calendars."""

    definitions: Mapping[str, Service]
    in_force: tuple[str, ...]  # digests
    rules: Rules
    workday: Callable[[str], Workday]  # by nation


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
    services = [known.definitions[digest] for digest in known.in_force]
    now = books.standpoint.at
    span = target.span_until(now)
    nations = {nation: known.workday(nation) for nation in sorted(target.nations)}
    manifest = Manifest(
        edition="overseer",
        size=books.standpoint.size,
        at=now,
        definitions={digest: digest[:16] for digest in known.definitions},
        in_force=known.in_force,
        days_off=days_off(known.definitions.values(), nations, span),
    )
    target.publish((tally(one, books) for one in countings(services).values()), manifest)


def _segments(entries: Iterable[Kept]) -> Iterator[list[Kept]]:
    coming = iter(entries)
    yield list(islice(coming, SEGMENT))  # the first may be empty: there is always a table
    while segment := list(islice(coming, SEGMENT)):
        yield segment
