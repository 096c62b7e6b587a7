"""Opens a folder of segments for plans, in whichever engine."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pyarrow.parquet as pq
from ibis.expr.types import Table

from fielding.definitions.service import Service
from fielding.engines.segments.calendars import due_rows
from fielding.engines.segments.cases import case_rows
from fielding.engines.segments.columns import microseconds
from fielding.engines.segments.manifest import ENTRIES, Manifest, read_manifest, read_services
from fielding.engines.segments.opened import Opened


class Engine(Protocol):
    """Reads Parquet as tables of plans, and runs them."""

    def read(self, folder: Path) -> Table:
        """Read all Parquet files of a folder as one table."""

    def keep(self, rows: Table, name: str) -> Table:
        """Work a table out once, for all plans that ask for it."""

    def share(self, rows: Table) -> Table:
        """Work a table out once, for a plan that mentions it more than once."""


@contextmanager
def open_segments(folder: Path, engine: Engine) -> Iterator[Opened]:
    """Open a folder of the overseer's edition as tables for plans.

    Raises NotSegments. Nothing is checked of the rows: see `checking`.
    """
    manifest = read_manifest(folder)
    services = read_services(folder, manifest)
    entries = engine.read(folder / ENTRIES)
    with TemporaryDirectory(prefix="fielding-dues-") as kept:
        pq.write_table(_dues(entries, manifest, services), Path(kept) / "dues.parquet")
        cases = engine.keep(case_rows(entries), "cases")
        yield Opened(
            entries=entries,
            cases=cases,
            dues=engine.read(Path(kept)),
            services=services,
            now=microseconds(manifest.at),
            share=engine.share,
        )


def _dues(entries: Table, manifest: Manifest, services: Mapping[str, Service]) -> object:
    ours = entries.filter(entries.subject.startswith("case/"))
    span = ours.aggregate(first=ours["at"].min(), last=ours["at"].max()).to_pyarrow().to_pylist()[0]
    now = microseconds(manifest.at)
    first, last = (span["first"] or now, span["last"] or now)
    return due_rows(services.values(), manifest.workdays(), (first, last))
