"""Reads bodies: JSON alone, of a bounded size and depth, in which no name stands twice."""

import json
from typing import NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from fielding.api.errors import NotJson, NotJsonType, TooDeep, TooLarge

MOST_BYTES = 1_000_000
DEEPEST = 32


class StrictParser(Parser):
    """Reads what `read_json` reads."""

    def parse_body(self, request: HttpRequest) -> dict[str, object]:
        if request.content_type != "application/json":
            raise NotJsonType
        if len(request.body) > MOST_BYTES:
            raise TooLarge
        return read_json(request.body)  # type: ignore[return-value]  # the caller checks its shape


def read_json(content: bytes) -> object:
    """Read JSON; raise NotJson or TooDeep. What was sent is never repeated in an error."""
    try:
        told = json.loads(
            content.decode(), object_pairs_hook=_each_name_once, parse_constant=_refuse
        )
        if _is_deeper(told, DEEPEST):
            raise TooDeep
        json.dumps(told, ensure_ascii=False).encode()
    except RecursionError as fault:
        raise TooDeep from fault
    except json.JSONDecodeError as fault:
        raise NotJson(line=fault.lineno, column=fault.colno) from fault
    except UnicodeError as fault:  # such bytes, or such an escape
        raise NotJson(because="it holds what is no Unicode character") from fault
    except ValueError as fault:
        raise NotJson(because="it holds a number of thousands of digits") from fault
    return told


def _each_name_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a name that stands twice: readers differ on which of the two counts."""
    told = dict(pairs)
    if len(told) != len(pairs):
        raise NotJson(because="a name stands twice in one object")
    return told


def _refuse(constant: str) -> NoReturn:
    raise NotJson(because=f"{constant} is not JSON")


def _is_deeper(value: object, levels: int) -> bool:
    layer = [value]
    for _ in range(levels):
        layer = [inner for outer in layer for inner in _inside(outer)]
    return any(isinstance(each, dict | list) for each in layer)


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
