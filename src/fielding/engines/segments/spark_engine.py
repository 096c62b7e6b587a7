"""Spark: runs the same plans on a cluster; here, without one, on this machine's cores."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ibis
from ibis.backends.pyspark import Backend
from ibis.expr.types import Table
from pyspark.sql import SparkSession

#: Without these a session listens on the network; eight parts suit a few cores.
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    # Nobody's case may stand readable in a shuffle file.
    "spark.io.encryption.enabled": "true",
}


@dataclass(frozen=True, slots=True)
class Spark:
    """Reads Parquet as tables of plans."""

    backend: Backend
    session: SparkSession

    def read(self, folder: Path) -> Table:
        """Read all Parquet files of a folder as one table."""
        return self.backend.read_parquet(str(folder))

    def keep(self, rows: Table, name: str) -> Table:
        """Work a table out once, for all plans that ask for it."""
        self.session.sql(self.backend.compile(rows)).cache().createOrReplaceTempView(name)
        return self.backend.table(name)


@contextmanager
def engine() -> Iterator[Spark]:
    """Start a session, or take the one of the cluster that this program was submitted to."""
    builder = SparkSession.builder.appName("fielding figures")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    # It tells of each connection that it closes, even once nobody listens any more.
    logging.getLogger("py4j").setLevel(logging.ERROR)
    try:
        yield Spark(ibis.pyspark.connect(session), session)
    finally:
        session.stop()
