"""Writes the public edition: the leaf hashes of all entries, and apart from them what they say.

The two are not paired. Whoever kept checkpoints knows when each index came about, to the second;
a row that named its index would tell its time.
"""

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fielding.definitions.service import Service
from fielding.engines.exports import ExportFolder
from fielding.engines.segments.columns import says, words_of
from fielding.engines.segments.manifest import (
    FIGURES,
    LEAVES,
    MANIFEST,
    ROWS,
    Manifest,
)
from fielding.engines.segments.writing import FIGURE
from fielding.oversight.countings import name_of
from fielding.oversight.editions.public_figures import public_figures
from fielding.oversight.editions.public_words import PublicWords
from fielding.oversight.records import NOBODY

_LEAF = pa.schema([("index", pa.int64()), ("leaf", pa.binary())])
_SHOWN = 16  # hex digits of a pseudonym


def kept_column(counting: str) -> str:
    """Name the column of promises kept, under the counting's own name."""
    return f"kept {counting}"


def missed_column(counting: str) -> str:
    """Name the column of promises that ended too late."""
    return f"missed {counting}"


def public_schema(services: Sequence[Service]) -> pa.Schema:
    """Name the columns with their types; `said` is how many levels a row says."""
    clocks = sorted({name_of("promise", s.code, clock) for s in services for clock in s.clocks})
    ended = [column(clock) for clock in clocks for column in (kept_column, missed_column)]
    return pa.schema(
        [
            ("said", pa.int64()),
            ("synthetic", pa.bool_()),
            *((name, pa.string()) for name in ("service", "kind", "month", "decision", "result")),
            ("judicial", pa.bool_()),
            *((says(word), pa.bool_()) for word in words_of(services)),
            *((name, pa.int64()) for name in ended),
            *((name, pa.string()) for name in ("firm", "recipient", "reason", "outcome", "code")),
            ("answers", pa.string()),
            ("day", pa.date32()),
            ("actor", pa.string()),
            ("case", pa.string()),
        ]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pseudonyms:
    """Names people and cases for one release: the key is never kept."""

    key: bytes = field(repr=False)

    def of(self, *words: object) -> str:
        """Give the same name for the same words, and no way back."""
        text = "\0".join(map(repr, words)).encode()
        return hmac.digest(self.key, text, "sha256").hex()[:_SHOWN]


def write_public(
    target: ExportFolder,
    leaves: Sequence[bytes],
    rows: Iterable[dict[str, object]],
    schema: pa.Schema,
) -> None:
    """Write leaf hashes in the order of the ledger, and rows in an order that says nothing."""
    target.open(LEAVES)
    target.open(ROWS)
    hashes = {"index": range(len(leaves)), "leaf": leaves}
    _write(target.folder / LEAVES, pa.Table.from_pydict(hashes, schema=_LEAF))
    table = pa.Table.from_pylist(list(rows), schema=schema)
    _write(target.folder / ROWS, table.sort_by([(name, "ascending") for name in schema.names]))


def explain_public(
    target: ExportFolder,
    released: Iterable[tuple[PublicWords, int]],
    services: Sequence[Service],
    manifest: Manifest,
) -> None:
    """Write the figures as the hub counted them, and the manifest, which comes last."""
    figures = [
        dict(zip(FIGURE.names, (*cell[:5], NOBODY, cell[5], number), strict=True))
        for cell, number in public_figures(released, services).items()
    ]
    pq.write_table(pa.Table.from_pylist(figures, schema=FIGURE), target.folder / FIGURES)
    target.put(MANIFEST, manifest.text().encode())


def public_row(words: PublicWords, said: int, names: Pseudonyms) -> dict[str, object]:
    """Write as many levels of an entry's words as are said."""
    row: dict[str, object] = {"said": said}
    for told in islice(_by_level(words, names), said):
        row |= told
    if said:
        # Of one case, only entries that say the same here are known as the same case's.
        row["case"] = names.of(words.case, *words.levels()[:said])
    return row


def _by_level(words: PublicWords, names: Pseudonyms) -> Iterator[dict[str, object]]:
    happened = words.happened
    reason, outcome, code, answers = words.details
    yield {"synthetic": words.synthetic, "service": words.service, "kind": words.kind}
    yield {
        "decision": happened.decision,
        "result": happened.result,
        "judicial": happened.judicial,
        **{says(word): said for word, said in happened.says},
        **{kept_column(clock): kept for clock, kept, _ in happened.ended},
        **{missed_column(clock): missed for clock, _, missed in happened.ended},
    }
    yield {"month": words.month}
    yield {"firm": words.firm}
    yield {"recipient": words.recipient}
    yield {"reason": reason, "outcome": outcome, "code": code, "answers": answers or None}
    yield {"day": words.day}
    yield {"actor": names.of(words.actor)}


def _write(folder: Path, table: pa.Table) -> None:
    pq.write_table(table, folder / "000000.parquet", compression="zstd")
