"""Bulk import of police rows, beside COPY of the same rows into a bare table."""

import csv
import gzip
import tempfile
import time
from pathlib import Path

import psycopg

from bench.figures import Figure
from bench.machine import administrator, copy_rows, insert_rate
from fielding.engines.formats.csv_rows import CsvRow, look_through, read_rows
from fielding.engines.reference_tables import ReferenceTables
from fielding.wiring.hub import hub
from fielding.wiring.importing import Format, import_file

REAL = Path(__file__).parents[2] / "shared/data/hub/police_uk/2016-07-west-yorkshire-street.csv.gz"
SERVICE = "recorded-crime"
ROWS = 27_000


def measure() -> list[Figure]:
    """Import a month of one force into an empty hub."""
    file = REAL if REAL.exists() else _invented()
    wired = hub()
    service = wired.services.current(SERVICE)
    begun = time.perf_counter()
    done = import_file(wired, service, file, Format.CSV, lambda _: None)
    made = done.made / (time.perf_counter() - begun)
    begun = time.perf_counter()
    again = import_file(wired, service, file, Format.CSV, lambda _: None)
    known = again.known / (time.perf_counter() - begun)
    looked = look_through(file, [])
    rows = [tuple(row.cells.values()) for row in read_rows(looked) if isinstance(row, CsvRow)]
    copied = copy_rows(looked.columns, rows)
    inserted = insert_rate(clients=1, seconds=5, length=600).per_second
    what = "real rows" if file == REAL else "invented rows"
    return [
        Figure(
            what=f"bulk import, {what}", value=round(made), unit="rows/s",
            limit=round(copied), limit_is="COPY of the same rows into a bare table",
        ),
        Figure(
            what="entries that it makes", value=round(made * _entries() / done.made),
            unit="entries/s",
            limit=round(inserted), limit_is="pgbench, single inserts, one client",
        ),
        Figure(what="the same file again, nothing made", value=round(known), unit="rows/s"),
    ]  # fmt: skip


def _entries() -> int:
    with psycopg.connect(administrator()) as server:
        row = server.execute("SELECT count(*) FROM entry").fetchone()
    return row[0] if row else 0


def _invented() -> Path:
    """Make a file like the real one, of real areas and nothing else that is real."""
    areas = [row["LSOA Code"] for row in ReferenceTables().read("geo/lsoa_to_police_force").rows]
    columns = [
        "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
        "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
    ]  # fmt: skip
    file = Path(tempfile.mkdtemp(prefix="fielding-bench-")) / "street.csv.gz"
    with gzip.open(file, "wt", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(columns)
        for number in range(ROWS):
            area = areas[number % len(areas)]
            writer.writerow([
                f"{number:064x}" if number % 4 else "", "2016-07", "", "", "-1.55", "53.59",
                f"On or near Street {number % 900}", area, "", "Vehicle crime",
                "Unable to prosecute suspect" if number % 4 else "", "",
            ])  # fmt: skip
    return file
