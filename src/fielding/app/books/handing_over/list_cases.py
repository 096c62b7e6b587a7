"""List a contract's open cases at a checkpoint, from the ledger's own entries up to it."""

from collections.abc import Iterable, Iterator, Sequence

from fielding.app.read_figures import Bookkeeper
from fielding.ledger.entry import Kept
from fielding.oversight.handovers.held_cases import Listed, candidates, list_cases

#: Entries read at once.
BATCH = 5_000


def list_at(bookkeeper: Bookkeeper, contract: str, size: int) -> Listed:
    """List the open cases of a contract at the checkpoint of a size.

    The same at any later time: only entries below the size are read.
    """
    records = bookkeeper.figures().books.records
    found = list(candidates(records, contract, size))
    used = {record.case.definition for record in records.values()}
    services = {digest: bookkeeper.hub.services.by_digest(digest) for digest in used}
    return list_cases(_histories(bookkeeper, found), services)


def _histories(
    bookkeeper: Bookkeeper, found: Iterable[tuple[int, ...]]
) -> Iterator[Sequence[Kept]]:
    """Read the entries of cases, many cases at a time."""
    for batch in _batches(found):
        wanted = sorted(index for indexes in batch for index in indexes)
        read = {kept.index: kept for kept in bookkeeper.entries.at(wanted)}
        for indexes in batch:
            yield [read[index] for index in indexes]


def _batches(found: Iterable[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    batch, entries = list[tuple[int, ...]](), 0
    for indexes in found:
        batch.append(indexes)
        entries += len(indexes)
        if entries >= BATCH:
            yield batch
            batch, entries = [], 0
    if batch:
        yield batch
