"""What a share is made of: each thing counted, and who is answerable for it.

For the result of a review that is whoever took the decision, never whoever looked at it again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fielding.oversight.records import NOBODY, CaseRecord, Mark
from fielding.oversight.scope import Point
from fielding.oversight.tallies import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One thing that met the measure or did not; `index` names the entry it rests on."""

    index: int
    subject: str  # case/...
    month: str
    firm: str
    force: str
    handler: str  # pseudonym; NOBODY where no firm's staff did anything yet
    contract: str | None  # None: no entry of the case names one
    met: bool
    #: The kind of case, by its code; empty before anybody has said.
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Real or synthetic cases, of one service or all, between two months or in all of time."""

    synthetic: bool
    service: str | None = None
    first: str | None = None
    last: str | None = None

    def holds(self, point: Point) -> bool:
        """Does a point belong?"""
        return (
            point.synthetic is self.synthetic
            and self.service in {None, point.service}
            and (self.first is None or self.first <= point.month)
            and (self.last is None or point.month <= self.last)
        )


#: A point, and the case it is of.
Pointed = tuple[str, Point]


def counted_in(tallied: Tally, which: Which) -> Iterator[Counted]:
    """Give everything that counts for or against; what is not due yet counts neither way."""
    return counted_of(tallied, pointed_in(tallied, which))


def by_month(tallied: Tally, which: Which) -> Mapping[str, Sequence[Pointed]]:
    """Sort the points of all months at once: a page shows a year of them."""
    found: dict[str, list[Pointed]] = {}
    for pointed in pointed_in(tallied, which):
        found.setdefault(pointed[1].month, []).append(pointed)
    return found


def pointed_in(tallied: Tally, which: Which) -> Iterator[Pointed]:
    """Give the points that count, each with its case."""
    of = frozenset(tallied.counting.of)
    for subject, points in tallied.points.items():
        for point in points:
            if point.says in of and which.holds(point):
                yield subject, point


def counted_of(tallied: Tally, pointed: Iterable[Pointed]) -> Iterator[Counted]:
    """Say of each point who is answerable for it."""
    met, records = frozenset(tallied.counting.met), tallied.books.records
    for subject, point in pointed:
        yield _counted(records[subject], subject, point, met=point.says in met)


def _counted(record: CaseRecord, subject: str, point: Point, *, met: bool) -> Counted:
    mark = record.judged(point.index) or _mark_at(record, point.index)
    return Counted(
        index=point.index,
        subject=subject,
        month=point.month,
        firm=point.firm,
        force=point.force,
        handler=mark.actor if mark.firm else NOBODY,
        contract=mark.contract or contract_of(record),
        met=met,
        code=str(record.case.sorted.get("code") or ""),
    )


def _mark_at(record: CaseRecord, index: int) -> Mark:
    return next(mark for mark in record.marks if mark.index == index)


def contract_of(record: CaseRecord) -> str | None:
    """Name the contract that the case was last worked on under."""
    return next((mark.contract for mark in reversed(record.marks) if mark.contract), None)
