"""The register: folds the entries of organisations and contracts into what is true after them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import cast

from fielding.ledger.entry import Kept
from fielding.oversight.register.contracts import Claim, ClosedPeriod, Contract, Subcontract
from fielding.oversight.register.organisations import Diligence, Holding, Organisation
from fielding.oversight.register.terms import read_terms

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Everything registered, by slug."""

    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    contracts: Mapping[str, Contract] = field(default_factory=dict)


def fold_register(folios: Sequence[Kept]) -> Register:
    """Fold the entries of all folios; those of other instruments change nothing."""
    organisations: dict[str, Organisation] = {}
    contracts: dict[str, Contract] = {}
    for kept in folios:
        noun, _, slug = kept.entry.subject.partition("/")
        if noun == "organisation":
            changed = fold_organisation(organisations.get(slug), kept)
            if changed:
                organisations[slug] = changed
        elif noun == "contract":
            moved = fold_contract(contracts.get(slug), kept)
            if moved:
                contracts[slug] = moved
    return Register(organisations=organisations, contracts=contracts)


def fold_organisation(known: Organisation | None, kept: Kept) -> Organisation | None:
    """Say what is true of an organisation after one more entry of its folio."""
    if known is None:
        return _registered(kept) if kept.entry.kind == "organisation.registered" else None
    turn = _OF_ORGANISATIONS.get(kept.entry.kind)
    return turn(known, kept) if turn else known


def fold_contract(known: Contract | None, kept: Kept) -> Contract | None:
    """Say what is true of a contract after one more entry of its folio."""
    if known is None:
        return _begun(kept) if kept.entry.kind == "contract.registered" else None
    turn = _OF_CONTRACTS.get(kept.entry.kind)
    return turn(known, kept) if turn else known


def _registered(kept: Kept) -> Organisation:
    facts = kept.entry.facts
    return Organisation(
        slug=kept.entry.subject.partition("/")[2],
        kind=str(facts["kind"]),
        identifiers=_identifiers(facts),
        named=(kept.entry.id,) if kept.entry.sealed else (),
        begun=_index(kept),
        synthetic=kept.entry.synthetic,
    )


def _renamed(known: Organisation, kept: Kept) -> Organisation:
    return replace(known, named=(*known.named, kept.entry.id))


def _identified(known: Organisation, kept: Kept) -> Organisation:
    new = [pair for pair in _identifiers(kept.entry.facts) if pair not in known.identifiers]
    return replace(known, identifiers=(*known.identifiers, *new))


def _owned(known: Organisation, kept: Kept) -> Organisation:
    facts = kept.entry.facts
    holding = Holding(
        owner=_maybe(facts, "owner"),
        least=int(str(facts["least"])),
        most=int(str(facts["most"])),
        begins=_day(facts, "begins"),
        ends=_day(facts, "ends"),
        index=_index(kept),
    )
    others = [h for h in known.owners if (h.owner, h.begins) != (holding.owner, holding.begins)]
    return replace(known, owners=(*others, holding))


def _looked_at(known: Organisation, kept: Kept) -> Organisation:
    facts = kept.entry.facts
    looked = Diligence(
        contract=str(facts["contract"]),
        looked_at=tuple(str(word) for word in cast("Sequence[object]", facts["looked_at"])),
        by=kept.entry.actor,
        index=_index(kept),
        entry=kept.entry.id,
    )
    return replace(known, diligence=(*known.diligence, looked))


def _begun(kept: Kept) -> Contract:
    facts = kept.entry.facts
    begins = _day(facts, "begins")
    return Contract(
        slug=kept.entry.subject.partition("/")[2],
        service=_maybe(facts, "service"),
        buyer=str(facts["buyer"]),
        supplier=str(facts["supplier"]),
        begins=begins or kept.entry.at.date(),
        ends=_day(facts, "ends"),
        value=_amount(facts, "value"),
        ocid=_maybe(facts, "ocid"),
        titled=kept.entry.id if kept.entry.sealed else None,
        begun=_index(kept),
        synthetic=kept.entry.synthetic,
    )


def _changed(known: Contract, kept: Kept) -> Contract:
    facts = kept.entry.facts
    return replace(
        known,
        ends=_day(facts, "ends") or known.ends,
        value=_amount(facts, "value") or known.value,
        supplier=_maybe(facts, "supplier") or known.supplier,
    )


def _terminated(known: Contract, kept: Kept) -> Contract:
    facts = kept.entry.facts
    return replace(known, terminated=_day(facts, "on"), reason=_maybe(facts, "reason"))


def _linked(known: Contract, kept: Kept) -> Contract:
    facts = kept.entry.facts
    link = Subcontract(
        id=str(facts["link"]),
        sub=str(facts["sub"]),
        under=str(facts["under"]),
        begins=_day(facts, "begins") or known.begins,
        ends=_day(facts, "ends"),
        share_cap=_amount(facts, "share_cap"),
        approved_at=None,
        approved_by=None,
        index=_index(kept),
    )
    return replace(known, links=(*known.links, link))


def _approved(known: Contract, kept: Kept) -> Contract:
    return _with_link(
        known,
        kept,
        lambda link: replace(link, approved_at=kept.entry.at, approved_by=kept.entry.actor),
    )


def _ended(known: Contract, kept: Kept) -> Contract:
    return _with_link(known, kept, lambda link: replace(link, ends=_day(kept.entry.facts, "on")))


def _with_link(
    known: Contract, kept: Kept, change: Callable[[Subcontract], Subcontract]
) -> Contract:
    wanted = kept.entry.facts["link"]
    return replace(
        known, links=tuple(change(one) if one.id == wanted else one for one in known.links)
    )


def _agreed(known: Contract, kept: Kept) -> Contract:
    terms = read_terms(kept.entry.facts, recorded_at=kept.entry.at, index=_index(kept))
    return replace(known, terms=(*known.terms, terms))


def _claimed(known: Contract, kept: Kept) -> Contract:
    facts = kept.entry.facts
    claim = Claim(
        measure=str(facts["measure"]),
        month=str(facts["month"]),
        value=Decimal(str(facts["value"])),
        index=_index(kept),
    )
    return replace(known, claims=(*known.claims, claim))


def _closed(known: Contract, kept: Kept) -> Contract:
    facts = kept.entry.facts
    period = ClosedPeriod(
        month=str(facts["month"]), size=int(str(facts["size"])), index=_index(kept)
    )
    return replace(known, closed=(*known.closed, period))


_OF_ORGANISATIONS: Mapping[str, Callable[[Organisation, Kept], Organisation]] = {
    "organisation.renamed": _renamed,
    "organisation.identified": _identified,
    "organisation.owned": _owned,
    "organisation.examined": _looked_at,
}
_OF_CONTRACTS: Mapping[str, Callable[[Contract, Kept], Contract]] = {
    "contract.changed": _changed,
    "contract.terminated": _terminated,
    "subcontract.registered": _linked,
    "subcontract.approved": _approved,
    "subcontract.ended": _ended,
    "terms.agreed": _agreed,
    "claim.posted": _claimed,
    "period.closed": _closed,
}


def _identifiers(facts: Facts) -> tuple[tuple[str, str], ...]:
    told = cast("Sequence[Sequence[object]]", facts.get("identifiers", ()))
    return tuple((str(scheme), str(number)) for scheme, number in told)


def _index(kept: Kept) -> int:
    return -1 if kept.index is None else kept.index


def _maybe(facts: Facts, name: str) -> str | None:
    told = facts.get(name)
    return str(told) if told is not None else None


def _day(facts: Facts, name: str) -> date | None:
    told = facts.get(name)
    return date.fromisoformat(str(told)) if told is not None else None


def _amount(facts: Facts, name: str) -> Decimal | None:
    told = facts.get(name)
    return Decimal(str(told)) if told is not None else None
