"""Agree terms: checked, hashed, and compared with those they replace."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import cast

from fielding.cases.step import Step
from fielding.kernel.canonical import canonical_bytes
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.errors import BadTerms
from fielding.oversight.register.terms import Content, Terms

_WORD = re.compile(r"[a-z0-9][a-z0-9 ._/-]{0,79}")
_DECIMAL = re.compile(r"\d{1,12}(\.\d{1,6})?")
#: The lists of terms, and of each item: its words, its amounts, its days.
_SHAPE: Mapping[str, tuple[frozenset[str], frozenset[str], frozenset[str]]] = {
    "prices": (frozenset({"unit"}), frozenset({"amount"}), frozenset()),
    "commissions": (frozenset({"name", "of"}), frozenset({"percent"}), frozenset()),
    "indexations": (frozenset({"index"}), frozenset({"percent"}), frozenset({"on"})),
    "targets": (frozenset({"measure"}), frozenset({"target", "floor"}), frozenset()),
    "credits": (frozenset({"measure"}), frozenset({"percent"}), frozenset()),
}
_FREE = {"prices": {"bands"}, "targets": {"at_most"}}


def digest_of_terms(effective: date, agreed: date, content: Content) -> str:
    """SHA-256 over the canonical {agreed, effective, terms}, hex."""
    told = {"agreed": agreed.isoformat(), "effective": effective.isoformat(), "terms": content}
    return hashlib.sha256(canonical_bytes(told)).hexdigest()


def agree_terms(effective: date, agreed: date, content: Content) -> Step:
    """Agree terms from a day on, in the shape of `read_terms`; raise BadTerms with all faults."""
    faults = list(_faults(content))
    if faults:
        raise BadTerms(faults="; ".join(faults))
    facts = {
        "effective": effective.isoformat(),
        "agreed": agreed.isoformat(),
        "digest": digest_of_terms(effective, agreed, content),
        "terms": content,
    }
    return Step(kind="terms.agreed", facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Something agreed before that later terms put differently; None: it was not there."""

    what: str  # "target", "price", "commission" or "credit"
    name: str
    before: Decimal | None
    after: Decimal | None


def moves(contract: Contract, terms: Terms) -> tuple[Moved, ...]:
    """Say what terms changed of those recorded before them."""
    earlier = [one for one in contract.terms if one.index < terms.index]
    if not earlier:
        return ()
    before, found = earlier[-1], list[Moved]()
    for what, old, new in (
        ("target", _amounts(before.targets, "target"), _amounts(terms.targets, "target")),
        ("price", _amounts(before.prices, "amount"), _amounts(terms.prices, "amount")),
        ("commission", _percents(before.commissions), _percents(terms.commissions)),
        ("credit", _percents(before.credits), _percents(terms.credits)),
    ):
        names = sorted({*old, *new})
        found += [
            Moved(what=what, name=name, before=old.get(name), after=new.get(name))
            for name in names
            if old.get(name) != new.get(name)
        ]
    return tuple(found)


def fits(facts: Mapping[str, object]) -> bool:
    """Do terms in an entry still hash to the digest that stands beside them?"""
    effective, agreed = (date.fromisoformat(str(facts[name])) for name in ("effective", "agreed"))
    return digest_of_terms(effective, agreed, cast("Content", facts["terms"])) == facts["digest"]


def _faults(content: Content) -> Iterator[str]:
    for name in content.keys() - _SHAPE.keys():
        yield f"there is no part {name}"
    if not any(content.get(name) for name in _SHAPE):
        yield "nothing is agreed"
    for part in _SHAPE.keys() & content.keys():
        told = content[part]
        if not isinstance(told, list | tuple):
            yield f"{part} is no list"
            continue
        for number, item in enumerate(told, 1):
            yield from (f"{part} {number}: {fault}" for fault in _item(part, item))


def _item(part: str, item: object) -> Iterator[str]:
    words, amounts, days = _SHAPE[part]
    if not isinstance(item, Mapping):
        yield "it is no object"
        return
    for name in sorted(item.keys() - words - amounts - days - _FREE.get(part, set())):
        yield f"there is no {name}"
    checks = ((words, _is_word, "word"), (amounts, is_amount, "decimal number"))
    for names, is_right, wanted in (*checks, (days, _is_day, "day")):
        yield from (f"{n} is no {wanted}" for n in sorted(names) if not is_right(item.get(n)))
    if "bands" in item:
        yield from _bands(item["bands"])
    if part == "targets" and all(is_amount(item.get(name)) for name in ("target", "floor")):
        yield from _order(item)


def _order(item: Mapping[str, object]) -> Iterator[str]:
    """A floor is what is inadequate: on the other side of it than the target."""
    target, floor = Decimal(str(item["target"])), Decimal(str(item["floor"]))
    if (floor < target) if item.get("at_most") is True else (floor > target):
        yield "the floor is better than the target"


def _bands(told: object) -> Iterator[str]:
    for band in cast("Sequence[object]", told if isinstance(told, list | tuple) else ("",)):
        if not isinstance(band, Mapping) or band.keys() != {"from", "price"}:
            yield "a band has `from` and `price`"
        elif not (str(band["from"]).isdecimal() and is_amount(band["price"])):
            yield "a band begins at a whole number and has a decimal price"


def _is_word(told: object) -> bool:
    return isinstance(told, str) and _WORD.fullmatch(told.lower()) is not None


def is_amount(told: object) -> bool:
    """Is it a plain decimal number as text, not negative?"""
    if not isinstance(told, str) or not _DECIMAL.fullmatch(told):
        return False
    try:
        return Decimal(told).is_finite()
    except InvalidOperation:
        return False


def _is_day(told: object) -> bool:
    try:
        return date.fromisoformat(str(told)).isoformat() == told
    except ValueError:
        return False


def _amounts(items: Mapping[str, object], name: str) -> dict[str, Decimal]:
    return {key: cast("Decimal", getattr(item, name)) for key, item in items.items()}


def _percents(items: Mapping[str, object]) -> dict[str, Decimal]:
    return _amounts(items, "percent")
