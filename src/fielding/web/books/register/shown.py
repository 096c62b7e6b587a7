"""Contracts and organisations of the register in words, with the entries they rest on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fielding.app.books.registering.opening import Opened
from fielding.oversight.register.agreeing import moves
from fielding.oversight.register.contracts import Contract, Subcontract
from fielding.oversight.register.organisations import Holding, Organisation
from fielding.oversight.register.processes import Process
from fielding.oversight.register.register import Register
from fielding.oversight.register.terms import Terms
from fielding.web.bodies import body_name
from fielding.web.books.register.words import (
    FORMS,
    KINDS,
    LOOKED,
    MOVED,
    REASONS,
    STAGES,
    UNSPECIFIED,
)
from fielding.web.speaker import Speaker

Named = tuple[str, str]  # slug, name


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Puts names, days and money into words for one reader."""

    opened: Opened
    speaker: Speaker

    def name(self, slug: str) -> str:
        """Give an organisation's name as the register has it, else as the hub's accounts do."""
        return self.opened.names.get(slug) or (body_name(slug, self.speaker) if slug else "")

    def day(self, day: date | None) -> str:
        """Write a day; nothing where there is none."""
        return self.speaker.day(day) if day else ""

    def money(self, contract: Contract) -> str:
        """Write a contract's value, in the currency it was told in."""
        if contract.value is not None:
            return pounds(contract.value)
        foreign = contract.published.foreign if contract.published else None
        return f"{foreign[1]} {foreign[0]:,}" if foreign else ""


def pounds(amount: Decimal) -> str:
    """Write an amount to the penny, or whole where it is."""
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownContract:
    """A contract in a list."""

    slug: str
    title: str
    buyer: Named
    suppliers: tuple[Named, ...]
    begins: str
    ends: str
    value: str
    stage: str
    form: str
    #: What the firms named are to the contract.
    named: str
    ended: str
    entry: int
    synthetic: bool


def show_contract(contract: Contract, teller: Teller) -> ShownContract:
    """Put a contract into words; what nobody told is empty."""
    published = contract.published
    reason = REASONS.get(contract.reason or "", contract.reason or "")
    return ShownContract(
        slug=contract.slug,
        title=teller.opened.titles.get(contract.slug) or contract.slug,
        buyer=(contract.buyer, teller.name(contract.buyer)),
        suppliers=tuple((slug, teller.name(slug)) for slug in contract.suppliers),
        begins="" if contract.undated else teller.day(contract.begins),
        ends=teller.day(contract.ends),
        value=teller.money(contract),
        stage=STAGES[published.stage] if published else "Registered here",
        form=FORMS.get(published.form, published.form) if published else FORMS["contract"],
        named=_named(contract),
        ended=f"{teller.day(contract.terminated)}: {reason}" if contract.terminated else "",
        entry=contract.begun,
        synthetic=contract.synthetic,
    )


def _named(contract: Contract) -> str:
    if contract.published and contract.published.form == "framework":
        return "Members of the framework"
    return "Firms named" if len(contract.suppliers) > 1 else "Supplier"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRelease:
    """A release of a contract's process."""

    entry: str
    index: int
    at: str
    tags: str


def show_releases(process: Process | None, teller: Teller) -> list[ShownRelease]:
    """List what was published, the newest first."""
    released = sorted(process.releases, key=lambda one: one.at, reverse=True) if process else []
    return [
        ShownRelease(
            entry=one.entry,
            index=one.index,
            at=teller.speaker.moment(one.at),
            tags=", ".join(one.tags) or "no tag",
        )
        for one in released
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLink:
    """A place in the chain."""

    id: str
    sub: Named
    under: Named
    begins: str
    ends: str
    cap: str
    state: str
    tag: str
    looked_at: tuple[str, ...]
    entry: int
    decided: bool
    decided_on: str
    decided_by: str
    open: bool


def show_links(contract: Contract, register: Register, teller: Teller) -> list[ShownLink]:
    """List the chain in the order in which it was registered."""
    return [_link(contract, link, register, teller) for link in contract.links]


def _link(contract: Contract, link: Subcontract, register: Register, teller: Teller) -> ShownLink:
    firm = register.organisations.get(link.sub)
    looked = [d.looked_at for d in firm.diligence if d.contract == contract.slug] if firm else []
    state, tag = "Not approved", "govuk-tag--yellow"
    if link.approved_at:
        state, tag = "Approved", "govuk-tag--green"
    elif link.refused_at:
        state, tag = "Refused", "govuk-tag--red"
    decided = link.approved_at or link.refused_at
    return ShownLink(
        id=link.id,
        sub=(link.sub, teller.name(link.sub)),
        under=(link.under, teller.name(link.under)),
        begins=teller.day(link.begins),
        ends=teller.day(link.ends),
        cap=f"{link.share_cap} %" if link.share_cap is not None else "",
        state=state,
        tag=tag,
        looked_at=tuple(LOOKED.get(word, word) for word in (looked[-1] if looked else ())),
        entry=link.index,
        decided=decided is not None,
        decided_on=teller.day(decided.date()) if decided else "",
        decided_by=link.approved_by or link.refused_by or "",
        open=link.ends is None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTerms:
    """What was agreed at one time, and what it changed of what was agreed before."""

    effective: str
    agreed: str
    recorded: str
    late: bool
    digest: str
    entry: int
    rows: tuple[tuple[str, str], ...]
    moved: tuple[str, ...]


def show_terms(contract: Contract, teller: Teller) -> list[ShownTerms]:
    """List terms over time, the newest first."""
    return [_terms(contract, terms, teller) for terms in reversed(contract.terms)]


def _terms(contract: Contract, terms: Terms, teller: Teller) -> ShownTerms:
    moved = [
        f"{MOVED[one.what]} {one.name}: {_moved(one.before)} before, {_moved(one.after)} now"
        for one in moves(contract, terms)
    ]
    return ShownTerms(
        effective=teller.day(terms.effective),
        agreed=teller.day(terms.agreed),
        recorded=teller.speaker.moment(terms.recorded_at),
        late=terms.is_late,
        digest=terms.digest,
        entry=terms.index,
        rows=tuple(_rows(terms, teller)),
        moved=tuple(moved),
    )


def _moved(amount: Decimal | None) -> str:
    return "nothing" if amount is None else str(amount)


def _rows(terms: Terms, teller: Teller) -> Iterable[tuple[str, str]]:
    for price in terms.prices.values():
        bands = "".join(f"; from {b.units_from:,} on {pounds(b.price)}" for b in price.bands)
        yield f"Price of {price.unit}", f"{pounds(price.amount)}{bands}"
    for commission in terms.commissions.values():
        yield f"Commission {commission.name}", f"{commission.percent} % of {commission.of}"
    for rise in terms.indexations:
        yield f"Indexation on {teller.day(rise.on)}", f"{rise.percent} % ({rise.index})"
    for target in terms.targets.values():
        word = "at most" if target.at_most else "at least"
        yield f"Target for {target.measure}", f"{word} {target.target} %, floor {target.floor} %"
    for credit in terms.credits.values():
        yield f"Service credit for {credit.measure}", f"{credit.percent} % of the month’s bill"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOwner:
    """Who holds a share, or why nobody is named."""

    owner: Named | None
    words: str
    share: str
    interest: str
    begins: str
    ends: str
    entry: int


def show_owners(
    organisation: Organisation, persons: Mapping[str, str], teller: Teller
) -> list[ShownOwner]:
    """List owners; `persons` are the names of natural persons by the entry that seals them."""
    return [_owner(holding, persons, teller) for holding in organisation.owners]


def _owner(holding: Holding, persons: Mapping[str, str], teller: Teller) -> ShownOwner:
    words = persons.get(holding.entry) or "A person, whose name is sealed"
    if holding.unspecified:
        words = UNSPECIFIED.get(holding.unspecified, holding.unspecified)
    exact = holding.least == holding.most
    return ShownOwner(
        owner=(holding.owner, teller.name(holding.owner)) if holding.owner else None,
        words=words,
        share=f"{holding.least} %" if exact else f"{holding.least} to {holding.most} %",
        interest=holding.interest,
        begins=teller.day(holding.begins),
        ends=teller.day(holding.ends),
        entry=holding.index,
    )


def kind_name(organisation: Organisation) -> str:
    """Say what an organisation is."""
    return KINDS.get(organisation.kind, organisation.kind)
