"""Sequential tests of a rate: look after every reading, and still raise few false alarms.

A test of five in a hundred repeated each week raises a false alarm in about one honest year of
five; these do not, whenever one looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from math import log

from fielding.oversight.statistics.errors import NothingToTell


class Verdict(StrEnum):
    """What the readings so far say."""

    HONEST = "honest"
    ALARM = "alarm"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class SequentialTest:
    """Wald's test of an honest rate against one that must not be.

    Of honest series about `false_alarm` end in an alarm; of bad ones about `missed` end as honest.
    Wald, A. (1945), Sequential tests of statistical hypotheses, Annals of Mathematical Statistics
    16, 117-186. Raises NothingToTell.
    """

    honest: float = 0.05
    bad: float = 0.15
    false_alarm: float = 0.01
    missed: float = 0.05

    def __post_init__(self) -> None:
        rates = 0 < self.honest < self.bad < 1
        if not rates or not (0 < self.false_alarm < 0.5 and 0 < self.missed < 0.5):
            raise NothingToTell(honest=self.honest, bad=self.bad)

    @property
    def lower(self) -> float:
        """Give the evidence at which a series is taken for honest."""
        return log(self.missed / (1 - self.false_alarm))

    @property
    def upper(self) -> float:
        """Give the evidence at which there is an alarm."""
        return log((1 - self.missed) / self.false_alarm)

    def step(self, *, hit: bool) -> float:
        """Give what one reading adds to the evidence: the logarithm of the likelihood ratio."""
        if hit:
            return log(self.bad / self.honest)
        return log((1 - self.bad) / (1 - self.honest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """How a test ended: with which verdict, after how many readings, and on what evidence."""

    verdict: Verdict
    readings: int
    evidence: float


def run_test(test: SequentialTest, hits: Iterable[bool]) -> Tested:
    """Read one after the other, in the order of the ledger, until the test ends."""
    evidence, readings = 0.0, 0
    for readings, hit in enumerate(hits, start=1):
        evidence += test.step(hit=hit)
        if evidence >= test.upper:
            return Tested(verdict=Verdict.ALARM, readings=readings, evidence=evidence)
        if evidence <= test.lower:
            return Tested(verdict=Verdict.HONEST, readings=readings, evidence=evidence)
    return Tested(verdict=Verdict.UNDECIDED, readings=readings, evidence=evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A cumulative sum that never ends: it watches for a rate that turns bad at some day.

    Reynolds, M. R. and Stoumbos, Z. G. (1999), A CUSUM chart for monitoring a proportion when
    inspecting continuously, Journal of Quality Technology 31, 87-108. At 5 % against 15 %, a limit
    of 5 gives a false alarm about every 4,200 readings and finds 15 % in about 64; a limit of 4,
    every 1,400 and 47.
    """

    honest: float = 0.05
    bad: float = 0.15
    limit: float = 5.0

    def __post_init__(self) -> None:
        if not (0 < self.honest < self.bad < 1 and self.limit > 0):
            raise NothingToTell(honest=self.honest, bad=self.bad, limit=self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """The sum after each reading, and at which readings (from 1) it came over the limit."""

    sums: tuple[float, ...]
    alarms: tuple[int, ...]


def watch(rule: Watch, hits: Iterable[bool]) -> Watched:
    """Add up the evidence, never under nothing; after an alarm begin anew."""
    gain, loss = log(rule.bad / rule.honest), log((1 - rule.bad) / (1 - rule.honest))
    total, sums, alarms = 0.0, list[float](), list[int]()
    for place, hit in zip(count(1), hits, strict=False):
        total = max(0.0, total + (gain if hit else loss))
        sums.append(total)
        if total >= rule.limit:
            alarms.append(place)
            total = 0.0
    return Watched(sums=tuple(sums), alarms=tuple(alarms))
