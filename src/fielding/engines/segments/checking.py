"""Checks segments before anything is counted: each row against its entry, all against the root."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fielding.definitions.service import Service
from fielding.engines.errors import RowsDiffer
from fielding.engines.segments.columns import columns_of
from fielding.engines.segments.manifest import CHECKPOINT, ENTRIES, LEAVES, ROWS
from fielding.ledger.checkpoints import Checkpoint, SignedCheckpoint, open_checkpoint
from fielding.ledger.entry import read_entry
from fielding.ledger.notes import VerifierKey
from fielding.ledger.tree import Frontier
from fielding.oversight.published import LEAST


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
    columns, frontier = columns_of(services.values()), Frontier()
    for rows in parquet_tables(folder / ENTRIES):
        contents = enumerate(rows["content"].to_pylist(), start=frontier.size)
        kept = [read_entry(content, index=index) for index, content in contents]
        if columns.rows(kept) != rows.cast(columns.schema):
            raise RowsDiffer(first=frontier.size, rows=rows.num_rows)
        frontier = frontier.append([one.leaf for one in kept])
        told(frontier.size, checkpoint.size)
    check_root(frontier, checkpoint)


def check_public(folder: Path, checkpoint: Checkpoint, told: Callable[[int, int], None]) -> None:
    """Check a public edition: all leaf hashes under the checkpoint, a row for each, said in tens.

    Raises RowsDiffer.
    """
    frontier, rows = Frontier(), 0
    for table in parquet_tables(folder / LEAVES):
        if table["index"].to_pylist() != list(range(frontier.size, frontier.size + len(table))):
            raise RowsDiffer(first=frontier.size, because="an index is missing")
        frontier = frontier.append(table["leaf"].to_pylist())
        told(frontier.size, checkpoint.size)
    check_root(frontier, checkpoint)
    for table in parquet_tables(folder / ROWS):
        rows += table.num_rows
        _check_tens(table)
    if rows != checkpoint.size:
        raise RowsDiffer(rows=rows, signed=checkpoint.size)


def _check_tens(rows: pa.Table) -> None:
    """Count the rows that say the same; the pseudonym of a case is not said of ten."""
    said = [name for name in rows.column_names if name != "case"]
    spoken = rows.filter(pc.greater(rows["said"], 0))
    counted = spoken.group_by(said).aggregate([([], "count_all")])["count_all"]
    if any(number % LEAST for number in counted.to_pylist()):
        raise RowsDiffer(because="fewer than ten say the same")


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
