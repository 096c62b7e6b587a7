"""Awards: which findings stand in the way of one, and by which connection."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fielding.access.roles import Role
from fielding.oversight.awards.groups import (
    held_together,
    members_of,
    perhaps_held,
    turning_days,
)
from fielding.oversight.findings.finding import OPEN, REBUTTED, Finding
from fielding.oversight.findings.proposal import Severity
from fielding.oversight.register.register import Register

#: Findings of this severity and above stand in the way: part of the rule, not of an award.
LIMIT = Severity.MEDIUM
#: How a finding touches an award, the closest first.
ITSELF, SAME_NUMBER, MEMBER, GROUP = "itself", "same-number", "member", "group"
UNDECIDED = "perhaps-group"
_ORDER = (ITSELF, SAME_NUMBER, MEMBER, GROUP, UNDECIDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What an award officer wants to award: to one supplier, or to several together."""

    contract: str
    suppliers: tuple[str, ...]
    on: date
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A finding that touches an award: by which connection, shown by which entries."""

    finding: Finding
    supplier: str  # of the award
    how: str
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the rule says of an award."""

    award: Award
    #: Findings that are open and weigh enough: while there is one, the award is refused.
    blocking: tuple[Touch, ...]
    #: Findings that were looked at and do not block.
    others: tuple[Touch, ...]
    #: Findings about an owner whose share may or may not be more than half.
    undecided: tuple[Touch, ...]

    @property
    def allowed(self) -> bool:
        """May the award be made?"""
        return not self.blocking


def rule_on(register: Register, findings: Iterable[Finding], award: Award) -> Ruling:
    """Say whether an award may be made, from everything known at one checkpoint."""
    blocking, others, undecided = list[Touch](), list[Touch](), list[Touch]()
    for finding in findings:
        touch = touch_of(register, finding, award)
        if touch is None:
            continue
        if touch.how == UNDECIDED:
            undecided.append(touch)
        elif blocks(finding, award):
            blocking.append(touch)
        else:
            others.append(touch)
    return Ruling(
        award=award,
        blocking=tuple(blocking),
        others=tuple(others),
        undecided=tuple(undecided),
    )


def blocks(finding: Finding, award: Award) -> bool:
    """Does a finding weigh enough, and is it open for this award?

    A reply accepted by who makes this award, or by any award officer, counts as not accepted.
    """
    if not finding.severity.reaches(LIMIT):
        return False
    state = finding.state_on(award.on)
    if state != REBUTTED:
        return state == OPEN
    return not any(
        reply.accepted
        and reply.decided
        and reply.decided.by != award.officer
        and reply.decided.role != Role.AWARD_OFFICER.value
        for reply in finding.replies
    )


def touch_of(register: Register, finding: Finding, award: Award) -> Touch | None:
    """Say how a finding touches an award, by the closest connection; None when it does not."""
    days = (*turning_days(register, *finding.days), award.on)
    found = [
        Touch(finding=finding, supplier=supplier, how=how, entries=entries)
        for supplier in award.suppliers
        for how, entries in _ways(register, supplier, finding.supplier, days)
    ]
    return min(found, key=lambda touch: _ORDER.index(touch.how), default=None)


def _ways(
    register: Register, supplier: str, about: str, days: Sequence[date]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the connections of a supplier with the organisation that a finding is about."""
    if supplier == about:
        yield ITSELF, ()
    if entries := same_number(register, supplier, about):
        yield SAME_NUMBER, entries
    members = members_of(register, supplier, days)
    names = (about, *(o for o in register.organisations if same_number(register, o, about)))
    for name in names:
        if name in members:
            yield MEMBER, (members[name],)
        for part in (supplier, *members):
            shares = held_together(register, part, name, days)
            if shares:
                yield GROUP, (*((members[part],) if part in members else ()), *shares)
            doubt = perhaps_held(register, part, name, days)
            if doubt is not None:
                yield UNDECIDED, (doubt,)


def same_number(register: Register, one: str, other: str) -> tuple[int, ...]:
    """Give the entries that registered two organisations with a number in common."""
    first, second = register.organisations.get(one), register.organisations.get(other)
    if one == other or first is None or second is None:
        return ()
    shared = set(first.identifiers) & set(second.identifiers)
    return (first.begun, second.begun) if shared else ()
