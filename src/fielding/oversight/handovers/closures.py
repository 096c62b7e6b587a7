"""Mass closures: cases closed just before a handover, held against the same contract's own past."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scipy.special import bdtrc

from fielding.kernel.instants import local_day
from fielding.oversight.fates import OPEN
from fielding.oversight.handovers.held_cases import handled_under
from fielding.oversight.records import CaseRecord
from fielding.oversight.shares import CannotCompute

#: Days before the cut-off that are looked at, and days before those that they are held against.
LAST, PAST = 30, 180
#: So rarely an even rate gives so many or more closures in the last days by chance.
CHANCE = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A case that ended: when, and by which entry."""

    day: date
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Closures:
    """Closures of the last 30 days, what the days before would lead to expect, and how unlikely."""

    last: tuple[int, ...]  # the entries that closed
    before: int
    expected: float
    #: How probable so many or more are at an even rate.
    probability: float
    #: Closures in each span of 30 days, the oldest first, with the first day of each.
    spans: tuple[tuple[date, int], ...]

    @property
    def many(self) -> bool:
        """Are they more than chance explains?"""
        return self.probability < CHANCE


def closures_under(
    records: Mapping[str, CaseRecord], contract: str, size: int
) -> Iterable[Closure]:
    """Give the closures up to a checkpoint of cases last handled under a contract."""
    for record in records.values():
        if record.fate in OPEN or record.fated >= size:
            continue
        if handled_under(record, size) == contract:
            day = next(local_day(m.at) for m in record.marks if m.index == record.fated)
            yield Closure(day=day, index=record.fated)


def hold_against_past(closures: Iterable[Closure], cutoff: date) -> Closures | CannotCompute:
    """Compare the closures of the last 30 days with those of the 180 days before them.

    Given their total, the number in the last days is binomial with the share of the last days in
    all days when the rate is even; the probability is that of its upper tail. Przyborowski, J. and
    Wilenski, H. (1940), Homogeneity of results in testing samples from Poisson series, Biometrika
    31, 313-323.
    """
    begin = cutoff - timedelta(days=LAST + PAST)
    looked = [one for one in closures if begin < one.day <= cutoff]
    recent = cutoff - timedelta(days=LAST)
    last = tuple(sorted(one.index for one in looked if one.day > recent))
    before = len(looked) - len(last)
    if not before:
        return CannotCompute(because="no-past")
    share = LAST / (LAST + PAST)
    probability = float(bdtrc(len(last) - 1, len(looked), share)) if last else 1.0
    return Closures(
        last=last,
        before=before,
        expected=before * LAST / PAST,
        probability=probability,
        spans=tuple(_spans(looked, begin)),
    )


def _spans(looked: Iterable[Closure], begin: date) -> Iterable[tuple[date, int]]:
    days = [(one.day - begin).days - 1 for one in looked]
    for number in range((LAST + PAST) // LAST):
        first = begin + timedelta(days=number * LAST + 1)
        yield first, sum(day // LAST == number for day in days)
