"""Writes tables of linking as Parquet or CSV, a file each."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO, StringIO

import pyarrow as pa
import pyarrow.parquet as pq


class Form(StrEnum):
    """How a table is written."""

    PARQUET = "parquet"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A table: the names of its columns, and its rows."""

    names: Sequence[str]
    rows: Sequence[Sequence[object]]


def written(table: Columns, form: Form) -> bytes:
    """Give a table's file; instants are ISO 8601 in CSV."""
    return _parquet(table) if form is Form.PARQUET else _csv(table)


def _parquet(table: Columns) -> bytes:
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.names)
    arrays = [pa.array(list(column)) for column in columns]
    file = BytesIO()
    pq.write_table(pa.table(arrays, names=list(table.names)), file, compression="zstd")
    return file.getvalue()


def _csv(table: Columns) -> bytes:
    file = StringIO()
    sheet = csv.writer(file)
    sheet.writerow(table.names)
    sheet.writerows(table.rows)
    return file.getvalue().encode()
