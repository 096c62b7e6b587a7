"""The work done under contracts: one piece for each entry of a case, placed in its chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from fielding.kernel.instants import local_day
from fielding.oversight.books import Books
from fielding.oversight.chain.placing import Place, Placing
from fielding.oversight.register.register import Register
from fielding.oversight.scope import month_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One entry as a piece of work: where it stands, who wrote it, and where it belongs."""

    index: int
    subject: str
    kind: str
    at: datetime
    actor: str
    place: Place
    synthetic: bool

    @property
    def month(self) -> str:
        return month_of(self.at)

    @property
    def day(self) -> date:
        return local_day(self.at)


def work_in(books: Books, register: Register) -> Iterator[Piece]:
    """Give every entry of a case that names a contract, case by case."""
    placing = Placing(contracts=register.contracts)
    for subject, record in books.records.items():
        for mark in record.marks:
            if mark.contract:
                yield Piece(
                    index=mark.index,
                    subject=subject,
                    kind=mark.kind,
                    at=mark.at,
                    actor=mark.actor,
                    place=placing.place(mark.contract, mark.firm, mark.at),
                    synthetic=record.case.synthetic,
                )
