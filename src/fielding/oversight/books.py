"""The books at one checkpoint: case records and folios, carried on as entries come in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fielding.ledger.entry import Kept
from fielding.ledger.tree import Frontier
from fielding.oversight.errors import NotUnderCheckpoint, OutOfPlace
from fielding.oversight.records import CaseRecord, Rules, begin_record, extend_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """The signed checkpoint that figures stand at; its time is their `now`."""

    size: int
    root: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Every case to a point. A value: older books stay what they were when newer ones are made."""

    standpoint: Standpoint
    records: Mapping[str, CaseRecord] = field(default_factory=dict)
    #: The entries of all folios (contracts, invoices, findings), in the order of their indexes.
    folios: tuple[Kept, ...] = ()
    #: Of the tree of all entries read: proof that these are the entries under the checkpoint.
    frontier: Frontier = field(default_factory=Frontier)


def carry_on(books: Books, entries: Iterable[Kept], to: Standpoint, rules: Rules) -> Books:
    """Take in the entries between two checkpoints, in the order of their indexes.

    Raises OutOfPlace when one is missing, and NotUnderCheckpoint when they do not hash to the
    checkpoint's root: a figure over changed entries is never given.
    """
    leaves: list[bytes] = []
    further: dict[str, list[Kept]] = {}
    folios = list(books.folios)
    for index, kept in enumerate(entries, start=books.frontier.size):
        if kept.index != index:
            raise OutOfPlace(expected=index, found=kept.index)
        leaves.append(kept.leaf)
        if kept.entry.subject.startswith("case/"):
            further.setdefault(kept.entry.subject, []).append(kept)
        else:
            folios.append(kept)
    frontier = books.frontier.append(leaves)
    if frontier.size != to.size:
        raise OutOfPlace(expected=to.size, found=frontier.size)
    if frontier.root() != to.root:
        raise NotUnderCheckpoint(size=to.size)
    changed = {
        subject: _carry_on(books.records.get(subject), history, rules)
        for subject, history in further.items()
    }
    return Books(
        standpoint=to,
        records={**books.records, **changed},
        folios=tuple(folios),
        frontier=frontier,
    )


def _carry_on(record: CaseRecord | None, history: list[Kept], rules: Rules) -> CaseRecord:
    return extend_record(record, history, rules) if record else begin_record(history, rules)
