"""The one canonical encoding of the house: RFC 8785 JSON without floating-point numbers."""

import json

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
    _require_canonical(value)
    try:
        return _encode(value).encode()
    except UnicodeEncodeError as fault:  # a lone surrogate has no UTF-8
        raise NotCanonical(found="a lone surrogate") from fault


def _require_canonical(value: object) -> None:
    match value:
        case None | bool() | str():
            return
        case int() if abs(value) <= LARGEST_INTEGER:
            return
        case dict():
            for key, inner in value.items():
                if not (isinstance(key, str) and key.isascii()):
                    raise NotCanonical(key=key)
                _require_canonical(inner)
        case list() | tuple():
            for inner in value:
                _require_canonical(inner)
        case _:
            raise NotCanonical(found=type(value).__name__)
