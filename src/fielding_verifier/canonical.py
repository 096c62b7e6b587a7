"""Strict reading of canonical JSON (RFC 8785, no fractions) and base64: one value, one spelling."""

import json
from base64 import b64decode, b64encode

from fielding_verifier.errors import Refused

#: Beyond this a browser would read another number.
_LARGEST_INTEGER = 2**53 - 1


def read_canonical(content: bytes) -> object:
    """Read canonical JSON; raises Refused when the same value would be written differently."""
    try:
        value: object = _decoder.decode(content.decode())
        written = write_canonical(value)
    except (ValueError, RecursionError) as fault:
        raise Refused("it is not JSON of text and whole numbers") from fault
    if written != content:
        # Also catches a name given twice: reading keeps only one of the two.
        raise Refused("it is not written in the canonical way (RFC 8785)")
    return value


def write_canonical(value: object) -> bytes:
    """Write canonical JSON; raises ValueError on a lone surrogate.

    Names in the ledger are ASCII, where Python's order is that of RFC 8785.
    """
    return _encoder.encode(value).encode()


def read_base64(encoded: str) -> bytes:
    """Read base64; gives no bytes when the same bytes would be written differently."""
    try:
        content = b64decode(encoded, validate=True)
    except ValueError:
        return b""
    return content if b64encode(content).decode() == encoded else b""


def _whole_number(digits: str) -> int:
    number = int(digits)
    if abs(number) > _LARGEST_INTEGER:
        raise ValueError(digits)
    return number


def _no_number(digits: str) -> object:
    raise ValueError(digits)


_decoder = json.JSONDecoder(
    parse_int=_whole_number, parse_float=_no_number, parse_constant=_no_number
)
_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
