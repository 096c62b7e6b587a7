"""The demonstration's register: parties, a contract, its chain, its terms, and the claims."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from fielding.app.books.performance.close_period import close_period
from fielding.app.books.performance.post_claim import post_claim
from fielding.app.books.registering.keeping import (
    Looked,
    NewOrganisation,
    NewTerms,
    add_contract,
    add_organisation,
    add_subcontract,
    agree,
    approve_subcontract,
    note_owner,
)
from fielding.kernel.instants import LOCAL
from fielding.ledger.entry import Kept
from fielding.oversight.performance.errors import PeriodClosed, SameClaim
from fielding.oversight.register.chains import Place
from fielding.oversight.register.errors import AlreadyRegistered
from fielding.oversight.register.owning import Share
from fielding.oversight.register.register import fold_register
from fielding.oversight.register.registering import Deal
from fielding.oversight.scope import month_of
from fielding.simulation.books.demonstrated import (
    AUTHORITY,
    BEGAN,
    CLAIMED,
    CLAIMS,
    CONTRACT,
    LINKS,
    NEXT_CONTRACT,
    OWNED,
    OWNER,
    PARTIES,
    PRIME,
    TERMS,
    TITLE,
    VALUE,
    YEARS,
    Link,
    day_after,
)
from fielding.wiring.demonstration_desk import Desk, actor
from fielding.wiring.simulating import SERVICE


def register_parties(desk: Desk) -> Kept:
    """Register the organisations, and who owns two of them; give an entry of one."""
    hub, manager = desk.at(_moment(_began(desk)) - timedelta(days=40)), actor("demo-contracts")
    for slug, kind, name, number in PARTIES:
        identifiers = () if kind == "authority" else (("GB-COH", number),)
        new = NewOrganisation(slug=slug, kind=kind, name=name, identifiers=identifiers)
        with suppress(AlreadyRegistered):
            add_organisation(hub, manager, new)
            if slug in OWNED:
                whole = Share(owner=OWNER, least=Decimal(100), most=Decimal(100))
                note_owner(hub, manager, slug, whole, "")
    with hub.store.transaction(manager) as tx:
        return tx.folio(f"organisation/{PARTIES[0][0]}")[0]


def register_contract(desk: Desk) -> Kept | None:
    """Register the contract with its terms and its chain, and the next one; what lacks, if any."""
    manager, began, last = actor("demo-contracts"), _began(desk), None
    register = desk.bookkeeper.figures().folded(fold_register)
    known = register.contracts.get(CONTRACT)
    if known is None:
        hub = desk.at(_moment(began) - timedelta(days=35))
        last = add_contract(hub, manager, CONTRACT, _deal(began), TITLE)
    for terms in TERMS[len(known.terms) if known else 0 :]:
        new = NewTerms(
            effective=day_after(began, terms.effective),
            agreed=day_after(began, terms.agreed),
            content=terms.content,
        )
        hub = desk.at(_moment(day_after(began, terms.recorded)))
        last = agree(hub, manager, CONTRACT, new)
    linked = {link.sub for link in known.links} if known else set()
    for link in LINKS:
        if link.sub not in linked:
            last = _link(desk, began, link)
    if NEXT_CONTRACT not in register.contracts:
        ends = day_after(began, 365 * YEARS)
        deal = Deal(buyer=AUTHORITY, begins=ends, suppliers=(PRIME,), service=SERVICE, value=VALUE)
        last = add_contract(desk.at(desk.now), manager, NEXT_CONTRACT, deal, TITLE)
    return last


def claim_months(desk: Desk) -> Kept | None:
    """Post what the supplier says of the last months; close the one before them."""
    manager, first, last = actor("demo-contracts"), desk.now.replace(day=1), None
    for claim in CLAIMS:
        first = (first - timedelta(days=1)).replace(day=1)
        told = (month_of(first), CLAIMED, claim)
        with suppress(SameClaim):
            desk.at(first + timedelta(days=38))
            last = post_claim(desk.bookkeeper, manager, CONTRACT, told)
    with suppress(PeriodClosed):
        last = close_period(desk.bookkeeper, manager, CONTRACT, month_of(first))
    return last


def _link(desk: Desk, began: date, link: Link) -> Kept:
    manager, begins = actor("demo-contracts"), day_after(began, link.begins)
    place = Place(link="", sub=link.sub, under=PRIME, begins=begins, share_cap=link.share_cap)
    added = add_subcontract(desk.at(_moment(begins)), manager, CONTRACT, place)
    if link.approved is None:
        return added
    hub = desk.at(_moment(day_after(began, link.approved)))
    looked = Looked(at=link.looked_at, note=link.note)
    return approve_subcontract(hub, manager, CONTRACT, str(added.entry.facts["link"]), looked)


def _deal(began: date) -> Deal:
    return Deal(
        buyer=AUTHORITY,
        begins=began,
        ends=day_after(began, 365 * YEARS),
        suppliers=(PRIME,),
        value=VALUE,
        service=SERVICE,
    )


def _began(desk: Desk) -> date:
    return (desk.now - BEGAN).date().replace(day=1)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(8), LOCAL)
