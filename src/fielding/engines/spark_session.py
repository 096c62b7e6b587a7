"""Starts Spark so that nothing of a case stands readable in a file, and nothing listens outside.

It runs on this machine, whatever it was submitted to: between machines nothing would be encrypted.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pyspark.sql import SparkSession
from splink.backends.spark import similarity_jar_location

#: Without these a session listens on the network, or runs on other machines too.
SETTINGS = {
    "spark.master": "local[*]",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    # Nobody's case may stand readable in a file of a shuffle, of what is kept, or sent to the JVM.
    "spark.io.encryption.enabled": "true",
    # Splink's functions of likeness; a session that is running takes none up later.
    "spark.jars": similarity_jar_location(),
}
#: For few rows, compiling and starting tasks is nearly all that takes time: plans are then neither
#: compiled nor spread.
FOR_FEW = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.inMemoryColumnarStorage.compressed": "false",
}


@contextmanager
def session(name: str, further: Mapping[str, str]) -> Iterator[SparkSession]:
    """Start a session on all of this machine's cores."""
    builder = SparkSession.builder.appName(name)
    for setting, value in (SETTINGS | dict(further)).items():
        builder = builder.config(setting, value)
    started = builder.getOrCreate()
    started.sparkContext.setLogLevel("ERROR")
    # It tells of each connection that it closes, even once nobody listens any more.
    logging.getLogger("py4j").setLevel(logging.ERROR)
    try:
        yield started
    finally:
        started.stop()
