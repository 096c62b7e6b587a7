"""Track records in words: connections, awards in time, figures over periods. Nothing is ranked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fielding.app.books.finding.read_findings import ToldFinding
from fielding.oversight.awards.award import (
    GROUP,
    ITSELF,
    MEMBER,
    SAME_NUMBER,
    UNDECIDED,
    Touch,
)
from fielding.oversight.awards.awarding import PastAward
from fielding.oversight.findings.finding import Finding
from fielding.web.books.findings.shown import (
    STATES,
    ShownFinding,
    interval,
    measure_name,
    period_name,
    show_finding,
)
from fielding.web.books.interval_chart import Ranged, intervals
from fielding.web.books.reader import Reader
from fielding.web.charts import Chart

HOW: Mapping[str, str] = {
    ITSELF: "About this organisation",
    SAME_NUMBER: "About an organisation with the same registered number",
    MEMBER: "About a member of this joint venture",
    GROUP: "About an organisation of the same group",
    UNDECIDED: "About an organisation that may be of the same group: whether the share is more "
    "than half is not known, so it does not stand in the way",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTouch:
    """A finding and how it touches the organisation."""

    how: str
    #: Entries that show the connection; links where the reader may open entries.
    entries: tuple[int, ...]
    finding: ShownFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAward:
    """An award in time."""

    contract: str
    suppliers: tuple[tuple[str, str], ...]  # slug, name
    on: date
    result: str
    tag: str
    at: datetime
    by: str
    index: int
    #: Ids of findings that stood in the way.
    blocking: tuple[str, ...]
    stands_at: int
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One kind of figure over its periods, oldest first: its table, and a chart of shares."""

    title: str
    rows: tuple[
        tuple[str, str, str, str, str, str], ...
    ]  # period, value, n, interval, limit, state
    chart: Chart | None


def show_touches(
    touching: Iterable[tuple[Touch, ToldFinding]], reader: Reader
) -> tuple[ShownTouch, ...]:
    """Show findings with the connection by which each is here."""
    return tuple(
        ShownTouch(
            how=HOW[touch.how],
            entries=touch.entries if reader.opens_entries else (),
            finding=show_finding(told, reader),
        )
        for touch, told in touching
    )


def show_awards(awards: Iterable[PastAward], reader: Reader) -> tuple[ShownAward, ...]:
    """Show awards that were made and refused."""
    return tuple(
        ShownAward(
            contract=one.contract,
            suppliers=tuple((slug, reader.name(slug)) for slug in one.suppliers),
            on=one.on,
            result="Made" if one.made else "Refused",
            tag="govuk-tag--green" if one.made else "govuk-tag--red",
            at=one.act.at,
            by=one.act.by,
            index=one.act.index,
            blocking=one.blocking,
            stands_at=one.stands_at,
            synthetic=one.synthetic,
        )
        for one in awards
    )


def trends(told: Sequence[ToldFinding], reader: Reader) -> tuple[Trend, ...]:
    """Lay the figures of one code and measure about one organisation side by side in time."""
    found: dict[tuple[str, str], list[ToldFinding]] = {}
    for one in told:
        measure = measure_name(one.finding.measure) if one.finding.measure else ""
        parts = (reader.name(one.finding.supplier), one.finding.contract, measure)
        found.setdefault((", ".join(filter(None, parts)), one.sentence), []).append(one)
    return tuple(
        _trend(f"{what}. {sentence}", group)
        for (what, sentence), group in sorted(found.items(), key=lambda item: item[0])
    )


def _trend(title: str, group: list[ToldFinding]) -> Trend:
    ordered = sorted(group, key=lambda one: one.finding.days)
    ranged = [_ranged(one.finding) for one in ordered]
    shares = [one for one in ranged if one]
    about = "Each line is one period: the bar is the 95% interval, the mark is the value"
    return Trend(
        title=title,
        rows=tuple(_row(one) for one in ordered),
        chart=intervals(title, about, shares) if len(shares) == len(ordered) else None,
    )


def _row(one: ToldFinding) -> tuple[str, str, str, str, str, str]:
    figure = one.finding.figure
    return (
        period_name(one.finding.period),
        figure["value"],
        figure.get("n", "–"),
        interval(figure),
        figure.get("limit", "–"),
        STATES[one.state][0],
    )


def _ranged(finding: Finding) -> Ranged | None:
    value, low, high = (_share(finding.figure.get(name)) for name in ("value", "low", "high"))
    if value is None or low is None or high is None:
        return None
    return Ranged(name=period_name(finding.period), share=value, low=low, high=high)


def _share(told: str | None) -> float | None:
    """Read a share: 15 % or 0.15; None for anything that is no share."""
    if not told:
        return None
    percent = told.endswith("%")
    try:
        number = float(told.rstrip("% ").replace(",", ""))
    except ValueError:
        return None
    share = number / 100 if percent else number
    return share if 0 <= share <= 1 else None
