"""Read a file's JSON values with their lines, one document or one to a line; exact numbers."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from fielding.app.books.registering.contracting import Fault
from fielding.engines.errors import FileUnreadable
from fielding.engines.formats.content import open_content

#: Bytes. A year of Find a Tender is smaller; past this, a file is split before it is read.
LARGEST_FILE = 256 * 1024 * 1024
#: Objects and lists inside each other; releases have some ten.
DEEPEST = 100
#: Digits before or after the point of a number.
_LONGEST_NUMBER = 400
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A JSON value and where it stands in the file, in words."""

    place: str
    value: object


class _Repeated(ValueError):
    """An object has one name twice."""


def read_values(path: Path) -> Iterator[Placed | Fault]:
    """Give each value of a file, compressed or not; a line that is no JSON is a fault of its own.

    Raises FileUnreadable when the file cannot be read to its end or is too large.
    """
    with open_content(path) as content:
        found = content.read(LARGEST_FILE + 1)
    if len(found) > LARGEST_FILE:
        raise FileUnreadable(file=str(path), fault=f"larger than {LARGEST_FILE:,} bytes")
    return values_of(found.removeprefix(_BOM))


def values_of(content: bytes) -> Iterator[Placed | Fault]:
    """Give each value of a document or of JSON lines."""
    lines = [(number, line) for number, line in enumerate(content.split(b"\n"), 1) if line.strip()]
    if not lines:
        yield Fault(code="empty", place="file", words="The file is empty.", lost=True)
        return
    whole = len(lines) > 1 and not _stands_alone(lines[0][1])
    if whole or len(lines) == 1:
        yield _placed(content, "file" if whole else "line 1")
        return
    for number, line in lines:
        yield _placed(line, f"line {number}")


def _stands_alone(line: bytes) -> bool:
    return isinstance(_placed(line, ""), Placed)


def _placed(content: bytes, place: str) -> Placed | Fault:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        words = f"It is not UTF-8: byte {fault.start} cannot be read."
        return Fault(code="not-utf-8", place=place, words=words, lost=True)
    try:
        value = json.loads(
            text, parse_float=_exact, parse_constant=_refuse, object_pairs_hook=_unique
        )
        _require_shallow(value)
    except _Repeated as fault:
        words = f"An object has the name {fault} twice, so that one of the two would be lost."
        return Fault(code="repeated-name", place=place, words=words, lost=True)
    except RecursionError:
        return Fault(code="too-deep", place=place, words="It is nested without end.", lost=True)
    except ValueError as fault:
        words = f"It is not JSON: {fault}."
        return Fault(code="not-json", place=place, words=words, lost=True)
    return Placed(place=place, value=value)


def _exact(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as fault:
        raise ValueError(f"{text[:40]} is out of all bounds") from fault
    if abs(number.adjusted()) > _LONGEST_NUMBER:
        raise ValueError(f"{text[:40]} is out of all bounds")
    return number


def _require_shallow(value: object) -> None:
    """Raise RecursionError for what others would go down into without end."""
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _held(one)]
        if not level:
            return
    raise RecursionError


def _held(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no number")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Repeated(next(name for name in names if names.count(name) > 1))
    return found
