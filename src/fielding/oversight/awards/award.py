"""Awards: which findings stand in the way of one, and by which connection."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fielding.access.roles import Role
from fielding.oversight.awards.groups import (
    changes_of_ownership,
    held_together,
    members_of,
    perhaps_held,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """What connects the organisations of a register, worked out once for many findings."""

    register: Register
    #: By organisation, those with a registered number in common, itself left out.
    namesakes: Mapping[str, tuple[str, ...]]
    changes: tuple[date, ...]

    def days(self, finding: Finding, on: date) -> tuple[date, ...]:
        """Give the days on which ownership can differ in a finding's period, and the day `on`."""
        first, last = finding.days
        between = self.changes[bisect_right(self.changes, first) : bisect_right(self.changes, last)]
        return (first, *between, on)


def connect(register: Register) -> Connections:
    """Work out what connects the organisations of a register."""
    holders: dict[tuple[str, str], list[str]] = {}
    for organisation in register.organisations.values():
        for number in organisation.identifiers:
            holders.setdefault(number, []).append(organisation.slug)
    shared: dict[str, dict[str, None]] = {}
    for slugs in holders.values():
        for slug in slugs:
            others = shared.setdefault(slug, {})
            others.update(dict.fromkeys(other for other in slugs if other != slug))
    return Connections(
        register=register,
        namesakes={slug: tuple(others) for slug, others in shared.items()},
        changes=changes_of_ownership(register),
    )


def rule_on(register: Register, findings: Iterable[Finding], award: Award) -> Ruling:
    """Say whether an award may be made, from everything known at one checkpoint."""
    connections = connect(register)
    blocking, others, undecided = list[Touch](), list[Touch](), list[Touch]()
    for finding in findings:
        touch = touch_of(connections, finding, award)
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


def touch_of(connections: Connections, finding: Finding, award: Award) -> Touch | None:
    """Say how a finding touches an award, by the closest connection; None when it does not."""
    days = connections.days(finding, award.on)
    found = [
        Touch(finding=finding, supplier=supplier, how=how, entries=entries)
        for supplier in award.suppliers
        for how, entries in _ways(connections, supplier, finding.supplier, days)
    ]
    return min(found, key=lambda touch: _ORDER.index(touch.how), default=None)


def _ways(
    connections: Connections, supplier: str, about: str, days: Sequence[date]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the connections of a supplier with the organisation that a finding is about."""
    register, namesakes = connections.register, connections.namesakes.get(about, ())
    if supplier == about:
        yield ITSELF, ()
    if supplier in namesakes:
        both = (register.organisations[supplier], register.organisations[about])
        yield SAME_NUMBER, tuple(one.begun for one in both)
    members = members_of(register, supplier, days)
    for name in (about, *namesakes):
        if name in members:
            yield MEMBER, (members[name],)
        for part in (supplier, *members):
            shares = held_together(register, part, name, days)
            if shares:
                yield GROUP, (*((members[part],) if part in members else ()), *shares)
            doubt = perhaps_held(register, part, name, days)
            if doubt is not None:
                yield UNDECIDED, (doubt,)
