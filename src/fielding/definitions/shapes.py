"""The shapes a definition file is made of, from which both its reader and its JSON Schema work."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A text: one `among` several, or of a `pattern`, or free when it has neither."""

    says: str = "a text"
    among: tuple[str, ...] = ()
    pattern: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A whole number."""

    least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A calendar day, written 2026-11-22."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list; `or_one`: a single item may stand without the list around it."""

    of: "Shape"
    or_one: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A mapping from names the author chooses to things of one shape."""

    of: "Shape"
    key: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a record, and what it is for in a sentence."""

    shape: "Shape"
    purpose: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A mapping with known keys; `short`: the key that a bare text stands for."""

    name: str
    keys: Mapping[str, Key] = field(default_factory=dict)
    short: str | None = None
    #: Exactly one of these keys must be there.
    one_of: tuple[str, ...] = ()


Shape = Word | Number | Flag | Day | Listing | Table | Record
