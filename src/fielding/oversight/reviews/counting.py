"""Counting reviews: each decision open to review once, with what was asked and what came of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fielding.oversight.records import NOBODY, CaseRecord, Reviewable
from fielding.oversight.scope import month_of
from fielding.oversight.shares import CannotCompute, Share, share_of

#: What came of a decision that can be reviewed.
NOT_ASKED, WAITING, UPHELD, REPLACED = "not-asked", "waiting", "upheld", "replaced"
BY_READING = "by-reading"
COLUMNS = (NOT_ASKED, WAITING, UPHELD, REPLACED, BY_READING)


class ReviewsBy(StrEnum):
    """What reviews are broken down by."""

    FIRM = "firm"
    HANDLER = "handler"
    REASON = "reason"
    DECISION = "decision"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A decision that the reporter can have looked at again."""

    index: int  # of the entry that says so: the decision, the request or the answer
    service: str
    month: str  # of the decision, YYYY-MM
    firm: str  # that took it
    handler: str
    reason: str
    decision: str
    says: str  # one of COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScope:
    """Real or synthetic cases; of one service or firm, and between two months, or all."""

    synthetic: bool = False
    service: str | None = None
    firm: str | None = None
    first: str | None = None
    last: str | None = None

    def holds(self, one: Reviewed) -> bool:
        """Does a decision belong?"""
        return (
            self.service in {None, one.service}
            and self.firm in {None, one.firm}
            and (self.first is None or self.first <= one.month)
            and (self.last is None or one.month <= self.last)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One group of decisions: for each column the entries counted, by index."""

    group: str
    cells: Mapping[str, tuple[int, ...]]

    def count(self, *columns: str) -> int:
        """Count what stands in some of the columns."""
        return sum(len(self.cells[column]) for column in columns)

    @property
    def asked(self) -> Share | CannotCompute:
        """Give the share for which the reporter asked."""
        asked = self.count(WAITING, UPHELD, REPLACED)
        return share_of(asked, asked + self.count(NOT_ASKED, BY_READING))

    @property
    def upheld(self) -> Share | CannotCompute:
        """Give the share of the answered reviews that upheld the decision."""
        return share_of(self.count(UPHELD), self.count(UPHELD, REPLACED))

    @property
    def replaced(self) -> Share | CannotCompute:
        """Give the share of the answered reviews that replaced it."""
        return share_of(self.count(REPLACED), self.count(UPHELD, REPLACED))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTable:
    """A breakdown whose parts add up; rows stand in the order of their names, nothing is ranked."""

    by: ReviewsBy
    rows: tuple[ReviewRow, ...]
    whole: ReviewRow


def reviewed_in(records: Iterable[CaseRecord], scope: ReviewScope) -> Iterator[Reviewed]:
    """Give the decisions open to review in a scope."""
    for record in records:
        if record.case.synthetic is scope.synthetic:
            for one in record.reviewables:
                found = _reviewed(record, one)
                if scope.holds(found):
                    yield found


def review_table(found: Sequence[Reviewed], by: ReviewsBy) -> ReviewTable:
    """Count decisions by group and by what came of them."""
    groups: dict[str, list[Reviewed]] = {}
    for one in found:
        groups.setdefault(str(getattr(one, by.value)), []).append(one)
    rows = tuple(_row(group, groups[group]) for group in sorted(groups))
    return ReviewTable(by=by, rows=rows, whole=_row("", found))


def _reviewed(record: CaseRecord, one: Reviewable) -> Reviewed:
    return Reviewed(
        index=one.index,
        service=record.case.service,
        month=month_of(one.at),
        firm=one.firm,
        handler=one.decision.actor,
        reason=str(one.decision.facts.get("reason") or NOBODY),
        decision=str(one.decision.facts["decision"]),
        says=_says(one),
    )


def _says(one: Reviewable) -> str:
    if one.request is None:
        return NOT_ASKED
    if one.request.facts.get("asked") == "second-reading":
        return BY_READING
    return str(one.answer.facts["result"]) if one.answer else WAITING


def _row(group: str, found: Iterable[Reviewed]) -> ReviewRow:
    cells: dict[str, list[int]] = {column: [] for column in COLUMNS}
    for one in found:
        cells[one.says].append(one.index)
    return ReviewRow(group=group, cells={name: tuple(sorted(cells[name])) for name in COLUMNS})
