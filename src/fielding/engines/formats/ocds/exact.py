"""Write JSON whose numbers are those that were read: decimals as decimals, never as floats."""

import json
from decimal import Decimal


def exact_json(value: object) -> str:
    """Write a value as ASCII JSON with sorted names; lone surrogates stay escapes."""
    if isinstance(value, dict):
        inner = (f"{json.dumps(name)}:{exact_json(value[name])}" for name in sorted(value))
        return "{" + ",".join(inner) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(exact_json(one) for one in value) + "]"
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value)
