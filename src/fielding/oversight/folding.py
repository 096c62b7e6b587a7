"""Folding folios: what is true of each thing after all entries of its own chain, by its name."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from fielding.ledger.entry import Kept

Value = TypeVar("Value")
#: Says what is true after one more entry; None: the thing has not begun yet.
Advance = Callable[[Value | None, Kept], Value | None]


def fold_folios(folios: Iterable[Kept], advance: Advance[Value], *nouns: str) -> dict[str, Value]:
    """Fold the folios of some nouns, by name, in the order in which they began; pass others by.

    Folios of several nouns and one name are one thing: of a contract, its own and its claims.
    """
    found: dict[str, Value] = {}
    for kept in folios:
        noun, _, name = kept.entry.subject.partition("/")
        if noun in nouns:
            value = advance(found.get(name), kept)
            if value is not None:
                found[name] = value
    return found


def fold_folio(history: Iterable[Kept], advance: Advance[Value]) -> Value | None:
    """Fold the entries of one folio; None while it has not begun."""
    value: Value | None = None
    for kept in history:
        value = advance(value, kept)
    return value
