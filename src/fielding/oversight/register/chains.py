"""The chain below a contract: who may work under whom from when to when, looked at before."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fielding.cases.step import Step
from fielding.oversight.register.contracts import Contract, Subcontract
from fielding.oversight.register.errors import (
    AlreadyDecided,
    AlreadyEnded,
    BadAmount,
    BadPeriod,
    CircularChain,
    NoSuchLink,
    NothingLookedAt,
    OutsideChain,
    OverlappingSubcontracts,
)
from fielding.oversight.register.registering import check_slug

#: What can be looked at before a firm is let do work.
LOOKED_AT = (
    "accounts",
    "ownership",
    "debarment-list",
    "track-record",
    "references",
    "insurance",
    "data-protection",
    "security-clearance",
    "workforce-terms",
    "site-visit",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the chain that is asked for: `ends` is the first day without it."""

    link: str
    sub: str
    under: str
    begins: date
    ends: date | None = None
    share_cap: Decimal | None = None  # percent of the contract's work


def register_subcontract(contract: Contract, place: Place) -> Step:
    """Put a firm into the chain.

    Raises CircularChain (A > B > A), OverlappingSubcontracts when the firm has a place in the
    chain at that time, OutsideChain when the firm above has none, BadPeriod and BadAmount.
    """
    _possible(place)
    above = list(firms_above(contract, place.under, place.begins))
    if place.sub in above:
        raise CircularChain(firm=place.sub, under=place.under)
    if above[-1] not in contract.suppliers:
        raise OutsideChain(firm=place.sub, under=place.under, on=place.begins)
    for link in contract.links:
        if link.sub == place.sub and link.refused_at is None and _overlap(link, place):
            raise OverlappingSubcontracts(
                firm=link.sub, under=link.under, begins=link.begins, ends=link.ends
            )
    facts: dict[str, object] = {
        "link": place.link,
        "sub": place.sub,
        "under": place.under,
        "begins": place.begins.isoformat(),
    }
    if place.ends is not None:
        facts["ends"] = place.ends.isoformat()
    if place.share_cap is not None:
        facts["share_cap"] = str(place.share_cap)
    return Step(kind="subcontract.registered", facts=facts)


def _possible(place: Place) -> None:
    check_slug(place.sub)
    check_slug(place.under)
    if place.ends is not None and place.ends <= place.begins:
        raise BadPeriod(begins=place.begins, ends=place.ends)
    if place.share_cap is not None and not 0 < place.share_cap <= 100:
        raise BadAmount(share=place.share_cap)


def firms_above(contract: Contract, firm: str, day: date) -> Iterator[str]:
    """Give a firm and those above it on a day, up to where the chain ends; no circle is endless."""
    seen: set[str] = set()
    held = {link.sub: link.under for link in contract.links_on(day) if link.refused_at is None}
    while firm not in seen:
        yield firm
        seen.add(firm)
        if firm in contract.suppliers or firm not in held:
            return
        firm = held[firm]


def chain_circles(contract: Contract) -> Iterator[tuple[str, ...]]:
    """List the circles in a contract's links, for what came in without our rules.

    A firm may stand under several at once; links that were refused make no circle.
    """
    told: set[frozenset[str]] = set()
    for day in sorted({link.begins for link in contract.links}):
        above: dict[str, list[str]] = defaultdict(list)
        for link in contract.links_on(day):
            if link.refused_at is None:
                above[link.sub].append(link.under)
        for firm in list(above):
            circle = _circle(above, firm)
            if circle and frozenset(circle) not in told:
                told.add(frozenset(circle))
                yield circle


def approve(contract: Contract, link: str, looked_at: tuple[str, ...]) -> Step:
    """Approve a subcontract; raise NoSuchLink, AlreadyDecided or NothingLookedAt."""
    _undecided(contract, link)
    _checked(looked_at)
    return Step(kind="subcontract.approved", facts={"link": link})


def refuse(contract: Contract, link: str, looked_at: tuple[str, ...], reasons: str) -> Step:
    """Refuse a subcontract, with reasons; raise as `approve` does."""
    _undecided(contract, link)
    _checked(looked_at)
    return Step(kind="subcontract.refused", facts={"link": link}, sealed={"reasons": reasons})


def examine(contract: str, looked_at: tuple[str, ...], note: str) -> Step:
    """Note on a firm's own folio what was looked at before it was let do work."""
    facts = {"contract": contract, "looked_at": list(_checked(looked_at))}
    return Step(kind="organisation.examined", facts=facts, sealed={"note": note} if note else {})


def end_subcontract(contract: Contract, link: str, on: date) -> Step:
    """End a subcontract: `on` is the first day without it. Raise NoSuchLink, AlreadyEnded."""
    found = link_of(contract, link)
    if found.ends is not None and found.ends <= on:
        raise AlreadyEnded(link=link, ended=found.ends)
    if on < found.begins:
        raise BadPeriod(begins=found.begins, ends=on)
    return Step(kind="subcontract.ended", facts={"link": link, "on": on.isoformat()})


def link_of(contract: Contract, link: str) -> Subcontract:
    """Give a subcontract by its id; raise NoSuchLink."""
    for one in contract.links:
        if one.id == link:
            return one
    raise NoSuchLink(contract=contract.slug, link=link)


def _undecided(contract: Contract, link: str) -> None:
    found = link_of(contract, link)
    if found.approved_at is not None or found.refused_at is not None:
        raise AlreadyDecided(contract=contract.slug, link=link)


def _checked(looked_at: tuple[str, ...]) -> tuple[str, ...]:
    if not looked_at or not set(looked_at) <= set(LOOKED_AT):
        raise NothingLookedAt(known=", ".join(LOOKED_AT))
    return tuple(dict.fromkeys(looked_at))


def _overlap(link: Subcontract, place: Place) -> bool:
    return (link.ends is None or place.begins < link.ends) and (
        place.ends is None or link.begins < place.ends
    )


def _circle(above: Mapping[str, Sequence[str]], firm: str) -> tuple[str, ...]:
    """Give the shortest way from a firm up to itself; empty when there is none."""
    waiting: deque[tuple[str, ...]] = deque([(firm,)])
    seen = set[str]()
    while waiting:
        path = waiting.popleft()
        for under in above.get(path[-1], ()):
            if under == firm:
                return path
            if under not in seen:
                seen.add(under)
                waiting.append((*path, under))
    return ()

