"""Read closed words, days and amounts out of an entry's facts."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

Facts = Mapping[str, object]


def identifiers(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Give pairs of scheme and id."""
    told = cast("Sequence[Sequence[object]]", facts.get("identifiers", ()))
    return tuple((str(scheme), str(number)) for scheme, number in told)


def words(facts: Facts, name: str) -> tuple[str, ...]:
    """Give a list of words, empty where there is none."""
    return tuple(str(word) for word in cast("Sequence[object]", facts.get(name, ())))


def maybe(facts: Facts, name: str) -> str | None:
    """Give a word, or None."""
    told = facts.get(name)
    return str(told) if told is not None else None


def day(facts: Facts, name: str) -> date | None:
    """Give a day, or None."""
    told = facts.get(name)
    return date.fromisoformat(str(told)) if told is not None else None


def amount(facts: Facts, name: str) -> Decimal | None:
    """Give an amount or a percentage, or None."""
    told = facts.get(name)
    return Decimal(str(told)) if told is not None else None
