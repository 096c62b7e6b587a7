"""Countings: what is counted, under a name that an address can hold, and which share it gives."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fielding.definitions.service import Measure, Service
from fielding.oversight.books import Books
from fielding.oversight.errors import UnknownCounting
from fielding.oversight.fates import OPEN, all_fates
from fielding.oversight.records import NOBODY, CaseRecord, Mark, Owed
from fielding.oversight.scope import Point, Scope, month_of
from fielding.oversight.shares import CannotCompute, Share, share_of
from fielding.oversight.tables import Row
from fielding.oversight.waits import Wait

KEPT, MISSED, OVERDUE, RUNNING = "kept", "missed", "overdue", "running"
COUNTED = "counted"
TOLD, NOT_TOLD = "told", "not-told"
NOT_ASKED, ASKED, UPHELD, REPLACED = "not-asked", "asked", "upheld", "replaced"
#: Ages of open cases in days: from so many on.
AGES = (0, 7, 28, 90, 182, 365)


def never(_: CaseRecord, __: datetime) -> bool:
    """Say of any case that time alone does not move it."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """A rule of counting: gives one point for each thing, in exactly one column."""

    name: str
    columns: tuple[str, ...]
    points: Callable[[CaseRecord, datetime], Iterable[Point]]
    #: Which columns are the share, and which it is a share of; empty: counts only.
    met: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    #: Do its points tell amounts, which are added up?
    adds: bool = False
    #: Can a case count differently later than at a time, though no entry comes in?
    moves: Callable[[CaseRecord, datetime], bool] = never

    @property
    def sum_name(self) -> str:
        """Name the sum of what its points tell: `sum` for `measure`."""
        return self.name.replace("measure", "sum", 1)

    def share(self, row: Row) -> Share | CannotCompute:
        """Give the share of a row, with its interval."""
        return share_of(row.count(*self.met), row.count(*self.of))


def countings(services: Iterable[Service]) -> Mapping[str, Counting]:
    """List everything that is counted of these services, by name."""
    known = list(services)
    found = [funnel(known), ages(), reviews()]
    for service in known:
        found += [promises(service, clock) for clock in service.clocks]
        found += [measured(service, measure) for measure in service.measures.values()]
    return {counting.name: counting for counting in found}


def counting_named(known: Mapping[str, Counting], name: str) -> Counting:
    """Find a counting, or raise UnknownCounting."""
    if name not in known:
        raise UnknownCounting(name=name)
    return known[name]


def funnel(services: Iterable[Service]) -> Counting:
    """Count each case once, in its fate, by the month it was received in."""
    return Counting(name="funnel", columns=all_fates(services), points=_fate)


def ages() -> Counting:
    """Count the open cases by their age since they were received."""
    bands = tuple(f"age-{age}" for age in AGES)
    return Counting(name="ages", columns=bands, points=_age, moves=_grows_older)


def reviews() -> Counting:
    """Count the decisions open to review: whether one was asked for, and what came of it.

    The share is that of decisions replaced among reviews answered.
    """
    return Counting(
        name="reviews",
        columns=(NOT_ASKED, ASKED, UPHELD, REPLACED),
        points=_reviews,
        met=(REPLACED,),
        of=(UPHELD, REPLACED),
    )


def promises(service: Service, clock: str) -> Counting:
    """Count the promises of one clock: kept, missed, overdue (broken and still open), running.

    What runs in time counts neither for nor against; what is overdue counts against.
    """
    return Counting(
        name=name_of("promise", service.code, clock),
        columns=(KEPT, MISSED, OVERDUE, RUNNING),
        points=lambda record, now: _promises(record, now, (service.code, clock)),
        met=(KEPT,),
        of=(KEPT, MISSED, OVERDUE),
        moves=_may_fall_due,
    )


def measured(service: Service, measure: Measure) -> Counting:
    """Count what a measure of a service counts."""
    name = name_of("measure", service.code, measure.name)
    if measure.meeting:
        return replace(promises(service, measure.meeting), name=name)

    def points(record: CaseRecord, _: datetime) -> Iterator[Point]:
        return _entries(record, service.code, measure)

    if measure.adds:
        return Counting(name=name, columns=(TOLD, NOT_TOLD), points=points, adds=True)
    columns = (measure.where, f"not-{measure.where}") if measure.where else (COUNTED,)
    return Counting(
        name=name,
        columns=columns,
        points=points,
        met=columns[:1] if measure.where else (),
        of=columns if measure.where else (),
    )


def waits_for(books: Books, scope: Scope, service: Service, clock: str) -> Iterator[Wait]:
    """Give how long each promise of a clock took, or has taken so far, holds included."""
    now = books.standpoint.at
    for record in books.records.values():
        for owed in record.owed:
            if (record.case.service, owed.promise.clock) != (service.code, clock):
                continue
            point = _promise(record, owed, now)
            if scope.holds(point):
                until = owed.promise.stopped_at or _until(record, now)
                length = max(until - owed.promise.started_at, timedelta())
                yield Wait(index=point.index, length=length, ended=owed.ended is not None)


def name_of(*parts: str) -> str:
    """Make a name that an address can hold."""
    return ".".join(part.replace(" ", "-") for part in parts)


def _fate(record: CaseRecord, _: datetime) -> Iterator[Point]:
    yield _of_case(record, record.fated, record.fate)


def _age(record: CaseRecord, now: datetime) -> Iterator[Point]:
    if record.fate in OPEN and record.case.erased_at is None:
        days = (now - record.case.received_at).days
        band = max((age for age in AGES if age <= days), default=0)
        yield _of_case(record, record.fated, f"age-{band}")


def _grows_older(record: CaseRecord, _: datetime) -> bool:
    return record.fate in OPEN


def _may_fall_due(record: CaseRecord, since: datetime) -> bool:
    return any(owed.ended is None and not owed.promise.is_overdue(since) for owed in record.owed)


def _of_case(record: CaseRecord, index: int, says: str) -> Point:
    return Point(
        index=index,
        month=month_of(record.case.received_at),
        firm=record.firm,
        force=record.recipient,
        service=record.case.service,
        synthetic=record.case.synthetic,
        says=says,
    )


def _reviews(record: CaseRecord, _: datetime) -> Iterator[Point]:
    for one in record.reviewables:
        yield Point(
            index=one.index,
            month=month_of(one.at),
            firm=one.firm,
            force=record.recipient,
            service=record.case.service,
            synthetic=record.case.synthetic,
            says=one.result,
        )


def _promises(record: CaseRecord, now: datetime, clock: tuple[str, str]) -> Iterator[Point]:
    for owed in record.owed:
        if (record.case.service, owed.promise.clock) == clock:
            yield _promise(record, owed, now)


def _promise(record: CaseRecord, owed: Owed, now: datetime) -> Point:
    return Point(
        index=owed.begun if owed.ended is None else owed.ended,
        month=month_of(owed.promise.started_at),
        firm=owed.firm,
        force=owed.recipient,
        service=record.case.service,
        synthetic=record.case.synthetic,
        says=_how_kept(owed, _until(record, now)),
    )


def _until(record: CaseRecord, now: datetime) -> datetime:
    """Say until when the case's promises ran: nobody can keep one on a case that was erased."""
    return min(record.case.erased_at or now, now)


def _how_kept(owed: Owed, now: datetime) -> str:
    if owed.promise.kept is not None:
        return KEPT if owed.promise.kept else MISSED
    return OVERDUE if owed.promise.is_overdue(now) else RUNNING


def _entries(record: CaseRecord, service: str, measure: Measure) -> Iterator[Point]:
    if record.case.service != service:
        return
    for mark in record.marks:
        if mark.kind == measure.of:
            yield _of_entry(record, mark, measure)


def amount_told(facts: Mapping[str, object], question: str | None) -> int | None:
    """Give the open answer to a question of money, in pence; None where there is none."""
    answers = facts.get("answers")
    told = answers.get(question) if question and isinstance(answers, Mapping) else None
    return told if isinstance(told, int) else None


def _of_entry(record: CaseRecord, mark: Mark, measure: Measure) -> Point:
    recipient = mark.facts.get("recipient")
    told = isinstance(recipient, str)
    return Point(
        index=mark.index,
        month=month_of(mark.at),
        firm=_firm_of(record, mark, told=told),
        force=str(recipient) if told else record.recipient,
        service=record.case.service,
        synthetic=record.case.synthetic,
        says=_how_said(mark, measure),
        pence=amount_told(mark.facts, measure.adds) or 0,
    )


def _firm_of(record: CaseRecord, mark: Mark, *, told: bool) -> str:
    """Say for which firm an entry counts: of a review, the one that took the decision."""
    judged = record.judged(mark.index)
    if judged is not None:
        return judged.firm or NOBODY
    # What a recipient records is booked to the firm that has the case, not to the recipient.
    return record.firm if told else mark.firm or record.firm


def _how_said(mark: Mark, measure: Measure) -> str:
    """Say whether a fact of this name holds, or a fact has this value; or an amount is told."""
    if measure.adds:
        return NOT_TOLD if amount_told(mark.facts, measure.adds) is None else TOLD
    word = measure.where
    if word is None:
        return COUNTED
    said = mark.facts.get(word) is True or word in (
        fact for fact in mark.facts.values() if isinstance(fact, str)
    )
    return word if said else f"not-{word}"
