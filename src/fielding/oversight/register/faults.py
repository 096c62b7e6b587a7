"""What is odd in the register: circles, overlaps, terms that come late or do not fit their hash."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fielding.ledger.entry import Kept
from fielding.oversight.register.agreeing import fits
from fielding.oversight.register.chains import chain_circles
from fielding.oversight.register.contracts import Contract, Subcontract
from fielding.oversight.register.owning import ownership_circles
from fielding.oversight.register.register import Register

#: What each code says, for people.
ODD = {
    "ownership-circle": "These organisations own one another in a circle",
    "chain-circle": "These firms work under one another in a circle",
    "overlapping-subcontracts": "This firm has two places in the chain at one time",
    "terms-recorded-late": "Terms were recorded after the day from which they hold",
    "terms-do-not-fit": "Terms do not hash to the digest that stands with them",
    "ends-before-it-begins": "It ends before it begins",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """Something that somebody should look at; `entries` are the indexes it rests on."""

    code: str
    subject: str  # folio
    others: tuple[str, ...] = ()  # slugs, in the order of the circle where there is one
    entries: tuple[int, ...] = ()


def oddities(register: Register, folios: Sequence[Kept], day: date) -> tuple[Oddity, ...]:
    """List all of them, each with its entries; an empty list says that these were looked for."""
    found = [
        *_circles(register, day),
        *(odd for contract in register.contracts.values() for odd in _of_contract(contract)),
        *_misfits(folios),
    ]
    return tuple(sorted(found, key=lambda odd: (odd.subject, odd.code, odd.others)))


def _circles(register: Register, day: date) -> Iterator[Oddity]:
    for circle in ownership_circles(register.organisations, day):
        held = [register.organisations[slug].owners_on(day).values() for slug in circle]
        entries = tuple(h.index for shares in held for h in shares if h.owner in circle)
        yield Oddity(
            code="ownership-circle",
            subject=f"organisation/{circle[0]}",
            others=circle,
            entries=entries,
        )


def _of_contract(contract: Contract) -> Iterator[Oddity]:
    subject = f"contract/{contract.slug}"
    for circle in chain_circles(contract):
        entries = tuple(link.index for link in contract.links if link.sub in circle)
        yield Oddity(code="chain-circle", subject=subject, others=circle, entries=entries)
    for first, second in _overlapping(contract.links):
        yield Oddity(
            code="overlapping-subcontracts",
            subject=subject,
            others=(first.sub,),
            entries=(first.index, second.index),
        )
    for terms in contract.terms:
        if terms.is_late:
            yield Oddity(code="terms-recorded-late", subject=subject, entries=(terms.index,))
    if contract.ends is not None and not contract.undated and contract.ends < contract.begins:
        yield Oddity(code="ends-before-it-begins", subject=subject, entries=(contract.begun,))


def _overlapping(links: Sequence[Subcontract]) -> Iterator[tuple[Subcontract, Subcontract]]:
    for number, first in enumerate(links):
        for second in links[number + 1 :]:
            if first.sub != second.sub or first.refused_at or second.refused_at:
                continue
            if first.holds_on(second.begins) or second.holds_on(first.begins):
                yield first, second


def _misfits(folios: Sequence[Kept]) -> Iterator[Oddity]:
    for kept in folios:
        if kept.entry.kind == "terms.agreed" and not fits(kept.entry.facts):
            yield Oddity(code="terms-do-not-fit", subject=kept.entry.subject, entries=(kept.place,))
