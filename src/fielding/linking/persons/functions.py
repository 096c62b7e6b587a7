"""The functions of SQL that Splink's conditions use, with the results that DuckDB gives.

None is SQL's NULL: whatever is asked of it is not known. DuckDB compares the bytes of UTF-8, so
likeness is taken over bytes here as well.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache, wraps
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein, Jaro, JaroWinkler, Levenshtein

from fielding.linking.errors import UnknownCondition

Value = str | float | bool | None
Function = Callable[..., Any]


def _known(function: Function) -> Function:
    """Answer None wherever an argument is None."""

    @wraps(function)
    def asked(*arguments: Any) -> Any:
        return None if None in arguments else function(*arguments)

    return asked


def _over_bytes(function: Function) -> Function:
    """Compare bytes; two empty texts are not alike, as DuckDB has it."""

    def compared(left: str, right: str) -> Any:
        if not left and not right:
            return 0
        if left.isascii() and right.isascii():
            return function(left, right)
        return function(left.encode(), right.encode())

    return _known(compared)


def substring(text: str, start: float, length: float = 1e9) -> str:
    """Cut out so many characters; the first is number 1."""
    begin = max(0, int(start) - 1)
    return text[begin : max(begin, int(start) - 1 + int(length))]


def split_part(text: str, delimiter: str, index: float) -> str:
    """Give one part of a text, counted from 1; empty where there are not so many."""
    parts = text.split(delimiter)
    return parts[int(index) - 1] if 0 < index <= len(parts) else ""


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def regexp_extract(text: str, pattern: str, group: float = 0) -> str:
    """Give what a pattern finds first; empty where it finds nothing."""
    found = _pattern(pattern).search(text)
    return (found[int(group)] or "") if found else ""


_DIRECTIVES = {"%Y": r"(?P<year>\d{1,4})", "%m": r"(?P<month>\d{1,2})", "%d": r"(?P<day>\d{1,2})"}


@cache
def _dated(form: str) -> re.Pattern[str]:
    pattern = re.escape(form)
    for directive, digits in _DIRECTIVES.items():
        pattern = pattern.replace(directive, digits)
    if "%" in pattern:
        raise UnknownCondition(part=form)
    return re.compile(rf"\s*{pattern}\s*", re.ASCII)


#: The calendar repeats after 400 years; Python's begins at the year 1, and DuckDB knows a year 0.
_CYCLE, _CYCLE_DAYS, _DAY = 400, 146_097, 86_400
_EPOCH = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=65_536)
def try_strptime(text: str, form: str) -> float | None:
    """Read a date of year, month and day, as seconds since 1970; one that cannot be is None.

    Raises UnknownCondition when the form asks for anything else.
    """
    found = _dated(form).fullmatch(text)
    if not found:
        return None
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    cycles = int(year == 0)
    try:
        days = date(year + cycles * _CYCLE, month, day).toordinal() - cycles * _CYCLE_DAYS
    except ValueError:
        return None
    return float((days - _EPOCH) * _DAY)


def epoch(moment: float) -> float:
    """Seconds since 1970: what a date is held as."""
    return moment


def _nullif(value: Value, other: Value) -> Value:
    return None if value == other else value


def coalesce(*values: Value) -> Value:
    """Give the first that is known."""
    return next((value for value in values if value is not None), None)


#: By the name that DuckDB knows them by, in lower case.
FUNCTIONS: dict[str, Function] = {
    "jaro_winkler_similarity": _over_bytes(JaroWinkler.similarity),
    "jaro_similarity": _over_bytes(Jaro.similarity),
    "levenshtein": _over_bytes(Levenshtein.distance),
    "damerau_levenshtein": _over_bytes(DamerauLevenshtein.distance),
    "substring": _known(substring),
    "substr": _known(substring),
    "left": _known(lambda text, length: text[: int(length)]),
    "split_part": _known(split_part),
    "regexp_extract": _known(regexp_extract),
    "try_strptime": _known(try_strptime),
    "epoch": _known(epoch),
    "abs": _known(abs),
    "length": _known(len),
    "lower": _known(str.lower),
    "upper": _known(str.upper),
    "trim": _known(str.strip),
    "concat": _known(lambda *parts: "".join(parts)),
    "nullif": _nullif,
    "coalesce": coalesce,
}
