"""Findings as every page shows them: both sides together, and no word that judges."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from fielding.app.books.finding.read_findings import ToldFinding, ToldReply
from fielding.oversight.findings.finding import (
    EXPIRED,
    GONE,
    OPEN,
    REBUTTED,
    Act,
    Finding,
    read_period,
)
from fielding.oversight.rulebook import RULES
from fielding.web.books.reader import Reader
from fielding.web.oversight.words import month_name

#: How many of a finding's entries a page names; the CSV file names all that the ledger names.
MOST_SHOWN = 50
STATES: Mapping[str, tuple[str, str]] = {
    OPEN: ("Open", "govuk-tag--blue"),
    REBUTTED: ("Reply accepted", "govuk-tag--green"),
    GONE: ("Withdrawn", "govuk-tag--grey"),
    EXPIRED: ("Expired", "govuk-tag--grey"),
}
SEVERITIES: Mapping[str, str] = {"low": "Low", "medium": "Medium", "high": "High"}
_FIGURE: Mapping[str, str] = {"value": "Value", "n": "Number looked at", "limit": "Limit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReply:
    """A reply, and what was decided about it."""

    id: str
    words: str
    at: datetime
    by: str
    decided: str  # empty while nobody has
    reasons: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """A finding as a reader gets it."""

    id: str
    sentence: str
    about: str
    contract: str
    period: str
    #: What the finding is called in a list: about whom, when, under which contract, of what.
    heading: str
    state: str
    tag: str
    rows: tuple[tuple[str, str], ...]
    figure: tuple[tuple[str, str], ...]
    #: Indexes of entries; they are links where the reader may open entries.
    evidence: tuple[int, ...]
    more: int
    opens_entries: bool
    rule: str
    stands_at: int
    note: str
    replies: tuple[ShownReply, ...]
    withdrawn: str
    raised_at: datetime
    synthetic: bool

    @property
    def waits(self) -> tuple[ShownReply, ...]:
        """Give the replies that nobody has decided on."""
        return tuple(reply for reply in self.replies if not reply.decided)


def show_findings(told: Iterable[ToldFinding], reader: Reader) -> tuple[ShownFinding, ...]:
    """Show findings to somebody."""
    return tuple(show_finding(one, reader) for one in told)


def show_finding(told: ToldFinding, reader: Reader) -> ShownFinding:
    """Show a finding to somebody: entries are linked for who may open them."""
    finding = told.finding
    state, tag = STATES[told.state]
    return ShownFinding(
        id=finding.id,
        sentence=told.sentence,
        about=reader.name(finding.supplier),
        contract=finding.contract or "",
        period=period_name(finding.period),
        heading=", ".join(_heading(finding, reader)),
        state=state,
        tag=tag,
        rows=tuple(_rows(finding, told.state, reader)),
        figure=tuple(_figure(finding.figure)),
        evidence=finding.evidence[:MOST_SHOWN],
        more=finding.rests_on - min(len(finding.evidence), MOST_SHOWN),
        opens_entries=reader.opens_entries,
        rule=rule_name(finding.rule),
        stands_at=finding.stands_at,
        note=told.note,
        replies=tuple(_reply(one) for one in told.replies),
        withdrawn=told.withdrawn,
        raised_at=finding.raised.at,
        synthetic=told.synthetic,
    )


def rule_name(digest: str) -> str:
    """Name a rule by its code and version; one that is no longer in force by its digest."""
    for rule in RULES.values():
        if rule.digest == digest:
            return f"{rule.code}, version {rule.version}"
    return digest


def period_name(period: str) -> str:
    """Write a period in words."""
    if period.count("-") == 1 and "/" not in period:
        return month_name(period)
    if "-" not in period:
        return period
    first, last = read_period(period)
    return f"{first:%-d %b %Y}" if first == last else f"{first:%-d %b %Y} to {last:%-d %b %Y}"


def measure_name(measure: str) -> str:
    """Write the closed word of a measure."""
    return measure.replace("-", " ").capitalize()


def interval(figure: Mapping[str, str]) -> str:
    """Write the interval of a figure; a dash where it has none: a census has no uncertainty."""
    low, high = figure.get("low"), figure.get("high")
    return f"{low} to {high}" if low and high else "–"


def _heading(finding: Finding, reader: Reader) -> Iterator[str]:
    yield reader.name(finding.supplier)
    yield period_name(finding.period)
    if finding.contract:
        yield finding.contract
    if finding.measure:
        yield measure_name(finding.measure).lower()


def _rows(finding: Finding, state: str, reader: Reader) -> Iterator[tuple[str, str]]:
    yield "About", reader.name(finding.supplier)
    if finding.contract:
        yield "Contract", finding.contract
    yield "Period", period_name(finding.period)
    if finding.measure:
        yield "Measure", measure_name(finding.measure)
    yield "Severity", SEVERITIES[finding.severity.value]
    yield "Instrument", finding.instrument
    yield "Raised", f"{reader.speaker.moment(finding.raised.at)}, by {_who(finding.raised)}"
    if state == OPEN:
        until = reader.speaker.day(finding.expires)
        yield "Open until", f"{until}, unless a reply is accepted before"


def _figure(figure: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in ("value", "n"):
        if figure.get(name):
            yield _FIGURE[name], figure[name]
    if figure.get("low") and figure.get("high"):
        yield "95% interval", interval(figure)
    if figure.get("limit"):
        yield _FIGURE["limit"], figure["limit"]
    for name in sorted(set(figure) - {"value", "n", "low", "high", "limit"}):
        yield name.replace("-", " ").replace("_", " ").capitalize(), figure[name]


def _reply(told: ToldReply) -> ShownReply:
    made, decided = told.reply.made, told.reply.decided
    result = "" if decided is None else ("Accepted" if told.reply.accepted else "Declined")
    return ShownReply(
        id=told.reply.id,
        words=told.words,
        at=made.at,
        by=_who(made),
        decided=result,
        reasons=told.reasons,
        decided_by=_who(decided) if decided else "",
        decided_at=decided.at if decided else None,
    )


def _who(act: Act) -> str:
    return f"{act.by}, {act.role.replace('-', ' ')}"
