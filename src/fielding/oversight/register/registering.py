"""Register organisations and contracts: what must be said, and what is refused."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fielding.cases.step import Step
from fielding.oversight.register.errors import BadIdentifier, BadPeriod, BadSlug, RegisterFault

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,79}")
_SCHEME = re.compile(r"[A-Z]{2,3}-[A-Z][A-Z0-9_-]{1,19}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_:-]{0,79}")
KINDS = ("firm", "joint-venture", "public-body", "authority")
Identifiers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """What a contract is about when it is registered: slugs, days and pounds without tax."""

    buyer: str
    begins: date | None
    #: One supplier, or all the firms that a framework or a shared award names.
    suppliers: tuple[str, ...]
    ends: date | None = None
    value: Decimal | None = None
    service: str | None = None
    #: Facts of whoever published it: closed words, amounts and days only.
    published: Mapping[str, object] = field(default_factory=dict)


def check_slug(slug: str) -> str:
    """Give the slug back; raise BadSlug."""
    if not _SLUG.fullmatch(slug):
        raise BadSlug(found=slug)
    return slug


def register_organisation(kind: str, identifiers: Identifiers, name: str) -> Step:
    """Begin an organisation's folio; its name is sealed. Raise BadIdentifier."""
    if kind not in KINDS:
        raise RegisterFault(kind=kind)
    facts = {"kind": kind, "identifiers": _checked(identifiers)}
    return Step(kind="organisation.registered", facts=facts, sealed={"name": name})


def identify(identifiers: Identifiers) -> Step:
    """Add identifiers to an organisation; raise BadIdentifier."""
    facts = {"identifiers": _checked(identifiers)}
    return Step(kind="organisation.identified", facts=facts, sealed={})


def rename(name: str) -> Step:
    """Give an organisation its new name; the old one stays readable. Its slug never changes."""
    return Step(kind="organisation.renamed", facts={}, sealed={"name": name})


def register_contract(deal: Deal, texts: Mapping[str, object]) -> Step:
    """Begin a contract's folio; its title and other texts are sealed. Raise BadPeriod."""
    check_slug(deal.buyer)
    for supplier in deal.suppliers:
        check_slug(supplier)
    if deal.begins is not None and deal.ends is not None and deal.ends < deal.begins:
        raise BadPeriod(begins=deal.begins, ends=deal.ends)
    facts: dict[str, object] = {
        **deal.published,
        "buyer": deal.buyer,
        **supplied(deal.suppliers),
    }
    if deal.begins is not None:
        facts["begins"] = deal.begins.isoformat()
    if deal.ends is not None:
        facts["ends"] = deal.ends.isoformat()
    if deal.value is not None:
        facts["value"] = str(deal.value)
    if deal.service is not None:
        facts["service"] = deal.service
    return Step(kind="contract.registered", facts=facts, sealed=dict(texts))


def supplied(suppliers: Sequence[str]) -> dict[str, object]:
    """Name the supplier; several are listed, and none of them is *the* supplier."""
    if len(suppliers) == 1:
        return {"supplier": suppliers[0]}
    return {"supplier": "", "suppliers": list(suppliers)}


def terminate_contract(on: date, reason: str) -> Step:
    """End a contract before its time; the reason is a closed word."""
    return Step(kind="contract.terminated", facts={"on": on.isoformat(), "reason": reason})


def _checked(identifiers: Identifiers) -> list[list[str]]:
    for scheme, number in identifiers:
        if not (_SCHEME.fullmatch(scheme) and _ID.fullmatch(number)):
            raise BadIdentifier(scheme=scheme, number=number)
    return [[scheme, number] for scheme, number in dict.fromkeys(identifiers)]
