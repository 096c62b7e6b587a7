"""Records: each case as the figures need it, with the index of every entry a figure rests on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fielding.cases.case import Case
from fielding.cases.clocks import Promise, Workday, count_promises, touches
from fielding.cases.history import advance, fold_case
from fielding.definitions.service import Clock, Service
from fielding.ledger.entry import Kept
from fielding.oversight.fates import fate_of

#: Stands where no firm or no recipient is known.
NOBODY = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One entry of a case: where it stands in the ledger and what it says openly."""

    index: int
    kind: str
    at: datetime
    actor: str
    firm: str | None
    contract: str | None
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A promise on a case, the entries that began and ended it, and who owed it."""

    promise: Promise
    begun: int
    ended: int | None
    firm: str
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewable:
    """A decision that can be looked at again: whether it was, and what came of it."""

    decision: Mark
    request: Mark | None = None
    answer: Mark | None = None

    @property
    def index(self) -> int:
        """Name the entry that says so: the decision, the request or the answer."""
        return (self.answer or self.request or self.decision).index

    @property
    def at(self) -> datetime:
        """When the decision was taken."""
        return self.decision.at

    @property
    def firm(self) -> str:
        """Who decided first."""
        return self.decision.firm or NOBODY

    @property
    def result(self) -> str:
        """Say what came of it: not-asked, asked, upheld or replaced."""
        if self.request is None:
            return "not-asked"
        return str(self.answer.facts["result"]) if self.answer else "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """A case with its entries, promises and reviews; every index is one in the ledger."""

    case: Case
    marks: tuple[Mark, ...]
    owed: tuple[Owed, ...]
    reviewables: tuple[Reviewable, ...]
    fate: str
    #: The entry that brought the case to its fate.
    fated: int

    @property
    def firm(self) -> str:
        """Who handles the case on the hub's side."""
        return self.case.firm or NOBODY

    @property
    def recipient(self) -> str:
        """Whom the case was last sent to; not sent yet: whom sorting is sure it would go to."""
        return _recipient(self.case)

    def judged(self, index: int) -> Mark | None:
        """Find the decision that a request for a review, or the answer to one, is about.

        None for every other entry, and for what is about no decision open to review.
        """
        for one in self.reviewables:
            if one.request is not None and index in {one.request.index, one.index}:
                return one.decision
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What records are made by: the definition each case began under, and its working days."""

    definition: Callable[[str], Service]
    workday: Callable[[Case], Workday]


def begin_record(history: Sequence[Kept], rules: Rules) -> CaseRecord:
    """Fold the first entries of a case."""
    service = rules.definition(history[0].entry.definition)
    case = fold_case(history[:1])
    marks = (_mark(history[0]),)
    fate = fate_of(service, case, judicial=False)
    first = CaseRecord(
        case=case, marks=marks, owed=(), reviewables=(), fate=fate, fated=marks[0].index
    )
    return extend_record(first, history[1:], rules)


def extend_record(record: CaseRecord, further: Iterable[Kept], rules: Rules) -> CaseRecord:
    """Fold further entries of the same case into its record."""
    service = rules.definition(record.case.definition)
    case, fate, fated = record.case, record.fate, record.fated
    marks = list(record.marks)
    judicial = any(_is_judicial(mark) for mark in marks)
    for kept in further:
        case = advance(case, kept)
        marks.append(_mark(kept))
        judicial = judicial or _is_judicial(marks[-1])
        moved = fate_of(service, case, judicial=judicial)
        if moved != fate:
            fate, fated = moved, marks[-1].index
    return CaseRecord(
        case=case,
        marks=tuple(marks),
        # All anew: what an entry says (the nation) can move a promise that began before it.
        owed=tuple(_owed(service, case, marks, rules.workday(case))),
        reviewables=tuple(_reviewables(service, marks)),
        fate=fate,
        fated=fated,
    )


def _mark(kept: Kept) -> Mark:
    entry = kept.entry
    return Mark(
        index=kept.place,
        kind=entry.kind,
        at=entry.at,
        actor=entry.actor,
        firm=entry.firm,
        contract=entry.contract,
        facts=entry.facts,
    )


def _is_judicial(mark: Mark) -> bool:
    return mark.kind == "outcome.recorded" and mark.facts.get("judicial") is True


def _owed(service: Service, case: Case, marks: Sequence[Mark], workday: Workday) -> Iterator[Owed]:
    ended_at: dict[tuple[str, str | None], int] = {}
    for promise in count_promises(service, marks, workday):
        clock = service.clocks[promise.clock]
        stream = (promise.clock, promise.referral)
        begun = _next(marks, promise, clock, (clock.start,), ended_at.get(stream, -1))
        ended = promise.stopped_at and _next(marks, promise, clock, clock.stop, begun.index)
        if ended:
            ended_at[stream] = ended.index
        referral = case.referrals.get(promise.referral or "")
        # Whoever ended it did the work; who has the case now may be another firm.
        firm = ended.firm if ended and clock.owed_by == "hub" else case.firm
        yield Owed(
            promise=promise,
            begun=begun.index,
            ended=ended.index if ended else None,
            firm=firm or NOBODY,
            recipient=referral.recipient if referral else _recipient(case),
        )


def _next(
    marks: Sequence[Mark], promise: Promise, clock: Clock, kinds: Sequence[str], after: int
) -> Mark:
    """Find the entry that began or ended a promise: the first of its kinds after an index.

    Not by its time: entries that came at the same moment are told apart by their order.
    """
    return next(
        mark
        for mark in marks
        if mark.index > after and mark.kind in kinds and touches(mark, promise, clock)
    )


def _reviewables(service: Service, marks: Iterable[Mark]) -> Iterator[Reviewable]:
    """Pair each decision open to review with the request and the answer that follow it.

    Each decision is looked at again once; what replaces it, or follows it, is a decision again.
    """
    open_: Reviewable | None = None
    for mark in marks:
        if mark.kind == "review.requested" and open_ and open_.request is None:
            open_ = replace(open_, request=mark)
        elif mark.kind == "review.decided" and open_ and open_.request:
            yield replace(open_, answer=mark)
            open_ = None
        elif "decision" in mark.facts:
            if open_:
                yield open_
            decision = service.decisions.get(str(mark.facts["decision"]))
            open_ = Reviewable(decision=mark) if decision and decision.review else None
    if open_:
        yield open_


def _recipient(case: Case) -> str:
    if case.referrals:
        return list(case.referrals.values())[-1].recipient
    bodies = case.sorted.get("bodies")
    sure = case.sorted.get("sure") is True
    return str(bodies[0][0]) if sure and isinstance(bodies, list) and bodies else NOBODY
