"""Read bills: the list, and one invoice with its lines as checked and settled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.billing.opened import open_entry
from fielding.app.books.billing.packing import read_lines
from fielding.app.ports import Hub
from fielding.app.read_figures import Figures
from fielding.oversight.bills.bill import Bill, fold_bills
from fielding.oversight.bills.checked import CheckedLine, Discrepancy
from fielding.oversight.bills.codes import Code, Result, Sum
from fielding.oversight.bills.errors import NoSuchInvoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines to give: of a result, with a code, from a place on, so many."""

    result: Result | None = None
    code: Code | None = None
    skip: int = 0
    most: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line as it stands now, and whether somebody settled it."""

    line: CheckedLine
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBill:
    """An invoice with the words that are sealed, and the lines asked for."""

    bill: Bill
    number: str
    #: Rules of EN 16931 not kept: code and words.
    rules: tuple[tuple[str, str], ...]
    discrepancies: tuple[Discrepancy, ...]
    lines: tuple[ShownLine, ...]
    #: How many lines there are of the kind asked for.
    matching: int


def read_bills(figures: Figures, actor: Actor) -> Sequence[Bill]:
    """Give all invoices, the newest first."""
    require(actor, Action.SEE_BOOKS)
    return list(figures.folded(fold_bills).values())[::-1]


def read_bill(hub: Hub, figures: Figures, actor: Actor, asked: tuple[str, Wanted]) -> ShownBill:
    """Give one invoice; raise NoSuchInvoice."""
    require(actor, Action.SEE_BOOKS)
    invoice, wanted = asked
    bill = figures.folded(fold_bills).get(invoice)
    if bill is None:
        raise NoSuchInvoice(invoice=invoice)
    posted = open_entry(hub, actor, bill.subject, bill.posted)
    told = open_entry(hub, actor, bill.subject, bill.check.entry) if bill.check else {}
    lines = list(_matching(bill, str(told["lines"]), wanted)) if told else []
    return ShownBill(
        bill=bill,
        number=str(posted["number"]),
        rules=tuple((code, text) for code, text in _pairs(posted, "rules")),
        discrepancies=tuple(
            Discrepancy(of=Sum(of), stated=stated, found=found)
            for of, stated, found in cast("Sequence[Sequence[str]]", told.get("sums", ()))
        ),
        lines=tuple(lines[wanted.skip : wanted.skip + wanted.most]),
        matching=len(lines),
    )


def _matching(bill: Bill, packed: str, wanted: Wanted) -> Iterator[ShownLine]:
    """Find lines by how they stand now; what was not settled stands as it was checked."""
    holding = f'"{wanted.code.value}"'.encode() if wanted.code else b""
    for line in read_lines(packed, holding):
        settled = bill.settled.get(line.position)
        now = line
        if settled is not None:
            now = replace(
                line,
                result=settled.result,
                paid=settled.paid,
                queried=settled.queried,
                disputed=settled.disputed,
            )
        if wanted.result in {None, now.result} and (not wanted.code or wanted.code in now.codes):
            yield ShownLine(line=now, settled=settled is not None)


def _pairs(told: Mapping[str, object], name: str) -> Sequence[tuple[str, str]]:
    return cast("Sequence[tuple[str, str]]", told[name])
