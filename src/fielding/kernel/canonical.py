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
        _require_canonical((value,))
        return _encode(value).encode()
    except UnicodeEncodeError as fault:  # a lone surrogate has no UTF-8
        raise NotCanonical(found="a lone surrogate") from fault
    except RecursionError as fault:
        raise NotCanonical(found="nesting without end") from fault


#: Most values are these; the types of the others are asked for in the order in which they occur.
_PLAIN = frozenset({str, bool, type(None)})
_LISTS = (list, tuple)


def _require_canonical(values: Iterable[object]) -> None:
    # Every entry and every sealed field passes here: this loop is a twentieth of a bulk import.
    for value in values:
        if type(value) in _PLAIN or isinstance(value, str):
            continue
        if isinstance(value, dict):
            _require_plain_keys(value)
            _require_canonical(value.values())
        elif isinstance(value, _LISTS):
            _require_canonical(value)
        elif not isinstance(value, int) or abs(value) > LARGEST_INTEGER:
            raise NotCanonical(found=type(value).__name__)


def _require_plain_keys(value: dict[str, object]) -> None:
    # All at once: one by one takes four times as long.
    try:
        plain = "".join(value).isascii()
    except TypeError:  # a key that is no text
        plain = False
    if not plain:
        raise NotCanonical(keys=list(value))
