"""Results: how many decisions second readings overturned, by firm and handler, and every alarm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fielding.oversight.readings.folding import Draw, Picked, Reading, Readings
from fielding.oversight.readings.population import DISMISSED
from fielding.oversight.readings.reading import OVERTURNED, UNREAD, UPHELD, WAITING, result_of
from fielding.oversight.shares import CannotCompute
from fielding.oversight.statistics.sequential import (
    SequentialTest,
    Tested,
    Watch,
    Watched,
    run_test,
    watch,
)
from fielding.oversight.statistics.stratified import Estimate, Stratum, estimate

#: At most 5 of 100 dismissals may be wrong; 15 of 100 must not stay unseen.
TEST = SequentialTest(honest=0.05, bad=0.15, false_alarm=0.01, missed=0.05)
WATCH = Watch(honest=0.05, bad=0.15, limit=5.0)


class ResultsBy(StrEnum):
    """What results are broken down by."""

    FIRM = "firm"
    HANDLER = "handler"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultScope:
    """Real or synthetic cases; of one service or one draw, or all."""

    synthetic: bool = False
    service: str | None = None
    draw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A decision that was drawn, and what came of reading it again."""

    draw: Draw
    picked: Picked
    reading: Reading | None
    result: str

    @property
    def entries(self) -> tuple[int, ...]:
        """Name the entries this rests on: the decision, the reading, what settled it."""
        said = (self.reading.answer, self.reading.settled) if self.reading else ()
        return (self.picked.pick.decided.index, *(one.index for one in said if one))


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One firm or handler: counts, weighted rate, the sequential test, and the watch."""

    firm: str
    handler: str  # empty: the whole firm
    dismissed: int  # decisions in the periods drawn from
    reads: tuple[Read, ...]  # of dismissals, in the order in which they were read
    rate: Estimate | CannotCompute
    test: Tested
    watched: Watched
    #: Readings that the alarms do not see yet: one before them is not settled.
    held_up: int

    def count(self, *results: str) -> int:
        """Count the readings that came to one of these."""
        return sum(read.result in results for read in self.reads)


def reads_in(readings: Readings, scope: ResultScope) -> list[Read]:
    """Give everything drawn in a scope, in the order in which it was read; unread last."""
    found = [
        Read(draw=draw, picked=one, reading=reading, result=result_of(one, reading))
        for draw in readings.draws.values()
        if draw.plan.synthetic is scope.synthetic
        and scope.service in {None, draw.plan.service}
        and scope.draw in {None, draw.id}
        for one in draw.picked
        for reading in [readings.readings.get(one.reading or "")]
    ]
    return sorted(found, key=_order)


def results(reads: Iterable[Read], by: ResultsBy) -> tuple[Result, ...]:
    """Give the results of each firm or handler, in the order of their names: nothing is ranked."""
    groups: dict[tuple[str, str], list[Read]] = {}
    for read in reads:
        decided = read.picked.pick.decided
        if decided.kind == DISMISSED:
            handler = decided.handler if by is ResultsBy.HANDLER else ""
            groups.setdefault((decided.firm, handler), []).append(read)
    return tuple(result_of_group(*key, groups[key]) for key in sorted(groups))


def result_of_group(firm: str, handler: str, reads: Sequence[Read]) -> Result:
    """Work out one group from the readings of its dismissals, in the order of their reading."""
    hits = _settled_in_order(reads)
    settled = sum(read.result in {UPHELD, OVERTURNED} for read in reads)
    strata = _strata(reads)
    return Result(
        firm=firm,
        handler=handler,
        dismissed=sum(stratum.cases for stratum in strata),
        reads=tuple(reads),
        rate=estimate(strata),
        test=run_test(TEST, hits),
        watched=watch(WATCH, hits),
        held_up=settled - len(hits),
    )


def to_reopen(reads: Iterable[Read]) -> list[Read]:
    """List the dismissals that were overturned, asked for again or not."""
    return [
        read
        for read in reads
        if read.result == OVERTURNED and read.picked.pick.decided.kind == DISMISSED
    ]


def _settled_in_order(reads: Sequence[Read]) -> list[bool]:
    """Give what was overturned, as far as every reading before is settled.

    Readings that agree are settled at once, others later: taken as they are settled, they would
    make everybody look better at first.
    """
    hits: list[bool] = []
    for read in reads:
        if read.result in {WAITING, UNREAD}:
            break
        hits.append(read.result == OVERTURNED)
    return hits


def _strata(reads: Iterable[Read]) -> list[Stratum]:
    """Count the strata of each draw; one with nothing settled yet joins its handler's others."""
    handlers: dict[tuple[str, str, str], dict[str, list[Read]]] = {}
    for read in reads:
        decided = read.picked.pick.decided
        place = (read.draw.id, decided.firm, decided.handler)
        handlers.setdefault(place, {}).setdefault(decided.code, []).append(read)
    return [
        stratum
        for strata in handlers.values()
        for stratum in _joined([_stratum(strata[code]) for code in sorted(strata)])
    ]


def _stratum(reads: Sequence[Read]) -> Stratum:
    settled = [read for read in reads if read.result in {UPHELD, OVERTURNED}]
    return Stratum(
        cases=reads[0].picked.pick.out_of,
        drawn=len(settled),
        hits=sum(read.result == OVERTURNED for read in settled),
    )


def _joined(strata: Sequence[Stratum]) -> list[Stratum]:
    known = [stratum for stratum in strata if stratum.drawn]
    unknown = sum(stratum.cases for stratum in strata if not stratum.drawn)
    if not known or not unknown:
        return list(strata)
    largest = max(known, key=lambda stratum: stratum.cases)
    joined = Stratum(cases=largest.cases + unknown, drawn=largest.drawn, hits=largest.hits)
    return [joined if stratum is largest else stratum for stratum in known]


def _order(read: Read) -> tuple[bool, int, int]:
    answer = read.reading.answer if read.reading else None
    return (answer is None, answer.index if answer else 0, read.picked.pick.decided.index)
