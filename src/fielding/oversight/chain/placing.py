"""Places work in its contract's chain: exactly one leaf for each contract, firm and day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from fielding.kernel.instants import local_day
from fielding.oversight.records import NOBODY
from fielding.oversight.register.contracts import Contract, Subcontract


class Standing(StrEnum):
    """How a firm stands in the chain when it does a piece of work."""

    PRIME = "prime"
    APPROVED = "approved"
    NOT_APPROVED = "not-approved"
    UNDISCLOSED = "undisclosed"
    NO_CONTRACT = "no-contract"  # the entry names none, or none that is registered
    CENTRE = "centre"  # no firm did it: the hub itself, or the public


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a piece of work belongs: the supplier at one end, the firm that did it at the other."""

    standing: Standing
    contract: str
    firm: str
    #: From the supplier to the firm; empty where the firm is outside the chain.
    path: tuple[str, ...] = ()
    prime: str = NOBODY
    link: Subcontract | None = None

    @property
    def leaf(self) -> str:
        """Name the row of this work when it is broken down by leaf firm."""
        return self.firm if self.path else self._outside

    @property
    def tier(self) -> str:
        """Name its row by tier: 1 is the supplier, 2 a firm under it, and so on."""
        return str(len(self.path)) if self.path else self._outside

    @property
    def _outside(self) -> str:
        return NOBODY if self.standing is Standing.CENTRE else self.standing.value


Paths = Mapping[str, tuple[tuple[str, ...], Subcontract]]


@dataclass(slots=True, kw_only=True)
class Placing:
    """Places work under some contracts; what it has found out of a contract's day it keeps."""

    contracts: Mapping[str, Contract]
    _paths: dict[tuple[str, date], Paths] = field(default_factory=dict)

    def place(self, contract: str | None, firm: str | None, at: datetime) -> Place:
        """Place a piece of work that an entry tells of.

        Never raises: whatever an entry says has a row, so that the rows add up to all entries.
        """
        if firm is None and not contract:
            return Place(standing=Standing.CENTRE, contract=NOBODY, firm=NOBODY)
        known = self.contracts.get(contract or "")
        worker = firm or NOBODY
        if known is None:
            return Place(standing=Standing.NO_CONTRACT, contract=contract or NOBODY, firm=worker)
        path, link = (
            ((worker,), None) if worker == known.supplier else self._path(known, worker, at)
        )
        return Place(
            standing=_standing(known, path, at),
            contract=known.slug,
            firm=worker,
            path=path,
            prime=known.supplier,
            link=link,
        )

    def _path(
        self, contract: Contract, firm: str, at: datetime
    ) -> tuple[tuple[str, ...], Subcontract | None]:
        day = local_day(at)
        if (contract.slug, day) not in self._paths:
            self._paths[contract.slug, day] = paths_on(contract, day)
        return self._paths[contract.slug, day].get(firm, ((), None))


def _standing(contract: Contract, path: tuple[str, ...], at: datetime) -> Standing:
    if not path:
        return Standing.UNDISCLOSED
    if len(path) == 1:
        return Standing.PRIME
    approved = any(
        link.sub == path[-1] and link.approved_at is not None and link.approved_at <= at
        for link in contract.links_on(local_day(at))
    )
    return Standing.APPROVED if approved else Standing.NOT_APPROVED


def paths_on(contract: Contract, day: date) -> Paths:
    """Give each firm of the chain on a day, with its shortest path from the supplier.

    Links that only lead to one another, and never to the supplier, disclose nobody. Of two paths
    as short, the one whose subcontract began first counts. A refused subcontract is disclosed, and
    counts only where the firm has no other.
    """
    links = sorted(contract.links_on(day), key=lambda each: (each.begins, each.id))
    standing = [link for link in links if link.refused_at is None]
    return {**_paths(contract, links), **_paths(contract, standing)}


def _paths(contract: Contract, links: Iterable[Subcontract]) -> Paths:
    below: dict[str, list[Subcontract]] = {}
    for link in links:
        below.setdefault(link.under, []).append(link)
    found: dict[str, tuple[tuple[str, ...], Subcontract]] = {}
    tier: list[tuple[str, ...]] = [(contract.supplier,)]
    while tier:
        further: list[tuple[str, ...]] = []
        for path in tier:
            for link in below.get(path[-1], ()):
                if link.sub != contract.supplier and link.sub not in found:
                    found[link.sub] = ((*path, link.sub), link)
                    further.append(found[link.sub][0])
        tier = further
    return found
