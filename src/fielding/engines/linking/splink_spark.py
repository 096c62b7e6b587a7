"""Runs Splink on Spark, on this machine's cores, and on its disks what memory cannot hold.

What Spark writes is encrypted under a key that dies with the session. What Splink works out is
kept by Spark itself: Splink's usual way would write names into files of Parquet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from splink.backends.spark import SparkAPI

from fielding.engines.spark_session import FOR_FEW, session

SETTINGS = {
    # A date that is none is no date, as in DuckDB, and no error.
    "spark.sql.ansi.enabled": "false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkEngine:
    """Spark, with nothing readable left on a disk."""

    #: Pairs of strangers to learn from; Splink's guide calls ten million adequate.
    random_pairs: float = 1e7
    #: For a few thousand records: plans that are not compiled nor spread.
    few: bool = False

    @property
    def pieces(self) -> int:
        """Few are drawn at once: every piece costs Spark the same again."""
        return 1 if self.few else 10

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """Start a session for as long as it is needed."""
        further = SETTINGS | (FOR_FEW if self.few else {})
        with session("fielding persons", further) as started:
            database: Any = SparkAPI  # it is not typed
            yield database(
                spark_session=started,
                break_lineage_method="persist",
                num_partitions_on_repartition=1 if self.few else None,
            )
