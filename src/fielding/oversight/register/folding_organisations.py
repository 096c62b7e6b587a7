"""Fold the entries of an organisation's folio, and of a contracting process's."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from fielding.kernel.instants import read_instant
from fielding.ledger.entry import Kept
from fielding.oversight.register.facts import day, identifiers, maybe, words
from fielding.oversight.register.organisations import Diligence, Holding, Organisation
from fielding.oversight.register.processes import Process, Released


def fold_organisation(known: Organisation | None, kept: Kept) -> Organisation | None:
    """Say what is true of an organisation after one more entry of its folio."""
    if known is None:
        return _registered(kept) if kept.entry.kind == "organisation.registered" else None
    turn = _TURNS.get(kept.entry.kind)
    return turn(known, kept) if turn else known


def fold_process(known: Process | None, kept: Kept) -> Process | None:
    """Say what is true of a contracting process after one more entry of its folio."""
    facts = kept.entry.facts
    if known is None:
        if kept.entry.kind != "process.registered":
            return None
        return Process(
            slug=kept.entry.subject.partition("/")[2],
            ocid=str(facts["ocid"]),
            buyers=words(facts, "buyers"),
            begun=kept.place,
            synthetic=kept.entry.synthetic,
        )
    if kept.entry.kind != "process.published":
        return known
    released = Released(
        digest=str(facts["release"]),
        at=read_instant(str(facts["released_at"])),
        tags=words(facts, "tags"),
        entry=kept.entry.id,
        index=kept.place,
    )
    stage = maybe(facts, "stage") or known.stage
    return replace(known, stage=stage, releases=(*known.releases, released))


def _registered(kept: Kept) -> Organisation:
    facts = kept.entry.facts
    return Organisation(
        slug=kept.entry.subject.partition("/")[2],
        kind=str(facts["kind"]),
        identifiers=identifiers(facts),
        named=(kept.entry.id,) if kept.entry.sealed else (),
        begun=kept.place,
        synthetic=kept.entry.synthetic,
    )


def _renamed(known: Organisation, kept: Kept) -> Organisation:
    return replace(known, named=(*known.named, kept.entry.id))


def _identified(known: Organisation, kept: Kept) -> Organisation:
    new = [pair for pair in identifiers(kept.entry.facts) if pair not in known.identifiers]
    return replace(known, identifiers=(*known.identifiers, *new))


def _owned(known: Organisation, kept: Kept) -> Organisation:
    facts = kept.entry.facts
    holding = Holding(
        owner=maybe(facts, "owner"),
        least=Decimal(str(facts["least"])),
        most=Decimal(str(facts["most"])),
        begins=day(facts, "begins"),
        ends=day(facts, "ends"),
        index=kept.place,
        entry=kept.entry.id,
        interest=maybe(facts, "interest") or "shareholding",
        token=maybe(facts, "token"),
        unspecified=maybe(facts, "unspecified"),
    )
    others = [held for held in known.owners if _same(held) != _same(holding)]
    return replace(known, owners=(*others, holding))


def _same(holding: Holding) -> tuple[object, ...]:
    """Tell by what a later entry takes the place of an earlier one."""
    return holding.owner, holding.token, holding.unspecified, holding.interest, holding.begins


def _looked_at(known: Organisation, kept: Kept) -> Organisation:
    facts = kept.entry.facts
    looked = Diligence(
        contract=str(facts["contract"]),
        looked_at=words(facts, "looked_at"),
        by=kept.entry.actor,
        index=kept.place,
        entry=kept.entry.id,
    )
    return replace(known, diligence=(*known.diligence, looked))


_TURNS: Mapping[str, Callable[[Organisation, Kept], Organisation]] = {
    "organisation.renamed": _renamed,
    "organisation.identified": _identified,
    "organisation.owned": _owned,
    "organisation.examined": _looked_at,
}
