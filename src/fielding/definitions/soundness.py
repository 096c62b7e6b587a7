"""Compares a tree with its shape: unknown and missing keys and wrong values, with their lines."""

import re
from datetime import date, datetime

from fielding.definitions.faults import suggest
from fielding.definitions.located import Located
from fielding.definitions.reading import Reading
from fielding.definitions.shapes import Day, Flag, Listing, Number, Record, Shape, Table, Word


def check_shape(shape: Shape, node: Located, name: str, reading: Reading) -> None:
    """Note every place where the tree under `node` has not the shape it should have."""
    match shape:
        case Word():
            _check_word(shape, node, name, reading)
        case Number():
            _check_number(shape, node, name, reading)
        case Flag() | Day():
            _check_plain(shape, node, name, reading)
        case Listing():
            _check_listing(shape, node, name, reading)
        case Table():
            _check_table(shape, node, name, reading)
        case Record():
            _check_record(shape, node, name, reading)


def _check_word(shape: Word, node: Located, name: str, reading: Reading) -> None:
    if isinstance(node.value, bool) or not isinstance(node.value, str | int):
        reading.refuse(node, f"`{name}` is not a text", f"write {shape.says}")
        return
    text = str(node.value)
    if shape.among and text not in shape.among:
        remedy = suggest(text, shape.among)
        reading.refuse(node, f"`{text}` is not {shape.says} that `{name}` can have", remedy)
    elif not text.strip():
        reading.refuse(node, f"`{name}` is empty", f"write {shape.says}, or leave the key out")
    elif shape.pattern and not re.match(shape.pattern, text):
        reading.refuse(node, f"`{name}` cannot be `{text}`", f"write {shape.says}")


def _check_number(shape: Number, node: Located, name: str, reading: Reading) -> None:
    whole = isinstance(node.value, int) and not isinstance(node.value, bool)
    if not (whole and isinstance(node.value, int) and node.value >= shape.least):
        remedy = f"write a whole number from {shape.least}, without quotes"
        reading.refuse(node, f"`{name}` is not a number it can be", remedy)


def _check_plain(shape: Flag | Day, node: Located, name: str, reading: Reading) -> None:
    match shape:
        case Flag() if not isinstance(node.value, bool):
            reading.refuse(node, f"`{name}` is neither true nor false", "write `true` or `false`")
        case Day() if read_day(node.value) is None:
            reading.refuse(node, f"`{name}` is not a day", "write it like 2026-11-22")


def read_day(value: object) -> date | None:
    """Read a day from a date or an ISO text; None when it is neither."""
    if isinstance(value, datetime):
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _check_listing(shape: Listing, node: Located, name: str, reading: Reading) -> None:
    match node.value:
        case []:
            reading.refuse(
                node, f"`{name}` is an empty list", "write an item, or leave the key out"
            )
        case list():
            for item in node.value:
                check_shape(shape.of, item, name, reading)
        case _ if shape.or_one:
            check_shape(shape.of, node, name, reading)
        case _:
            reading.refuse(node, f"`{name}` is not a list", "write each item after a hyphen")


def _check_table(shape: Table, node: Located, name: str, reading: Reading) -> None:
    if not isinstance(node.value, dict) or not node.value:
        remedy = "write at least one name with what belongs to it below"
        reading.refuse(node, f"`{name}` is not a mapping", remedy)
        return
    for key, item in node.value.items():
        before = len(reading.faults)
        _check_word(shape.key, Located(value=key, line=item.line), name, reading)
        # A key that cannot stand makes its whole item useless: one fault, not two.
        if len(reading.faults) > before:
            reading.broken.add(id(item))
        else:
            check_shape(shape.of, item, key, reading)


def _check_record(shape: Record, node: Located, name: str, reading: Reading) -> None:
    if shape.short and isinstance(node.value, str):
        check_shape(shape.keys[shape.short].shape, node, name, reading)
        return
    if not isinstance(node.value, dict):
        remedy = "write its keys below it: " + ", ".join(f"`{key}`" for key in shape.keys)
        reading.refuse(node, f"`{name}` is not a mapping of keys", remedy)
        return
    where = _called(shape, name)
    for key, item in node.value.items():
        if key in shape.keys:
            check_shape(shape.keys[key].shape, item, key, reading)
        else:
            reading.fault(item, f"unknown key `{key}` in {where}", suggest(key, shape.keys))
    _check_presence(shape, node, where, reading)


def _called(shape: Record, name: str) -> str:
    return f"the {name}" if name == shape.name else f"{shape.name} `{name}`"


def _check_presence(shape: Record, node: Located, where: str, reading: Reading) -> None:
    found = node.value if isinstance(node.value, dict) else {}
    for key, rule in shape.keys.items():
        if rule.required and key not in found:
            reading.fault(node, f"{where} lacks `{key}`", f"add `{key}`: {rule.purpose}")
    if shape.one_of and sum(key in found for key in shape.one_of) != 1:
        choices = ", ".join(f"`{key}`" for key in shape.one_of)
        reading.fault(node, f"{where} does not say what it is", f"write one of {choices}")
