"""What the page of one network says: pure, from its reports and what they mention."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fielding.linking.journal import Happened
from fielding.linking.judgements.judging import cases_of
from fielding.linking.networks.standing import State
from fielding.store.queries.networks import (
    Happening,
    IdentifierRow,
    Member,
    MentionRow,
    SaidRow,
)
from fielding.web.networks.words import (
    CAUSES,
    HAPPENED,
    HAPPENED_TO_OTHER,
    KINDS,
    SPLIT_CAUSES,
    STATES,
)
from fielding.wiring.linking_told import Sentence

#: Reports of a split that are named beside it.
MOST_NAMED = 6


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
class ShownMember:
    """A report of the network, and why it is in it."""

    member: Member
    body: str
    why: str
    #: From this report to the network's first one; empty for the first.
    path: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHappening:
    """What became of a network: a sentence around the name of the other one that it is about."""

    at: datetime
    before: str
    other: str | None  # its address, unless there is none or it was erased
    named: str
    after: str
    left: str  # how many reports it had afterwards, where that is known
    cause: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSplit:
    """What one step judged different."""

    pair: tuple[str, str]  # the cases of its first judgement
    by: str
    at: datetime
    references: tuple[str, ...]  # of some of its reports
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMentions:
    """Who mentions what, inside one network."""

    by_report: Mapping[int, tuple[int, ...]]
    by_identifier: Mapping[int, tuple[int, ...]]


def shared_mentions(
    mentions: Sequence[MentionRow], identifiers: Mapping[int, ShownIdentifier]
) -> SharedMentions:
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
    return SharedMentions(
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
    first: int,
    paths: Mapping[int, tuple[Sentence, ...]],
    named: Callable[[str], str],
) -> list[ShownMember]:
    """Say of each report why it belongs: the shortest path of evidence to the first one."""
    return [
        ShownMember(
            member=member,
            body=named(member.body) if member.body else "Not known",
            why=why_told(member.report, first, paths.get(member.report, ())),
            path=paths.get(member.report, ()),
        )
        for member in members
    ]


def why_told(report: int, first: int, path: Sequence[Sentence]) -> str:
    """Say in one sentence by what a report hangs on its network."""
    if report == first:
        return "The first report of this network"
    if not path:
        return "What joins it runs through reports that are not read here"
    step = path[0]
    return f"With {step.other}: {step.says} ({step.weighs})"


def show_happening(one: Happening) -> ShownHappening:
    """Say what became of a network, on its own page or on that of the other one."""
    told = HAPPENED_TO_OTHER if one.reverse else HAPPENED
    before, after = (part.format(moved=_counted(one.moved)) for part in told[one.happened])
    return ShownHappening(
        at=one.at,
        before=before,
        other=one.other,
        named=_named(one),
        after=after,
        left="" if one.reverse else f"{_counted(one.reports)} afterwards",
        cause=one.cause,
        by=(SPLIT_CAUSES if one.in_split else CAUSES).get(one.by, ""),
    )


def _named(one: Happening) -> str:
    """Name the other network, where there is one to be named."""
    if one.happened not in HAPPENED_TO_OTHER:
        return ""
    if one.happened == Happened.LEFT and not one.reverse:
        return f"({one.other_reference or 'erased since'})" if one.moved == 1 else ""
    if one.other_reference is None:
        return "a network whose first report was erased since"
    return f"the network of {one.other_reference}"


def _counted(reports: int) -> str:
    return f"{reports:,} {'report' if reports == 1 else 'reports'}"


def show_splits(said: Sequence[SaidRow]) -> list[ShownSplit]:
    """Gather judgements that were made in one step, the latest first."""
    splits: dict[str, list[SaidRow]] = defaultdict(list)
    for row in said:
        if row.split:
            splits[row.split].append(row)
    shown = [_split(cases_of(split), rows) for split, rows in splits.items()]
    return sorted(shown, key=lambda one: one.at, reverse=True)


def _split(pair: tuple[str, str], rows: Sequence[SaidRow]) -> ShownSplit:
    named = sorted({each for row in rows for each in (row.one_reference, row.other_reference)})
    return ShownSplit(
        pair=pair,
        by=rows[0].by,
        at=rows[0].at,
        references=tuple(named[:MOST_NAMED]),
        more=len(named[MOST_NAMED:]),
    )
