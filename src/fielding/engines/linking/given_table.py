"""Reads a table that somebody gives: Parquet, Arrow or CSV."""

from pathlib import Path

import pyarrow as pa
from pyarrow import csv, feather, parquet

from fielding.engines.errors import FileUnreadable

_FAULTS = (pa.ArrowInvalid, pa.ArrowTypeError, OSError, UnicodeDecodeError)


def read_given(file: Path) -> pa.Table:
    """Read a table; all of a CSV file is text, and what is empty there is missing.

    Raises FileUnreadable, which names no value of a row.
    """
    try:
        match file.suffix:
            case ".csv":
                table = _read_csv(file)
            case ".arrow" | ".feather":
                table = feather.read_table(file)
            case _:
                table = parquet.read_table(file)
    except _FAULTS as fault:
        # After the second colon stands the row.
        told = ": ".join(str(fault).splitlines()[0].split(": ")[:2])
        raise FileUnreadable(file=file.name, fault=told) from None
    if len(set(table.column_names)) < table.num_columns:
        raise FileUnreadable(file=file.name, fault="two columns have one name")
    return table


def _read_csv(file: Path) -> pa.Table:
    # What people tell may have lines, in quotation marks.
    lines = csv.ParseOptions(newlines_in_values=True)
    with csv.open_csv(file, parse_options=lines) as opened:
        names = opened.schema.names
    # Read as numbers, 007 and 7 would be one report, and a phone would lose its first 0.
    options = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
    )
    return csv.read_csv(file, parse_options=lines, convert_options=options)
