"""Read a CSV file row by row: every row is given out or set aside with its reason, none is lost."""

import codecs
import csv
import hashlib
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fielding.definitions.faults import suggest
from fielding.engines.errors import WrongColumns
from fielding.engines.formats.content import open_content, read_chunks
from fielding.engines.formats.csv_lines import LARGEST_ROW, Lines, RowTooLarge
from fielding.engines.formats.set_aside import SetAside

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvFile:
    """A CSV file that was looked through once: it can be read, and has the columns needed."""

    path: Path
    #: SHA-256 of the content, hex; compressed or not, the same rows have the same digest.
    digest: str
    encoding: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRow:
    """One row by column. `number` counts rows from 1, without the header and blank lines."""

    number: int
    cells: Mapping[str, str]


def look_through(path: Path, needed: Collection[str]) -> CsvFile:
    """Check a whole file before any row of it is used.

    Compression, byte order mark and encoding (UTF-8, UTF-16, else Windows-1252) are found out.
    Raise FileUnreadable, or WrongColumns naming what is missing and what nobody asked for.
    """
    with open_content(path) as content:
        digest, encoding = _digest_and_encoding(content)
    with open_content(path) as content, _text(content, encoding) as text:
        columns = _header(Lines(text))
    _require_columns(path, columns, needed)
    return CsvFile(path=path, digest=digest, encoding=encoding, columns=columns)


def read_rows(file: CsvFile) -> Iterator[CsvRow | SetAside]:
    """Give every row in its order, in bounded memory."""
    with open_content(file.path) as content, _text(content, file.encoding) as text:
        lines = Lines(text)
        reader = csv.reader(lines, strict=True)
        next(reader)
        number = 0
        while True:
            lines.begin()
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except RowTooLarge as fault:
                yield SetAside(number=number, reason=_too_large(fault))
            except csv.Error as fault:
                lines.give_back()
                yield SetAside(number=number, reason=f"the row's quotes are not right ({fault})")
            else:
                if cells:
                    yield _row(number, cells, file.columns, has_nul=lines.has_nul())
                else:
                    number -= 1


def _row(
    number: int, cells: list[str], columns: tuple[str, ...], *, has_nul: bool
) -> CsvRow | SetAside:
    if len(cells) != len(columns):
        reason = f"it has {len(cells)} cells, the header has {len(columns)}"
        return SetAside(number=number, reason=reason)
    if has_nul:
        return SetAside(number=number, reason="it holds a NUL character")
    return CsvRow(number=number, cells=dict(zip(columns, cells, strict=True)))


def _too_large(fault: RowTooLarge) -> str:
    if fault.closed:
        return f"it is longer than {LARGEST_ROW:,} characters"
    return "a quote opens in this row and never closes: all that follows it was left out"


def _text(content: BinaryIO, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(content, encoding=encoding, errors="replace", newline="")


def _digest_and_encoding(content: BinaryIO) -> tuple[str, str]:
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding = "utf-8-sig"
    first = True
    for chunk in read_chunks(content, digest):
        if first and chunk.startswith(_UTF16_MARKS):
            encoding = "utf-16"
        first = False
        if encoding == "utf-8-sig" and not _decodes(decoder, chunk):
            encoding = "cp1252"
    if encoding == "utf-8-sig" and not _decodes(decoder, b"", final=True):
        encoding = "cp1252"
    return digest.hexdigest(), encoding


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _header(lines: Lines) -> tuple[str, ...]:
    try:
        return tuple(name.strip() for name in next(csv.reader(lines, strict=True), []))
    except (csv.Error, RowTooLarge):
        return ()


def _require_columns(path: Path, columns: tuple[str, ...], needed: Collection[str]) -> None:
    missing = [name for name in needed if name not in columns]
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if not missing and not twice:
        return
    facts: dict[str, str] = {"file": str(path)}
    unknown = [name for name in columns if name not in needed]
    if missing:
        facts["missing"] = ", ".join(missing)
        facts["unknown"] = ", ".join(unknown) or "none"
        facts["advice"] = _advice(missing, unknown)
    if twice:
        facts["twice"] = ", ".join(twice)
    raise WrongColumns(**facts)


def _advice(missing: list[str], unknown: list[str]) -> str:
    if len(unknown) == 1 and (";" in unknown[0] or "\t" in unknown[0]):
        return "the cells are not separated by commas: save the file with commas"
    return "; ".join(f"{name}: {suggest(name, unknown)}" for name in missing)
