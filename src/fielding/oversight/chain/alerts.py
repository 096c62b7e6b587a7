"""What the chain's rule asks somebody to look at: one row for each firm, link or account."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from fielding.oversight.chain.placing import Standing
from fielding.oversight.chain.work import Piece
from fielding.oversight.register.contracts import Contract, Subcontract

#: Codes of findings; their sentences stand in `oversight/findings/wording.py`.
UNDISCLOSED, NOT_APPROVED, OVER_CAP = "undisclosed-firm", "not-approved", "share-over-cap"
CIRCLE, OVERLAP, SHARED = "circular-chain", "overlapping-links", "shared-account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One row: what, about whom, in which month, on which entries, of how many."""

    code: str
    contract: str
    about: str  # slug of a firm, or pseudonym of an account
    month: str  # YYYY-MM
    entries: tuple[int, ...]
    of: int
    #: The share agreed, in percent, where one was.
    cap: Decimal | None = None


def alerts_of(contract: Contract, work: Sequence[Piece], this_month: str) -> tuple[Alert, ...]:
    """List the alerts of one contract over its work, by month and name: nothing is ranked.

    `this_month` has not ended: no share is measured in it.
    """
    mine = [piece for piece in work if piece.place.contract == contract.slug]
    found = [
        *_outside(contract, mine, Standing.UNDISCLOSED, UNDISCLOSED),
        *_outside(contract, mine, Standing.NOT_APPROVED, NOT_APPROVED),
        *_over_cap(contract, mine, this_month),
        *_shared(contract, mine),
        *_circles(contract),
        *_overlaps(contract),
    ]
    return tuple(sorted(found, key=lambda alert: (alert.month, alert.code, alert.about)))


def _outside(
    contract: Contract, work: Iterable[Piece], standing: Standing, code: str
) -> Iterator[Alert]:
    months = _by_month(work)
    for month, pieces in months.items():
        firms: dict[str, list[int]] = defaultdict(list)
        for piece in pieces:
            if piece.place.standing is standing:
                firms[piece.place.firm].append(piece.index)
        for firm, entries in firms.items():
            yield Alert(
                code=code,
                contract=contract.slug,
                about=firm,
                month=month,
                entries=tuple(sorted(entries)),
                of=len(pieces),
            )


def _over_cap(contract: Contract, work: Iterable[Piece], this_month: str) -> Iterator[Alert]:
    for month, pieces in _by_month(work).items():
        if month >= this_month:
            continue
        firms: dict[str, list[Piece]] = defaultdict(list)
        for piece in pieces:
            firms[piece.place.firm].append(piece)
        for firm, theirs in firms.items():
            caps = {p.place.link.share_cap for p in theirs if p.place.link is not None}
            known = [cap for cap in caps if cap is not None]
            if known and len(theirs) * 100 > max(known) * len(pieces):
                yield Alert(
                    code=OVER_CAP,
                    contract=contract.slug,
                    about=firm,
                    month=month,
                    entries=tuple(sorted(piece.index for piece in theirs)),
                    of=len(pieces),
                    cap=max(known),
                )


def _shared(contract: Contract, work: Iterable[Piece]) -> Iterator[Alert]:
    accounts: dict[str, list[Piece]] = defaultdict(list)
    for piece in work:
        accounts[piece.actor].append(piece)
    for account, pieces in accounts.items():
        if len({piece.place.firm for piece in pieces}) > 1:
            crossing = _crossings(sorted(pieces, key=lambda piece: (piece.at, piece.index)))
            for month, theirs in _by_month(crossing).items():
                yield Alert(
                    code=SHARED,
                    contract=contract.slug,
                    about=account,
                    month=month,
                    entries=tuple(sorted({piece.index for piece in theirs})),
                    of=len(pieces),
                )


def _crossings(pieces: Sequence[Piece]) -> list[Piece]:
    """Give the entries at which an account returns to a firm, or changes firms within a day.

    Somebody who leaves one firm for another, once, shares nothing.
    """
    found: list[Piece] = []
    left: set[str] = set()
    for before, piece in pairwise(pieces):
        if piece.place.firm != before.place.firm:
            left.add(before.place.firm)
            if piece.place.firm in left or piece.day == before.day:
                found += (before, piece)
    return found


def _circles(contract: Contract) -> Iterator[Alert]:
    """Find links that lead from a firm back to itself on some day on which all are in force."""
    standing = _standing(contract)
    told: set[frozenset[str]] = set()
    for day in sorted({link.begins for link in standing}):
        for circle in circles_in([link for link in standing if link.holds_on(day)]):
            firms = frozenset(link.sub for link in circle)
            if firms not in told:
                told.add(firms)
                yield _of_links(contract, CIRCLE, circle, about=min(firms))


def circles_in(links: Sequence[Subcontract]) -> list[tuple[Subcontract, ...]]:
    """List the circles among links, each once; a firm under itself is one."""
    by_under: dict[str, list[Subcontract]] = defaultdict(list)
    for link in links:
        by_under[link.under].append(link)
    found: dict[frozenset[str], tuple[Subcontract, ...]] = {}
    for start in by_under:
        reached: dict[str, tuple[Subcontract, ...]] = {start: ()}
        waiting = [start]
        while waiting:
            under = waiting.pop(0)
            for link in by_under.get(under, ()):
                if link.sub == start:
                    circle = (*reached[under], link)
                    found.setdefault(frozenset(one.id for one in circle), circle)
                elif link.sub not in reached:
                    reached[link.sub] = (*reached[under], link)
                    waiting.append(link.sub)
    return list(found.values())


def _overlaps(contract: Contract) -> Iterator[Alert]:
    by_sub: dict[str, list[Subcontract]] = defaultdict(list)
    for link in _standing(contract):
        by_sub[link.sub].append(link)
    for sub, links in by_sub.items():
        overlapping = [
            link
            for one, other in combinations(links, 2)
            if one.holds_on(other.begins) or other.holds_on(one.begins)
            for link in (one, other)
        ]
        if overlapping:
            yield _of_links(contract, OVERLAP, tuple(dict.fromkeys(overlapping)), about=sub)


def _standing(contract: Contract) -> list[Subcontract]:
    """Give the subcontracts that nobody has refused."""
    return [link for link in contract.links if link.refused_at is None]


def _of_links(contract: Contract, code: str, links: Sequence[Subcontract], *, about: str) -> Alert:
    begins = max(link.begins for link in links)
    return Alert(
        code=code,
        contract=contract.slug,
        about=about,
        month=f"{begins.year:04}-{begins.month:02}",
        entries=tuple(sorted(link.index for link in links)),
        of=len(contract.links),
    )


def _by_month(work: Iterable[Piece]) -> dict[str, list[Piece]]:
    months: dict[str, list[Piece]] = defaultdict(list)
    for piece in work:
        months[piece.month].append(piece)
    return months
