"""Spark: runs the same plans on this machine's cores, and on its disks what memory cannot hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import ibis
from ibis.backends.pyspark import Backend
from ibis.expr.types import Table
from pyspark.sql import SparkSession

from fielding.engines.spark_session import FOR_FEW, session

#: Folders up to this many bytes are counted by plans that are not compiled nor spread.
FEW = 16_000_000
FURTHER = {"spark.sql.ansi.enabled": "true"}


@dataclass(frozen=True, slots=True)
class Spark:
    """Reads Parquet as tables of plans."""

    backend: Backend
    session: SparkSession
    made: Iterator[int] = field(default_factory=count)

    def read(self, folder: Path) -> Table:
        """Read all Parquet files of a folder as one table."""
        if sum(file.stat().st_size for file in folder.iterdir()) > FEW:
            for name in FOR_FEW:
                self.session.conf.unset(name)
        return self.backend.read_parquet(str(folder))

    def keep(self, rows: Table, name: str) -> Table:
        """Work a table out once, for all plans that ask for it."""
        self.session.sql(self.backend.compile(rows)).cache().createOrReplaceTempView(name)
        return self.backend.table(name)

    def share(self, rows: Table) -> Table:
        """Work a table out once, for a plan that mentions it more than once.

        Spark would plan and run it anew for each mention.
        """
        name = f"shared_{next(self.made)}"
        worked_out = self.session.sql(self.backend.compile(rows)).localCheckpoint()
        worked_out.createOrReplaceTempView(name)
        return self.backend.table(name)


@contextmanager
def engine() -> Iterator[Spark]:
    """Start a session."""
    with session("fielding figures", FURTHER | FOR_FEW) as started:
        yield Spark(ibis.pyspark.connect(started), started)
