"""Results of second readings in words: rows of the table, what the alarms say, and the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from fielding.oversight.readings.readers import ReaderResult
from fielding.oversight.readings.reading import OVERTURNED, UNREAD, UPHELD, WAITING
from fielding.oversight.readings.results import Result
from fielding.oversight.records import NOBODY
from fielding.oversight.shares import CannotCompute
from fielding.oversight.statistics.agreement import Agreement, Coefficient
from fielding.oversight.statistics.sequential import Verdict
from fielding.oversight.statistics.stratified import Estimate
from fielding.web.bodies import body_name
from fielding.web.books.interval_chart import Ranged, intervals
from fielding.web.charts import Chart
from fielding.web.speaker import Speaker

WHY_NOT = {
    "nothing-to-count": "Cannot be computed, because there is nothing to count",
    "stratum-not-drawn-from": "Cannot be computed, because a handler has no settled reading yet",
    "all-said-the-same": "Cannot be computed, because all said the same",
}
VERDICTS = {
    Verdict.ALARM: "Alarm after {readings} readings",
    Verdict.HONEST: "Ended without alarm after {readings} readings",
    Verdict.UNDECIDED: "Goes on after {readings} readings",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownResult:
    """One firm or handler as the page shows it."""

    name: str
    dismissed: int
    #: For each result how many, and the address of the entries behind the number.
    cells: tuple[tuple[str, int, str], ...]
    rate: str
    interval: str
    wrong: str  # how many of all dismissals that makes
    test: str
    in_alarm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAgreement:
    """How far two readings agree, in words."""

    name: str
    cases: int
    same: str
    kappa: str
    ac1: str
    note: str = ""


#: More lines than this nobody reads in a chart; the table has them all.
MOST_DRAWN = 60
#: In the order of the table.
COLUMNS = (UPHELD, OVERTURNED, WAITING, UNREAD)


def shown_result(result: Result, query: dict[str, str], speaker: Speaker) -> ShownResult:
    """Put one group into words."""
    told = {**query, "firm": result.firm, "handler": result.handler}
    page = reverse("reading-entries")
    rate, interval, wrong = told_rate(result.rate)
    return ShownResult(
        name=name_of(result, speaker),
        dismissed=result.dismissed,
        cells=tuple(
            (column, result.count(column), f"{page}?{urlencode({**told, 'result': column})}")
            for column in COLUMNS
        ),
        rate=rate,
        interval=interval,
        wrong=wrong,
        test=told_test(result),
        in_alarm=in_alarm(result),
    )


def name_of(result: Result, speaker: Speaker) -> str:
    """Name a group."""
    firm = "No firm (the centre itself)" if result.firm == NOBODY else ""
    firm = firm or body_name(result.firm, speaker)
    return f"{result.handler} ({firm})" if result.handler else firm


def told_rate(rate: Estimate | CannotCompute) -> tuple[str, str, str]:
    """Write a weighted rate, its interval, and how many cases that makes."""
    if isinstance(rate, CannotCompute):
        return WHY_NOT[rate.because], "", ""
    low, high = rate.interval.low, rate.interval.high
    wrong = f"{rate.total:,.0f} ({low * rate.cases:,.0f} to {high * rate.cases:,.0f})"
    return f"{rate.rate:.1%}", f"{low:.1%} to {high:.1%}", wrong


def told_test(result: Result) -> str:
    """Say what the sequential test and the watch after it say."""
    told = VERDICTS[result.test.verdict].format(readings=result.test.readings)
    if result.test.verdict is Verdict.HONEST and result.watched.alarms:
        told += f"; the watch raised an alarm after {result.watched.alarms[0]}"
    if result.held_up:
        told += f"; {result.held_up} more wait behind a reading that is not settled"
    return told


def in_alarm(result: Result) -> bool:
    """Has the test or the watch raised an alarm?"""
    return result.test.verdict is Verdict.ALARM or bool(result.watched.alarms)


def chart_of(results: Sequence[Result], speaker: Speaker) -> Chart | None:
    """Draw the rates that can be computed with their intervals."""
    ranged = [
        Ranged(
            name=name_of(one, speaker),
            share=one.rate.rate,
            low=one.rate.interval.low,
            high=one.rate.interval.high,
        )
        for one in results
        if isinstance(one.rate, Estimate)
    ]
    about = f"{len(ranged)} rates with 95% intervals. The table has every number."
    if not 0 < len(ranged) <= MOST_DRAWN:
        return None
    return intervals("Dismissals overturned, weighted", about, ranged)


def shown_reader(one: ReaderResult, speaker: Speaker) -> ShownAgreement:
    """Put one reader's agreement with the decisions into words."""
    alarms = one.watched.alarms
    note = f"Agrees with nearly all: alarm after {alarms[0]} readings" if alarms else ""
    name = f"{one.reader} ({body_name(one.firm, speaker)})" if one.firm else one.reader
    return shown_agreement(name, one.agreement, note)


def shown_agreement(
    name: str, agreement: Agreement | CannotCompute, note: str = ""
) -> ShownAgreement:
    """Put an agreement into words."""
    if isinstance(agreement, CannotCompute):
        why = WHY_NOT[agreement.because]
        return ShownAgreement(name=name, cases=0, same="–", kappa="", ac1="", note=why)
    return ShownAgreement(
        name=name,
        cases=agreement.cases,
        same=f"{agreement.same:,} ({agreement.same / agreement.cases:.1%})",
        kappa=_coefficient(agreement.kappa),
        ac1=_coefficient(agreement.ac1),
        note=note,
    )


def _coefficient(found: Coefficient | CannotCompute) -> str:
    if isinstance(found, CannotCompute):
        return WHY_NOT[found.because]
    return f"{found.value:.2f} ({found.interval.low:.2f} to {found.interval.high:.2f})"
