"""Fold the entries of a contract's folio into the contract."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from fielding.access.roles import Role
from fielding.kernel.instants import read_instant
from fielding.ledger.entry import Kept
from fielding.oversight.register.contracts import (
    Amendment,
    Claim,
    ClosedPeriod,
    Contract,
    Publication,
    Subcontract,
)
from fielding.oversight.register.facts import Facts, amount, day, maybe, words
from fielding.oversight.register.terms import read_terms


def fold_contract(known: Contract | None, kept: Kept) -> Contract | None:
    """Say what is true of a contract after one more entry of its folio."""
    if known is None:
        return _begun(kept) if kept.entry.kind == "contract.registered" else None
    turn = _TURNS.get(kept.entry.kind)
    return turn(known, kept) if turn else known


def _begun(kept: Kept) -> Contract:
    facts = kept.entry.facts
    begins, supplier = day(facts, "begins"), maybe(facts, "supplier") or ""
    return Contract(
        slug=kept.entry.subject.partition("/")[2],
        service=maybe(facts, "service"),
        buyer=maybe(facts, "buyer") or "",
        supplier=supplier,
        suppliers=words(facts, "suppliers") or ((supplier,) if supplier else ()),
        begins=begins or kept.entry.at.date(),
        undated=begins is None,
        ends=day(facts, "ends"),
        value=amount(facts, "value"),
        ocid=maybe(facts, "ocid"),
        titled=kept.entry.id if kept.entry.sealed else None,
        begun=kept.place,
        synthetic=kept.entry.synthetic,
        published=_published(None, facts),
    )


def _changed(known: Contract, kept: Kept) -> Contract:
    facts = kept.entry.facts
    supplier = maybe(facts, "supplier")
    named = words(facts, "suppliers")
    return replace(
        known,
        begins=day(facts, "begins") or known.begins,
        undated=known.undated and "begins" not in facts,
        ends=day(facts, "ends") or known.ends,
        value=amount(facts, "value") if "value" in facts else known.value,
        supplier=supplier if supplier is not None else known.supplier,
        suppliers=named or ((supplier,) if supplier else known.suppliers),
        titled=kept.entry.id if kept.entry.sealed else known.titled,
        published=_published(known.published, facts),
    )


def _published(known: Publication | None, facts: Facts) -> Publication | None:
    """Give what a publisher tells; what a release leaves out stays as it was."""
    if "released_at" not in facts:
        return known
    before = known or Publication(
        process=str(facts["process"]),
        ocid=str(facts["ocid"]),
        stage="planned",
        form="contract",
        status=None,
        released_at=read_instant(str(facts["released_at"])),
    )
    other = amount(facts, "amount")
    return replace(
        before,
        stage=maybe(facts, "stage") or before.stage,
        form=maybe(facts, "form") or before.form,
        status=maybe(facts, "status") or before.status,
        released_at=read_instant(str(facts["released_at"])),
        signed=day(facts, "signed") or before.signed,
        may_end=day(facts, "may_end") or before.may_end,
        foreign=before.foreign if other is None else (other, str(facts["currency"])),
    )


def _replaced(known: Contract, kept: Kept) -> Contract:
    if known.published is None:
        return known
    by = str(kept.entry.facts["by"])
    return replace(known, published=replace(known.published, replaced_by=by))


def _amended(known: Contract, kept: Kept) -> Contract:
    made = Amendment(on=day(kept.entry.facts, "on"), entry=kept.entry.id, index=kept.place)
    return replace(known, amendments=(*known.amendments, made))


def _terminated(known: Contract, kept: Kept) -> Contract:
    facts = kept.entry.facts
    return replace(known, terminated=day(facts, "on"), reason=maybe(facts, "reason"))


def _linked(known: Contract, kept: Kept) -> Contract:
    facts = kept.entry.facts
    link = Subcontract(
        id=str(facts["link"]),
        sub=str(facts["sub"]),
        under=str(facts["under"]),
        begins=day(facts, "begins") or known.begins,
        ends=day(facts, "ends"),
        share_cap=amount(facts, "share_cap"),
        approved_at=None,
        approved_by=None,
        index=kept.place,
    )
    return replace(known, links=(*known.links, link))


def _approved(known: Contract, kept: Kept) -> Contract:
    entry = kept.entry
    return _with_link(
        known, kept, lambda link: replace(link, approved_at=entry.at, approved_by=entry.actor)
    )


def _refused(known: Contract, kept: Kept) -> Contract:
    entry = kept.entry
    return _with_link(
        known, kept, lambda link: replace(link, refused_at=entry.at, refused_by=entry.actor)
    )


def _ended(known: Contract, kept: Kept) -> Contract:
    return _with_link(known, kept, lambda link: replace(link, ends=day(kept.entry.facts, "on")))


def _with_link(
    known: Contract, kept: Kept, change: Callable[[Subcontract], Subcontract]
) -> Contract:
    wanted = kept.entry.facts["link"]
    return replace(
        known, links=tuple(change(one) if one.id == wanted else one for one in known.links)
    )


def _agreed(known: Contract, kept: Kept) -> Contract:
    terms = read_terms(kept.entry.facts, recorded_at=kept.entry.at, index=kept.place)
    return replace(known, terms=(*known.terms, terms))


def _claimed(known: Contract, kept: Kept) -> Contract:
    facts = kept.entry.facts
    claim = Claim(
        measure=str(facts["measure"]),
        month=str(facts["month"]),
        value=Decimal(str(facts["value"])),
        index=kept.place,
        by_supplier=kept.entry.role == Role.SUPPLIER,
    )
    return replace(known, claims=(*known.claims, claim))


def _closed(known: Contract, kept: Kept) -> Contract:
    facts = kept.entry.facts
    period = ClosedPeriod(
        month=str(facts["month"]), size=int(str(facts["size"])), index=kept.place
    )
    return replace(known, closed=(*known.closed, period))


_TURNS: Mapping[str, Callable[[Contract, Kept], Contract]] = {
    "contract.changed": _changed,
    "contract.replaced": _replaced,
    "contract.amended": _amended,
    "contract.terminated": _terminated,
    "subcontract.registered": _linked,
    "subcontract.approved": _approved,
    "subcontract.refused": _refused,
    "subcontract.ended": _ended,
    "terms.agreed": _agreed,
    "claim.posted": _claimed,
    "period.closed": _closed,
}
