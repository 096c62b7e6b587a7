"""Write JSON whose numbers are those that were read: decimals as decimals, never as floats."""

import json
from decimal import Decimal
from json.encoder import encode_basestring_ascii as quote


def exact_json(value: object) -> str:
    """Write a value as ASCII JSON with sorted names; lone surrogates stay escapes."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, dict):
        inner = (f"{quote(name)}:{exact_json(value[name])}" for name in sorted(value))
        return "{" + ",".join(inner) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(exact_json(one) for one in value) + "]"
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value)
