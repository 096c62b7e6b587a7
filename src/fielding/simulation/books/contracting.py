"""Writes what a contract manager registers: organisations, a contract, its chain and its terms."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fielding.access.roles import Actor, Role
from fielding.oversight.register import agreeing
from fielding.oversight.register.registering import Deal, register_organisation
from fielding.oversight.register.registering import register_contract as registering
from fielding.oversight.register.terms import Content
from fielding.simulation.books.scribe import Scribe

AUTHORITY = "reporting-authority"
MANAGER = Actor(name="contract-manager-1", role=Role.CONTRACT_MANAGER, firm=AUTHORITY)


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
    """Terms to be agreed; days as ISO dates."""

    effective: str
    agreed: str
    terms: Content


def register_contract(
    scribe: Scribe, slug: str, supplier: str, begins: datetime, links: Sequence[Linked] = ()
) -> None:
    """Register a supplier, its contract and the chain below it."""
    for firm in dict.fromkeys((supplier, *(link.sub for link in links))):
        step = register_organisation("firm", [("GB-COH", number_of(firm))], "")
        scribe.write(MANAGER, step.kind, f"organisation/{firm}", begins, step.facts)
    subject = f"contract/{slug}"
    deal = Deal(
        buyer=AUTHORITY,
        begins=begins.date(),
        suppliers=(supplier,),
        service=scribe.service.code,
    )
    scribe.write(MANAGER, "contract.registered", subject, begins, registering(deal, {}).facts)
    for number, link in enumerate(links):
        _link(scribe, subject, begins, (f"link-{number}", link))


def agree_terms(scribe: Scribe, slug: str, at: datetime, agreed: Agreed) -> None:
    """Agree terms."""
    days = date.fromisoformat(agreed.effective), date.fromisoformat(agreed.agreed)
    step = agreeing.agree_terms(*days, agreed.terms)
    scribe.write(MANAGER, step.kind, f"contract/{slug}", at, step.facts)


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


def number_of(firm: str) -> str:
    """Invent a company number; no register gives one that begins so."""
    return "TEST" + hashlib.sha256(firm.encode()).hexdigest()[:4].upper()
