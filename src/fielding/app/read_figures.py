"""Read the figures: books carried on to the newest checkpoint, for whoever may see them."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Protocol, TypeVar, cast

from fielding.access.errors import NotFound
from fielding.access.permissions import MAY, Action, require
from fielding.access.roles import Actor
from fielding.app.ports import Hub, LatePromise, Receipt
from fielding.app.standing import nation_of
from fielding.definitions.service import Service
from fielding.ledger.entry import Kept
from fielding.ledger.tree import EMPTY_ROOT
from fielding.oversight.books import Books, Standpoint, carry_on
from fielding.oversight.countings import Counting, counting_named, countings
from fielding.oversight.records import Mark, Rules
from fielding.oversight.tallies import Tally, retally, tally

Folded = TypeVar("Folded")
#: Where figures stand while nothing has been sequenced.
NOTHING = Standpoint(size=0, root=EMPTY_ROOT, at=datetime.fromtimestamp(0, UTC))


class Entries(Protocol):
    """Reads sequenced entries by index."""

    def newest(self) -> Standpoint | None:
        """Give the newest signed checkpoint; None while there is none."""

    def root_at(self, size: int) -> bytes | None:
        """Give the root of the checkpoint of a size, if there is one."""

    def between(self, first: int, before: int) -> Iterator[Kept]:
        """Give the entries from an index up to another, in their order."""

    def at(self, indexes: Sequence[int]) -> list[Kept]:
        """Give the entries at some indexes, in their order."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything that can be counted at one checkpoint."""

    books: Books
    services: tuple[Service, ...]
    #: At this checkpoint, and at whatever earlier one they were last asked for.
    _tallies: dict[str, Tally] = field(default_factory=dict, compare=False)
    _older: Mapping[str, Tally] = field(default_factory=dict, compare=False)
    _folded: dict[Callable[..., object], object] = field(default_factory=dict, compare=False)

    def tally(self, name: str) -> Tally:
        """Give what is counted under a name; raise UnknownCounting.

        Asked for again, or at the next checkpoint, it costs little.
        """
        if name not in self._tallies:
            counting = counting_named(self.countings, name)
            older = self._older.get(name)
            made = retally(older, self.books) if older else tally(counting, self.books)
            self._tallies[name] = made
        return self._tallies[name]

    def folded(self, fold: Callable[[Sequence[Kept]], Folded]) -> Folded:
        """Give what the folios' entries come to by a fold; computed once at each checkpoint."""
        if fold not in self._folded:
            self._folded[fold] = fold(self.books.folios)
        return cast("Folded", self._folded[fold])

    def carried_on(self, books: Books) -> "Figures":
        """Give the figures of books that were carried on from these."""
        older = {**self._older, **self._tallies}
        return Figures(books=books, services=self.services, _older=older)

    @cached_property
    def countings(self) -> Mapping[str, Counting]:
        """List what is counted, by name."""
        return countings(self.services)

    @cached_property
    def has_real_cases(self) -> bool:
        """Is there any case that is not synthetic?"""
        return any(not record.case.synthetic for record in self.books.records.values())

    @cached_property
    def has_synthetic_cases(self) -> bool:
        """Is there any synthetic case?"""
        return any(record.case.synthetic for record in self.books.records.values())


@dataclass(slots=True)
class Bookkeeper:
    """Keeps a process's books, and carries them on when there is a newer checkpoint."""

    hub: Hub
    entries: Entries
    _figures: Figures | None = None
    _writing: threading.Lock = field(default_factory=threading.Lock)

    def figures(self) -> Figures:
        """Give the figures at the newest checkpoint; the first time every entry is read.

        Books that stand at a checkpoint which the ledger does not have (it was restored) are
        thrown away. Raises NotUnderCheckpoint when the entries are not those that were signed.
        """
        with self._writing:
            newest = self.entries.newest() or NOTHING
            if self._figures is None or not self._still_holds(self._figures.books, newest):
                services = tuple(self.hub.services.in_force())
                self._figures = Figures(books=Books(standpoint=NOTHING), services=services)
            books = self._figures.books
            if books.standpoint != newest:
                new = self.entries.between(books.standpoint.size, newest.size)
                books = carry_on(books, new, newest, _rules(self.hub))
                self._figures = self._figures.carried_on(books)
            return self._figures

    def at(self, point: Standpoint) -> Figures:
        """Give the figures as they stood at an earlier checkpoint: all entries up to it are read.

        Raises OutOfPlace and NotUnderCheckpoint.
        """
        entries = self.entries.between(0, point.size)
        books = carry_on(Books(standpoint=NOTHING), entries, point, _rules(self.hub))
        return Figures(books=books, services=tuple(self.hub.services.in_force()))

    def _still_holds(self, books: Books, newest: Standpoint) -> bool:
        size = books.standpoint.size
        return size == 0 or (
            size <= newest.size and self.entries.root_at(size) == books.standpoint.root
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """An entry with its proof, and the other entries of its case."""

    kept: Kept
    proof: Receipt | LatePromise
    chain: tuple[Mark, ...]


def read_figures(bookkeeper: Bookkeeper, actor: Actor) -> Figures:
    """Give the figures to somebody who may see them all, down to the entries."""
    require(actor, Action.SEE_FIGURES)
    return bookkeeper.figures()


def read_entries(bookkeeper: Bookkeeper, actor: Actor, indexes: Sequence[int]) -> list[Kept]:
    """Give entries that a figure rests on."""
    require(actor, Action.SEE_FIGURES)
    return bookkeeper.entries.at(indexes)


def show_entry(bookkeeper: Bookkeeper, actor: Actor, index: int) -> ShownEntry:
    """Give one entry with its proof; raise NotFound, also for a folio's to who sees none."""
    require(actor, Action.SEE_FIGURES)
    found = bookkeeper.entries.at([index])
    if not found or not (_is_of_a_case(found[0]) or Action.SEE_BOOKS in MAY[actor.role]):
        raise NotFound(entry=index)
    record = bookkeeper.figures().books.records.get(found[0].entry.subject)
    return ShownEntry(
        kept=found[0],
        proof=bookkeeper.hub.proofs.prove(found[0].entry.id),
        chain=record.marks if record else (),
    )


def _is_of_a_case(kept: Kept) -> bool:
    return kept.entry.subject.startswith("case/")


def _rules(hub: Hub) -> Rules:
    return Rules(
        definition=hub.services.by_digest,
        workday=lambda case: hub.workdays.of(nation_of(case)),
    )
