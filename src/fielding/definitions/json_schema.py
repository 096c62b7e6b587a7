"""Generates the JSON Schema of service files, so that an editor completes and checks them."""

from fielding.definitions.language import SERVICE
from fielding.definitions.shapes import Day, Flag, Key, Listing, Number, Record, Shape, Table, Word


def service_schema() -> dict[str, object]:
    """Give the schema (draft 2020-12) of the language the reader reads, from the same shapes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fielding service definition",
        **_schema(SERVICE),
    }


def _schema(shape: Shape) -> dict[str, object]:
    match shape:
        case Word():
            return _word(shape)
        case Number():
            return {"type": "integer", "minimum": shape.least}
        case Flag():
            return {"type": "boolean"}
        case Day():
            return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case Listing():
            many = {"type": "array", "items": _schema(shape.of), "minItems": 1}
            return {"anyOf": [_schema(shape.of), many]} if shape.or_one else many
        case Table():
            return {
                "type": "object",
                "minProperties": 1,
                "propertyNames": _word(shape.key),
                "additionalProperties": _schema(shape.of),
            }
        case Record():
            return _record(shape)


def _word(shape: Word) -> dict[str, object]:
    if shape.among:
        return {"enum": list(shape.among)}
    # A code such as 19 is a number to YAML and a text to us.
    described: dict[str, object] = {"type": ["string", "integer"], "description": shape.says}
    return described | ({"pattern": shape.pattern} if shape.pattern else {"pattern": r"\S"})


def _record(shape: Record) -> dict[str, object]:
    record: dict[str, object] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _described(key) for name, key in shape.keys.items()},
        "required": [name for name, key in shape.keys.items() if key.required],
    }
    if shape.one_of:
        record["oneOf"] = [{"required": [name]} for name in shape.one_of]
    if shape.short:
        return {"anyOf": [_schema(shape.keys[shape.short].shape), record]}
    return record


def _described(key: Key) -> dict[str, object]:
    return _schema(key.shape) | {"description": key.purpose}
