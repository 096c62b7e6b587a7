"""goldenmatch's side of the comparison of persons; runs in its environment, and knows no truth.

Given a CSV file of records and a file to answer into: seconds, and a label for each record.
"""

import json
import sys
import time
from pathlib import Path

import goldenmatch  # type: ignore[import-not-found]
from goldenmatch.core.autoconfig import (  # type: ignore[import-not-found]
    auto_configure_probabilistic_df,
)
from pyarrow import csv


def main(file: str, answer: str) -> None:
    """Let goldenmatch choose a probabilistic configuration, which is its better one, and run it."""
    text = csv.ConvertOptions(strings_can_be_null=True)
    records = csv.read_csv(file, convert_options=text).drop_columns(["unique_id"])
    begun = time.perf_counter()
    config = auto_configure_probabilistic_df(records)
    found = goldenmatch.dedupe_df(records, config=config)
    seconds = time.perf_counter() - begun
    labels = list(range(records.num_rows))
    for cluster in found.clusters.values():
        for record in cluster["members"]:
            labels[record] = min(cluster["members"])
    Path(answer).write_text(json.dumps({"seconds": seconds, "labels": labels}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
