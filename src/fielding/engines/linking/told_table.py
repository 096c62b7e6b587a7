"""A table that says which report tells what: read from a file, and checked before it is linked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from fielding.definitions.service import Kind
from fielding.engines.errors import ColumnsMissing, RowUnusable
from fielding.engines.linking.given_table import read_given

#: What a table may call a kind of answer, and the kind whose reader reads it.
KINDS: Mapping[str, Kind] = {
    "phone": Kind.PHONE,
    "account": Kind.ACCOUNT,
    "email": Kind.EMAIL,
    "website": Kind.WEBSITE,
    "domain": Kind.WEBSITE,
    "wallet": Kind.WALLET,
    "crypto": Kind.WALLET,
    "handle": Kind.HANDLE,
    "company": Kind.COMPANY,
    "vehicle": Kind.VEHICLE,
    "text": Kind.LONG_TEXT,
}
#: Whose it is, where a table says so.
SUSPECT, REPORTER = "suspect", "reporter"
#: The column of reports, by the names that it may have.
_REPORTS = ("report", "report_id")
_WHOSE = pa.array([SUSPECT, REPORTER])


@dataclass(frozen=True, kw_only=True)
class ToldTable:
    """Rows as they stand in the file: which report, what kind of answer, the answer, and whose."""

    #: What the file calls its column of reports.
    name: str
    report: pa.ChunkedArray
    kind: pa.ChunkedArray
    raw: pa.ChunkedArray
    #: True: the reporter's own.
    own: pa.ChunkedArray


def read_told(file: Path) -> ToldTable:
    """Read a Parquet, Arrow (Feather) or CSV file.

    Columns: `report` or `report_id`, `kind` (a name of KINDS), `raw` as people wrote it, and, if
    there is one, `whose` (`suspect` or `reporter`). Others are left alone. Raises FileUnreadable,
    ColumnsMissing, or RowUnusable with the first row, from 1, and the column that is at fault.
    """
    table = read_given(file)
    name = next((each for each in _REPORTS if each in table.column_names), _REPORTS[0])
    missing = [each for each in (name, "kind", "raw") if each not in table.column_names]
    if missing:
        raise ColumnsMissing(file=file.name, missing=", ".join(missing))
    report, raw = table[name], _text(file, table, "raw")
    if pa.types.is_nested(report.type):
        raise RowUnusable(file=file.name, row=1, column=name)
    kind = _text(file, table, "kind")
    _require(file, name, report.is_valid())
    _require(file, "kind", _known(kind, pa.array(list(KINDS))))
    if "whose" not in table.column_names:
        own = pa.chunked_array([pa.repeat(pa.scalar(value=False), table.num_rows)])
    else:
        whose = _text(file, table, "whose")
        _require(file, "whose", _known(whose, _WHOSE))
        own = pc.equal(whose, REPORTER)
    return ToldTable(name=name, report=report, kind=kind, raw=pc.fill_null(raw, ""), own=own)


def write_networks(file: Path, name: str, reports: pa.Array, networks: pa.Array) -> None:
    """Write which network each report is in: CSV where the file is called so, else Parquet."""
    table = pa.table({name: reports, "network": networks})
    if file.suffix == ".csv":
        csv.write_csv(table, file)
    else:
        parquet.write_table(table, file, compression="zstd")


def _text(file: Path, table: pa.Table, name: str) -> pa.ChunkedArray:
    column = table[name]
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        raise RowUnusable(file=file.name, row=1, column=name)
    return column.cast(pa.string())


def _known(column: pa.ChunkedArray, values: pa.Array) -> pa.ChunkedArray:
    return pc.is_in(column, value_set=values, skip_nulls=True)


def _require(file: Path, column: str, fine: pa.ChunkedArray) -> None:
    first = pc.index(fine, value=pa.scalar(value=False)).as_py()
    if first >= 0:
        raise RowUnusable(file=file.name, row=first + 1, column=column)
