"""goldenmatch's side of the comparison of reports; runs in its environment, and knows no truth.

`arrive EXISTING COMING ANSWER`: reports come one by one, by its index of blocks over SQLite.
`group REPORTS ANSWER`: all reports at once. Files are Parquet: `report`, and a column of text for
each identifier that a report may name; the answer is JSON.
"""

import json
import sys
import time
from pathlib import Path

import goldenmatch  # type: ignore[import-not-found]
import polars  # type: ignore[import-not-found]
from goldenmatch.config.schemas import (  # type: ignore[import-not-found]
    BlockingConfig,
    BlockingKeyConfig,
    GoldenMatchConfig,
    MatchkeyConfig,
    MatchkeyField,
)
from goldenmatch.identity.block_index import backfill_block_index  # type: ignore[import-not-found]
from goldenmatch.identity.resolve import (  # type: ignore[import-not-found]
    resolve_clusters,
    resolve_record_incremental,
)
from goldenmatch.identity.store import IdentityStore  # type: ignore[import-not-found]

#: Blocks larger than this are skipped: its own remedy for what very many records share.
LARGEST_BLOCK = 100


def _config(columns: list[str]) -> GoldenMatchConfig:
    """Match reports that name the same identifier: each column by itself is enough."""
    keys = [
        MatchkeyConfig(name=each, type="exact", fields=[MatchkeyField(field=each)])
        for each in columns
    ]
    blocking = BlockingConfig(
        strategy="multi_pass",
        passes=[BlockingKeyConfig(fields=[each]) for each in columns],
        max_block_size=LARGEST_BLOCK,
        skip_oversized=True,
    )
    return GoldenMatchConfig(matchkeys=keys, blocking=blocking)


def arrive(existing: str, coming: str, answer: str) -> None:
    """Keep what is there, then take in what comes, one by one; give the seconds of each."""
    told = polars.read_parquet(existing)
    columns = [each for each in told.columns if each != "report"]
    config = _config(columns)
    rows = told.with_row_index("__row_id__").with_columns(
        polars.col("__row_id__").cast(polars.Int64), polars.lit("reports").alias("__source__")
    )
    begun = time.perf_counter()
    with IdentityStore(path=str(Path(answer).with_suffix(".db"))) as store:
        alone: dict[int, dict[str, object]] = {
            number: {"members": [number], "size": 1, "pair_scores": {}, "confidence": None}
            for number in range(rows.height)
        }
        resolve_clusters(
            clusters=alone, df=rows, scored_pairs=[], store=store, run_name="there",
            source_pk_col="report",
        )  # fmt: skip
        backfill_block_index(
            store, rows, config.blocking, source="reports", source_pk_col="report"
        )
        filled = time.perf_counter() - begun
        seconds = []
        for number, record in enumerate(polars.read_parquet(coming).iter_rows(named=True)):
            begun = time.perf_counter()
            resolve_record_incremental(
                record, None, config.matchkeys, store, f"came {number}", source="reports",
                source_pk_col="report", blocking=config.blocking,
            )  # fmt: skip
            seconds.append(time.perf_counter() - begun)
    Path(answer).write_text(json.dumps({"filled": filled, "seconds": seconds}), encoding="utf-8")


def group(reports: str, answer: str) -> None:
    """Let it group all reports at once."""
    told = polars.read_parquet(reports)
    config = _config([each for each in told.columns if each != "report"])
    begun = time.perf_counter()
    found = goldenmatch.dedupe_df(told, config=config)
    seconds = time.perf_counter() - begun
    labels = list(range(told.height))
    for cluster in found.clusters.values():
        for record in cluster["members"]:
            labels[record] = min(cluster["members"])
    Path(answer).write_text(json.dumps({"seconds": seconds, "labels": labels}), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1] == "arrive":
        arrive(*sys.argv[2:])
    else:
        group(*sys.argv[2:])
