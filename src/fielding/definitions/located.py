"""A value with the line it was read from, so that a fault can point at its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """One value of a definition file and its line, counted from 1.

    `value` is a text, a whole number, a float, a bool, a date or None; a `list[Located]`; or a
    `dict[str, Located]`. In a mapping the line is that of the key, in a list that of the item.
    """

    value: object
    line: int


def plain(node: Located) -> object:
    """Strip the lines: lists, mappings and scalars, with dates as ISO text."""
    match node.value:
        case dict():
            return {key: plain(inner) for key, inner in node.value.items()}
        case list():
            return [plain(inner) for inner in node.value]
        case str() | bool() | int() | float() | None:
            return node.value
        case other:
            return str(other)
