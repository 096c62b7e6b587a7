"""What a contract manager writes into the register by hand: each thing once, by the rules."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.registering.naming import check_names
from fielding.app.books.writing import FolioDesk, write_in_folios
from fielding.app.errors import UnknownService
from fielding.app.ports import Hub
from fielding.kernel.ids import new_id
from fielding.ledger.entry import Kept
from fielding.oversight.folding import fold_folio
from fielding.oversight.performance.claiming import ask_supplier, claims_of
from fielding.oversight.register.agreeing import agree_terms
from fielding.oversight.register.chains import (
    Place,
    approve,
    end_subcontract,
    examine,
    link_of,
    refuse,
    register_subcontract,
)
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.errors import AlreadyEnded, AlreadyRegistered, NotRegistered
from fielding.oversight.register.folding_contracts import fold_contract
from fielding.oversight.register.owning import Share, note_share
from fielding.oversight.register.registering import (
    Deal,
    check_slug,
    register_contract,
    register_organisation,
    rename,
    terminate_contract,
)
from fielding.oversight.register.terms import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganisation:
    """An organisation as somebody registers it."""

    slug: str
    kind: str
    name: str
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What somebody looked at before deciding on a subcontractor, and what they noted."""

    at: tuple[str, ...]
    note: str = ""


def add_organisation(hub: Hub, actor: Actor, new: NewOrganisation) -> Kept:
    """Register an organisation; raise BadSlug, BadIdentifier or AlreadyRegistered."""
    check_slug(new.slug)
    step = register_organisation(new.kind, new.identifiers, new.name)

    def act(desk: FolioDesk) -> Kept:
        pen = desk.folio(f"organisation/{new.slug}")
        if pen.history:
            raise AlreadyRegistered(organisation=new.slug)
        return pen.write(actor, step)

    return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)


def rename_organisation(hub: Hub, actor: Actor, slug: str, name: str) -> Kept:
    """Give an organisation its new name; raise NotRegistered."""

    def act(desk: FolioDesk) -> Kept:
        return _organisation(desk, slug).write(actor, rename(name))

    return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)


def add_contract(hub: Hub, actor: Actor, slug: str, deal: Deal, title: str) -> Kept:
    """Register a contract between registered parties; raise as the rules do."""
    check_slug(slug)

    def act(desk: FolioDesk) -> Kept:
        for party in (deal.buyer, *deal.suppliers):
            _organisation(desk, party)
        pen = desk.folio(f"contract/{slug}")
        if pen.history:
            raise AlreadyRegistered(contract=slug)
        return pen.write(actor, register_contract(deal, {"title": title}))

    return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)


def end_contract(hub: Hub, actor: Actor, slug: str, on: date, reason: str) -> Kept:
    """End a contract before its time; raise NotRegistered or AlreadyEnded."""

    def act(desk: FolioDesk) -> Kept:
        pen, contract = _contract(desk, slug)
        if contract.terminated is not None:
            raise AlreadyEnded(contract=slug, ended=contract.terminated)
        return pen.write(actor, terminate_contract(on, reason))

    return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)


def add_subcontract(hub: Hub, actor: Actor, slug: str, place: Place) -> Kept:
    """Put a registered firm into a contract's chain, not yet approved; `place.link` is drawn."""
    drawn = str(new_id(hub.stamp.now(), hub.random.bytes(10)))

    def act(desk: FolioDesk) -> Kept:
        pen, contract = _contract(desk, slug)
        _organisation(desk, place.sub)
        _organisation(desk, place.under)
        return pen.write(actor, register_subcontract(contract, replace(place, link=drawn)))

    return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)


def approve_subcontract(hub: Hub, actor: Actor, slug: str, link: str, looked: Looked) -> Kept:
    """Approve a subcontract, and note on the firm what was looked at."""

    def act(desk: FolioDesk) -> Kept:
        pen, contract = _contract(desk, slug)
        step = approve(contract, link, looked.at)
        _examined(desk, actor, contract, link, looked)
        return pen.write(actor, step)

    return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)


def refuse_subcontract(hub: Hub, actor: Actor, slug: str, link: str, looked: Looked) -> Kept:
    """Refuse a subcontract, and note on the firm what was looked at; the note is the reason."""

    def act(desk: FolioDesk) -> Kept:
        pen, contract = _contract(desk, slug)
        step = refuse(contract, link, looked.at, looked.note)
        _examined(desk, actor, contract, link, looked)
        return pen.write(actor, step)

    return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)


def stop_subcontract(hub: Hub, actor: Actor, slug: str, link: str, on: date) -> Kept:
    """End a subcontract: `on` is the first day without it."""

    def act(desk: FolioDesk) -> Kept:
        pen, contract = _contract(desk, slug)
        return pen.write(actor, end_subcontract(contract, link, on))

    return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerms:
    """Terms as somebody writes them down: from which day, agreed when, and what."""

    effective: date
    agreed: date
    content: Content


def agree(hub: Hub, actor: Actor, slug: str, terms: NewTerms) -> Kept:
    """Write down what was agreed for a contract from a day on; raise BadTerms or NotDefined.

    Names are checked only where the contract names a service that is known here: other
    contracts' terms are taken as they are, and nothing is counted by them. Where there are targets
    the supplier may say from now on what the measures came to.
    """
    step = agree_terms(terms.effective, terms.agreed, terms.content)

    def act(desk: FolioDesk) -> Kept:
        pen, contract = _contract(desk, slug)
        with suppress(UnknownService):
            check_names(terms.content, hub.services.current(contract.service or ""))
        if terms.content.get("targets"):
            claims = desk.folio(claims_of(slug))
            asking = ask_supplier(contract, claims.history)
            if asking:
                claims.write(actor, asking)
        return pen.write(actor, step)

    return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)


def note_owner(hub: Hub, actor: Actor, slug: str, share: Share, person: str) -> Kept:
    """Note who holds a share of an organisation; a person's name is sealed."""
    step = note_share(slug, share, {"person": person} if person else {})

    def act(desk: FolioDesk) -> Kept:
        if share.owner is not None:
            _organisation(desk, share.owner)
        return _organisation(desk, slug).write(actor, step)

    return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)


def _organisation(desk: FolioDesk, slug: str) -> FolioPen:
    pen = desk.folio(f"organisation/{check_slug(slug)}")
    if not pen.history:
        raise NotRegistered(organisation=slug)
    return pen


def _contract(desk: FolioDesk, slug: str) -> tuple[FolioPen, Contract]:
    pen = desk.folio(f"contract/{check_slug(slug)}")
    contract = fold_folio(pen.history, fold_contract)
    if contract is None:
        raise NotRegistered(contract=slug)
    return pen, contract


def _examined(desk: FolioDesk, actor: Actor, contract: Contract, link: str, looked: Looked) -> None:
    firm = link_of(contract, link).sub
    _organisation(desk, firm).write(actor, examine(contract.slug, looked.at, looked.note))
