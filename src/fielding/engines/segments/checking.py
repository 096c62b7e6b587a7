"""Checks segments before anything is counted: each row against its entry, all against the root."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fielding.definitions.service import Service
from fielding.engines.errors import RowsDiffer
from fielding.engines.segments.columns import Columns, words_of
from fielding.engines.segments.manifest import CHECKPOINT, ENTRIES
from fielding.ledger.checkpoints import Checkpoint, SignedCheckpoint, open_checkpoint
from fielding.ledger.entry import read_entry
from fielding.ledger.notes import VerifierKey
from fielding.ledger.tree import Frontier


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The signed checkpoint that a folder stands at, and when it was signed (POSIX seconds)."""

    checkpoint: Checkpoint
    at: int


def signed_checkpoint(folder: Path, keys: Sequence[VerifierKey]) -> Standing:
    """Open the checkpoint; the first key is the ledger's, and every one must have signed it.

    Raises NoteFault, SignatureFault or CheckpointFault, and RowsDiffer where it states no time.
    """
    note = (folder / CHECKPOINT).read_text(encoding="utf-8")
    signed: SignedCheckpoint = open_checkpoint(note, keys, keys[0].name)
    if not signed.times():
        raise RowsDiffer(checkpoint="states no time")
    return Standing(checkpoint=signed.checkpoint, at=max(signed.times()))


def check_entries(
    folder: Path,
    services: Mapping[str, Service],
    checkpoint: Checkpoint,
    told: Callable[[int, int], None],
) -> None:
    """Hash every entry anew and derive its columns anew; raise RowsDiffer at the first difference.

    `told` hears how many rows were checked, of how many.
    """
    columns, frontier = Columns(words=words_of(services.values())), Frontier()
    for rows in parquet_tables(folder / ENTRIES):
        contents = enumerate(rows["content"].to_pylist(), start=frontier.size)
        kept = [read_entry(content, index=index) for index, content in contents]
        if columns.rows(kept) != rows.cast(columns.schema):
            raise RowsDiffer(first=frontier.size, rows=rows.num_rows)
        frontier = frontier.append([one.leaf for one in kept])
        told(frontier.size, checkpoint.size)
    check_root(frontier, checkpoint)


def check_root(frontier: Frontier, checkpoint: Checkpoint) -> None:
    """Compare a tree with the checkpoint; raise RowsDiffer."""
    if frontier.size != checkpoint.size:
        raise RowsDiffer(rows=frontier.size, signed=checkpoint.size)
    if frontier.root() != checkpoint.root:
        raise RowsDiffer(root=frontier.root().hex(), signed=checkpoint.root.hex())


def parquet_tables(folder: Path) -> Iterator[pa.Table]:
    """Read a folder's Parquet files in the order of their names."""
    for path in sorted(folder.glob("*.parquet")):
        yield pq.read_table(path)
