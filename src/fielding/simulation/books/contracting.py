"""Writes what a contract manager registers: organisations, a contract, its chain and its terms."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fielding.access.roles import Actor, Role
from fielding.oversight.register.agreeing import digest_of_terms
from fielding.simulation.books.scribe import Scribe

MANAGER = Actor(name="contract-manager-1", role=Role.CONTRACT_MANAGER, firm="reporting-authority")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A subcontract to be registered, and when it was approved, if it was."""

    sub: str
    under: str
    begins: str  # ISO day
    ends: str | None = None
    share_cap: str | None = None  # percent
    approved: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Terms to be agreed, in the shape of `terms.agreed`."""

    effective: str
    agreed: str
    terms: Mapping[str, object]


def register_contract(
    scribe: Scribe, slug: str, supplier: str, begins: datetime, links: Sequence[Linked] = ()
) -> None:
    """Register a supplier, its contract and the chain below it."""
    for firm in dict.fromkeys((supplier, *(link.sub for link in links))):
        facts = {"kind": "firm", "identifiers": [["GB-COH", _number(firm)]]}
        scribe.write(MANAGER, "organisation.registered", f"organisation/{firm}", begins, facts)
    subject = f"contract/{slug}"
    facts = {
        "service": scribe.service.code,
        "buyer": "reporting-authority",
        "supplier": supplier,
        "begins": begins.date().isoformat(),
    }
    scribe.write(MANAGER, "contract.registered", subject, begins, facts)
    for number, link in enumerate(links):
        _link(scribe, subject, begins, (f"link-{number}", link))


def agree_terms(scribe: Scribe, slug: str, at: datetime, agreed: Agreed) -> None:
    """Agree terms."""
    days = (date.fromisoformat(agreed.effective), date.fromisoformat(agreed.agreed))
    facts = {
        "effective": agreed.effective,
        "agreed": agreed.agreed,
        "digest": digest_of_terms(*days, agreed.terms),
        "terms": agreed.terms,
    }
    scribe.write(MANAGER, "terms.agreed", f"contract/{slug}", at, facts)


def _link(scribe: Scribe, subject: str, at: datetime, named: tuple[str, Linked]) -> None:
    name, link = named
    told = {
        "link": name,
        "sub": link.sub,
        "under": link.under,
        "begins": link.begins,
        "ends": link.ends,
        "share_cap": link.share_cap,
    }
    facts = {key: value for key, value in told.items() if value is not None}
    scribe.write(MANAGER, "subcontract.registered", subject, at, facts)
    if link.approved:
        facts = {"link": name}
        scribe.write(MANAGER, "subcontract.approved", subject, link.approved, facts)


def _number(firm: str) -> str:
    """Invent a company number; no register gives one that begins so."""
    return "TEST" + hashlib.sha256(firm.encode()).hexdigest()[:4].upper()
