"""Findings as their entries tell them: what was raised, what was replied, and how it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from fielding.ledger.entry import Entry, Kept
from fielding.oversight.findings.proposal import Severity
from fielding.oversight.findings.wording import OBSERVED
from fielding.oversight.folding import fold_folio, fold_folios

RAISED, REPLIED, WITHDRAWN = "finding.raised", "finding.replied", "finding.withdrawn"
ACCEPTED, DECLINED = "reply.accepted", "reply.declined"
#: How a finding stands on a day.
OPEN, REBUTTED, GONE, EXPIRED = "open", "reply-accepted", "withdrawn", "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Somebody did something to a finding; their words are sealed in the entry `entry`."""

    entry: str
    index: int
    at: datetime
    by: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the supplier answered, and what was decided about it."""

    made: Act
    accepted: bool | None = None  # None: nobody has decided yet
    decided: Act | None = None

    @property
    def id(self) -> str:
        """A reply is known by the entry that made it."""
        return self.made.entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding after all its entries."""

    id: str
    instrument: str
    rule: str
    supplier: str
    contract: str | None
    severity: Severity
    code: str
    figure: Mapping[str, str]
    evidence: tuple[int, ...]
    #: How many entries it rests on: `evidence` names at most the first of them.
    rests_on: int
    stands_at: int
    period: str
    expires: date
    raised: Act
    replies: tuple[Reply, ...] = ()
    withdrawn: Act | None = None
    synthetic: bool = False
    #: Which of several things that the rule counts it is about.
    measure: str = ""

    @property
    def subject(self) -> str:
        """The ledger's name for this finding."""
        return f"finding/{self.id}"

    @property
    def by_hand(self) -> bool:
        """Did somebody note it, with no rule that computed anything?"""
        return self.code == OBSERVED

    @property
    def sameness(self) -> tuple[str, ...]:
        """What a proposal of the same finding has too."""
        same = (self.rule, self.supplier, self.contract or "", self.period, self.code)
        return (*same, self.measure) if self.measure else same

    @property
    def rebuttal(self) -> Reply | None:
        """Give the reply that was accepted, if one was."""
        return next((reply for reply in self.replies if reply.accepted), None)

    def state_on(self, day: date) -> str:
        """Say how it stands on a day."""
        if self.withdrawn:
            return GONE
        if self.rebuttal:
            return REBUTTED
        return EXPIRED if self.expires <= day else OPEN

    @property
    def days(self) -> tuple[date, date]:
        """Give the first and the last day of its period."""
        return read_period(self.period)


def fold_findings(folios: Sequence[Kept]) -> Mapping[str, Finding]:
    """Fold the entries of all folios into findings by id, in the order of their raising."""
    return fold_folios(folios, advance_finding, "finding")


def fold_finding(history: Iterable[Kept]) -> Finding | None:
    """Fold the entries of one finding; None when there are none."""
    return fold_folio(history, advance_finding)


def advance_finding(known: Finding | None, kept: Kept) -> Finding | None:
    """Say what is true of a finding after one more entry of its folio."""
    kind = kept.entry.kind
    if known is None:
        return _raised(kept) if kind == RAISED else None
    if kind == REPLIED:
        return replace(known, replies=(*known.replies, Reply(made=act_of(kept))))
    if kind == WITHDRAWN:
        return replace(known, withdrawn=act_of(kept))
    if kind in {ACCEPTED, DECLINED}:
        return _answered(known, kept)
    return known


def act_of(kept: Kept) -> Act:
    """Say who did what an entry tells, and when."""
    entry = kept.entry
    return Act(entry=entry.id, index=kept.place, at=entry.at, by=entry.actor, role=entry.role)


def _raised(kept: Kept) -> Finding:
    entry, facts = kept.entry, kept.entry.facts
    figure = cast("Mapping[str, object]", facts["figure"])
    evidence = cast("Sequence[int]", facts["evidence"])
    return Finding(
        id=entry.subject.partition("/")[2],
        instrument=str(facts["instrument"]),
        rule=str(facts["rule"]),
        supplier=str(facts["supplier"]),
        contract=_maybe(entry, "contract"),
        severity=Severity(str(facts["severity"])),
        code=str(facts["code"]),
        figure={name: str(value) for name, value in figure.items()},
        evidence=tuple(evidence),
        rests_on=int(str(facts["rests_on"])),
        stands_at=int(str(facts["stands_at"])),
        period=str(facts["period"]),
        expires=date.fromisoformat(str(facts["expires"])),
        raised=act_of(kept),
        synthetic=entry.synthetic,
        measure=str(facts.get("measure", "")),
    )


def _answered(known: Finding, kept: Kept) -> Finding:
    wanted = kept.entry.facts["reply"]
    accepted = kept.entry.kind == ACCEPTED
    replies = tuple(
        replace(reply, accepted=accepted, decided=act_of(kept)) if reply.id == wanted else reply
        for reply in known.replies
    )
    return replace(known, replies=replies)


def read_period(period: str) -> tuple[date, date]:
    """Give the first and last day of a day, a month, a year or two days; raises ValueError."""
    first, _, last = period.partition("/")
    return _first_day(first), _last_day(last or first)


def _first_day(told: str) -> date:
    return date.fromisoformat((f"{told}-01-01", f"{told}-01", told)[told.count("-")])


def _last_day(told: str) -> date:
    first = _first_day(told)
    match told.count("-"):
        case 0:
            return date(first.year, 12, 31)
        case 1:
            following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1)
    return first


def _maybe(entry: Entry, name: str) -> str | None:
    told = entry.facts.get(name)
    return str(told) if told is not None else None
