"""What the page of one network says: pure, from its reports and what they mention."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fielding.linking.networks.standing import State
from fielding.store.queries.networks import IdentifierRow, Member, MentionRow
from fielding.web.networks.words import KINDS, STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIdentifier:
    """An identifier as a page shows it: masked, with what is said of it."""

    identifier: int
    token: str  # hex
    kind: str
    shown: str
    here: int  # reports of this network that mention it
    reports: int  # in all that give it as the other side's
    joins: bool
    says: str
    mark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a path of evidence: a report, and the identifier that leads on from it."""

    report: str
    case: str
    identifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMember:
    """A report of the network, and why it is in it."""

    member: Member
    body: str
    #: From this report to the network's first one; empty for the first.
    path: tuple[Step, ...]
    end: str  # reference of the report that the path ends at
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Who mentions what, inside one network."""

    by_report: Mapping[int, tuple[int, ...]]
    by_identifier: Mapping[int, tuple[int, ...]]


def evidence_of(
    mentions: Sequence[MentionRow], identifiers: Mapping[int, ShownIdentifier]
) -> Evidence:
    """Keep the mentions that join: the other side's, which two reports or more here share."""
    by_identifier: dict[int, list[int]] = defaultdict(list)
    for mention in mentions:
        known = identifiers.get(mention.identifier)
        if mention.whose == "suspect" and known is not None and known.joins:
            by_identifier[mention.identifier].append(mention.report)
    shared = {one: tuple(found) for one, found in by_identifier.items() if len(found) > 1}
    by_report: dict[int, list[int]] = defaultdict(list)
    for identifier, reports in shared.items():
        for report in reports:
            by_report[report].append(identifier)
    return Evidence(
        by_report={report: tuple(found) for report, found in by_report.items()},
        by_identifier=shared,
    )


def show_identifiers(
    rows: Sequence[IdentifierRow],
    mentions: Sequence[MentionRow],
    opened: Callable[[IdentifierRow], str],
) -> dict[int, ShownIdentifier]:
    """Put identifiers in words, those that most reports here mention first."""
    here: dict[int, set[int]] = defaultdict(set)
    for mention in mentions:
        here[mention.identifier].add(mention.report)
    shown = [_shown(row, len(here[row.identifier]), opened(row)) for row in rows]
    ordered = sorted(shown, key=lambda one: (not one.joins, -one.here, one.identifier))
    return {one.identifier: one for one in ordered}


def _shown(row: IdentifierRow, here: int, masked: str) -> ShownIdentifier:
    state = State(row.state)
    return ShownIdentifier(
        identifier=row.identifier,
        token=row.token.hex(),
        kind=KINDS.get(row.kind, row.kind),
        shown=masked,
        here=here,
        reports=row.reports,
        joins=state.joining,
        says=STATES[state],
        mark=row.mark,
    )


def show_members(
    members: Sequence[Member],
    evidence: Evidence,
    identifiers: Mapping[int, ShownIdentifier],
    named: Callable[[str], str],
) -> list[ShownMember]:
    """Say of each report why it belongs: the shortest path of evidence to the first one."""
    known = {member.report: member for member in members}
    paths = _paths(members[0].report, evidence) if members else {}
    shown = []
    for member in members:
        path = tuple(
            Step(
                report=known[report].reference,
                case=known[report].case,
                identifier=f"{identifiers[through].kind} {identifiers[through].shown}",
            )
            for report, through in paths.get(member.report, ())
            if report in known
        )
        shown.append(
            ShownMember(
                member=member,
                body=named(member.body) if member.body else "Not known",
                path=path,
                end=members[0].reference,
                why=_why(member, path, members[0], evidence, identifiers),
            )
        )
    return shown


def _paths(first: int, evidence: Evidence) -> dict[int, list[tuple[int, int]]]:
    """For each report the shortest way to the first: (report, the identifier that leads on)."""
    way: dict[int, tuple[int, int]] = {}
    waiting, seen = deque([first]), {first}
    while waiting:
        report = waiting.popleft()
        for identifier in evidence.by_report.get(report, ()):
            for other in evidence.by_identifier[identifier]:
                if other not in seen:
                    seen.add(other)
                    way[other] = (report, identifier)
                    waiting.append(other)
    paths = {first: list[tuple[int, int]]()}
    for report in way:
        at, path = report, list[tuple[int, int]]()
        while at != first:
            leads_to, through = way[at]
            path.append((at, through))
            at = leads_to
        paths[report] = path
    return paths


def _why(
    member: Member,
    path: Sequence[Step],
    first: Member,
    evidence: Evidence,
    identifiers: Mapping[int, ShownIdentifier],
) -> str:
    if member.report == first.report:
        return "The first report of this network"
    if not path:
        return "A person said that it belongs here, or the evidence is weaker: open it to see"
    shared = evidence.by_report.get(member.report, ())
    told = [f"{identifiers[one].kind} {identifiers[one].shown}" for one in shared[:3]]
    more = f" and {len(shared) - 3} more" if len(shared) > 3 else ""
    return "Shares " + ", ".join(told) + more
