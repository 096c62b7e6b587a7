"""A contract's chain as it really worked: one row for each firm, tier and standing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fielding.oversight.chain.placing import Standing
from fielding.oversight.chain.work import Piece
from fielding.oversight.register.contracts import Contract, Subcontract


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmRow:
    """What one firm did in one place of the chain and standing; rows add up to all entries."""

    firm: str
    path: tuple[str, ...]
    standing: Standing
    entries: tuple[int, ...]
    link: Subcontract | None = None

    @property
    def tier(self) -> int:
        """Count from the supplier, who is 1; 0: outside the chain."""
        return len(self.path)


def rows_of(contract: Contract, work: Iterable[Piece]) -> tuple[FirmRow, ...]:
    """List the firms down the chain, those without work too, and then those outside it."""
    found: dict[tuple[str, tuple[str, ...], Standing], list[Piece]] = defaultdict(list)
    for piece in work:
        place = piece.place
        found[place.firm, place.path, place.standing].append(piece)
    rows = [
        FirmRow(
            firm=firm,
            path=path,
            standing=standing,
            entries=tuple(sorted(piece.index for piece in pieces)),
            link=pieces[0].place.link,
        )
        for (firm, path, standing), pieces in found.items()
    ]
    rows += _idle(contract, {row.firm for row in rows if row.path})
    return tuple(sorted(rows, key=lambda row: (not row.path, row.path, row.firm, row.standing)))


def _idle(contract: Contract, busy: set[str]) -> Iterator[FirmRow]:
    if contract.supplier not in busy:
        yield FirmRow(
            firm=contract.supplier, path=(contract.supplier,), standing=Standing.PRIME, entries=()
        )
    told = set(busy)
    for link in _refused_last(contract):
        if link.sub not in told:
            told.add(link.sub)
            yield FirmRow(
                firm=link.sub,
                path=(contract.supplier, *_above(contract, link), link.sub),
                standing=Standing.APPROVED if link.approved_at else Standing.NOT_APPROVED,
                entries=(),
                link=link,
            )


def _refused_last(contract: Contract) -> list[Subcontract]:
    return sorted(contract.links, key=lambda link: link.refused_at is not None)


def _above(contract: Contract, link: Subcontract) -> tuple[str, ...]:
    """Give the firms between the supplier and a link; a circle ends the climb."""
    over = {one.sub: one.under for one in reversed(_refused_last(contract))}
    path: list[str] = []
    under = link.under
    while under != contract.supplier and under in over and under not in path:
        path.insert(0, under)
        under = over[under]
    return tuple(path)
