"""The one canonical encoding of the house: RFC 8785 JSON without floating-point numbers."""

import json
from collections.abc import Iterable

from fielding.kernel.errors import FieldingError

#: RFC 8785 builds on IEEE 754 doubles; a larger integer would not survive a browser.
LARGEST_INTEGER = 2**53 - 1


class NotCanonical(FieldingError):
    """Only text, whole numbers, true, false, null, lists and objects can be written canonically."""

    code = "not_canonical"


_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
).encode


def canonical_bytes(value: object) -> bytes:
    """Encode a value so that equal values give equal bytes, everywhere (RFC 8785).

    Keys must be ASCII: there Python's order and RFC 8785's UTF-16 order are the same.
    Raises NotCanonical on floats, on integers past 2**53 - 1 and on other types.
    """
    try:
        _require_canonical(value)
        return _encode(value).encode()
    except UnicodeEncodeError as fault:  # a lone surrogate has no UTF-8
        raise NotCanonical(found="a lone surrogate") from fault
    except RecursionError as fault:
        raise NotCanonical(found="nesting without end") from fault


#: Most values are these: asking for the type alone spares them a call each.
_PLAIN = frozenset({str, bool, type(None)})


def _require_canonical(value: object) -> None:
    match value:
        case None | bool() | str():
            return
        case int() if abs(value) <= LARGEST_INTEGER:
            return
        case dict():
            for key in value:
                if not (isinstance(key, str) and key.isascii()):
                    raise NotCanonical(key=key)
            _require_all(value.values())
        case list() | tuple():
            _require_all(value)
        case _:
            raise NotCanonical(found=type(value).__name__)


def _require_all(values: Iterable[object]) -> None:
    for value in values:
        if type(value) not in _PLAIN:
            _require_canonical(value)
