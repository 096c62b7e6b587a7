"""One change in a network of 10,000 reports: from its entry to what the page's query shows.

`python -m bench.linking_changes` measures on a hub of its own. A judgement, a mark, a number that
becomes a hub by the report that comes, and an erasure; each is asked for as an officer asks for it,
sequenced, linked, and read back. Beside them the bare limit: the components of the same network.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from statistics import median

import numpy as np
import psycopg
from django.conf import settings
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bench.apart import own_hub
from bench.figures import Figure, milliseconds
from bench.linking_filled import fill_with
from bench.linking_spelt import Spelt
from fielding.access.roles import Actor, Role
from fielding.app.erase_case import erase_case
from fielding.app.linking.judging import judge_reports, withdraw_from
from fielding.app.linking.marking import mark_identifier, unmark_identifier
from fielding.app.receive_case import Received, receive_case
from fielding.engines.linking.batch_arrays import Numbers
from fielding.engines.linking.batch_found import Networks
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.simulation.linking.groups import Reports, draw_reports
from fielding.simulation.linking.mixture import Mixture
from fielding.simulation.linking.naming import Mentions, Truth, draw_mentions
from fielding.store.linking.linker import Linker
from fielding.store.queries.networks import (
    IdentifierRow,
    identifiers,
    members,
    mentions,
    network_of,
)
from fielding.testing.hub import REPORTER
from fielding.wiring.hub import hub
from fielding.wiring.linking import a_linker
from fielding.wiring.sequencing import a_sequencer

#: Reports of one group among others; linking finds some 9,500 and more of them in one network.
LARGE, OTHERS = 10_700, 40_000
TIMES = 3
#: Strangers who name one number until it is a hub, at most.
STRANGERS = 400
#: Members of a network whose evidence is read with the answer.
READ = 50
ANALYST = Actor(name="bench-analyst", role=Role.ANALYST)
ERASER = Actor(name="bench-eraser", role=Role.DATA_PROTECTION_OFFICER)
REASON = "to be measured"


def measure() -> list[Figure]:
    """Fill the tables with a large network among others, then change it."""
    drawn = _Drawn()
    found = drawn.fill()
    with _linking() as settle:
        bench = _Bench(drawn=drawn, settle=settle)
        settle()
        taken: dict[str, list[float]] = {}
        for _ in range(TIMES):
            for what, seconds in bench.change():
                taken.setdefault(what, []).append(seconds)
        size = bench.size()
    limit = _components(drawn.mentions, found)
    where = f"in a network of {size:,}, until the page shows it"
    return [
        figure
        for what, times in taken.items()
        for figure in _figures(f"{what} {where}", times, limit)
    ]


def _figures(name: str, times: list[float], limit: float) -> Iterator[Figure]:
    for which, seconds in (("middle", median(times)), ("worst", max(times))):
        yield Figure(
            what=f"{name}: {which} of {len(times)}",
            value=milliseconds(seconds),
            unit="ms",
            limit=milliseconds(limit),
            limit_is="scipy's components of that network",
        )


@contextmanager
def _linking() -> Iterator[Callable[[], None]]:
    """Give what sequences and links all that waits."""
    linker: Linker = a_linker()
    with psycopg.connect(settings.FIELDING_SEQUENCER, autocommit=True) as connection:
        sequencer = a_sequencer(connection)
        sequencer.take_over()

        def settle() -> None:
            while sequencer.sequence_batch():
                pass
            while linker.link_stretch():
                pass

        yield settle


@dataclass(slots=True, kw_only=True)
class _Bench:
    """A hub with the large network, and what is done to it."""

    drawn: "_Drawn"
    settle: Callable[[], None]
    arrived: int = 0

    def change(self) -> Iterator[tuple[str, float]]:
        """Make each change once, check that it shows, and give how long that took."""
        one, other = (self._receive(self.drawn.typical()) for _ in range(2))
        self.settle()
        if self._network(one) != self._network(other):
            raise ArithmeticError(one, other)
        pair = (one, other)
        apart, busy = self._apart(pair), self.drawn.busiest()
        token = self._row(busy).token
        yield (
            "two reports judged different",
            self._timed(
                lambda: judge_reports(hub(), ANALYST, Verdict.DIFFERENT, pair, REASON), apart
            ),
        )
        yield (
            "the judgement withdrawn",
            self._timed(lambda: withdraw_from(hub(), ANALYST, pair, REASON), lambda: not apart()),
        )
        yield (
            "a number marked as shared",
            self._timed(
                lambda: mark_identifier(hub(), ANALYST, token, Mark.SHARED, REASON),
                lambda: self._state(busy) == "shared",
            ),
        )
        yield (
            "the mark taken away",
            self._timed(
                lambda: unmark_identifier(hub(), ANALYST, token, REASON),
                lambda: self._state(busy) == "joins",
            ),
        )
        yield "a number becoming a hub", self._hub(self.drawn.rare())
        yield (
            "a report erased",
            self._timed(
                lambda: erase_case(hub(), ERASER, one, basis="court-order"),
                lambda: network_of(ANALYST, one) is None,
            ),
        )

    def size(self) -> int:
        """Count the reports of the large network."""
        found = network_of(ANALYST, self._receive_and_settle(self.drawn.typical()))
        return found.reports if found else 0

    def _hub(self, rare: int) -> float:
        """Let strangers name a number until it joins nobody; give how long that report took."""
        for _ in range(STRANGERS):
            begun = time.perf_counter()
            self._receive_and_settle([rare, self.drawn.unheard(self.arrived)])
            taken = time.perf_counter() - begun
            if self._state(rare) != "joins":
                return taken
        raise ArithmeticError(rare)

    def _timed(self, act: Callable[[], object], shows: Callable[[], bool]) -> float:
        begun = time.perf_counter()
        act()
        self.settle()
        shown = shows()
        taken = time.perf_counter() - begun
        if not shown:
            raise ArithmeticError(act)
        return taken

    def _apart(self, pair: tuple[str, str]) -> Callable[[], bool]:
        return lambda: self._network(pair[0]) != self._network(pair[1])

    def _network(self, case: str) -> str:
        """Read what a page says of a report: its network, and what joins it to the others."""
        found = network_of(ANALYST, case)
        if found is None:
            raise LookupError(case)
        reports = [member.report for member in members(ANALYST, found.network, most=READ)]
        named = mentions(ANALYST, reports)
        identifiers(ANALYST, {each.identifier for each in named})
        return found.network

    def _state(self, identifier: int) -> str:
        row = self._row(identifier)
        return row.mark or row.state

    def _row(self, identifier: int) -> IdentifierRow:
        (row,) = identifiers(ANALYST, [identifier])
        return row

    def _receive_and_settle(self, named: list[int]) -> str:
        case = self._receive(named)
        self.settle()
        return case

    def _receive(self, named: list[int]) -> str:
        service = next(one for one in hub().services.in_force() if one.pages)
        answers = self.drawn.spelt.answers(service, named)
        self.arrived += 1
        key = f"bench-changes-{self.arrived:012}"
        received = Received(service=service.code, answers=answers, door="file", key=key)
        return receive_case(hub(), REPORTER, received).case


class _Drawn:
    """A large group among others, and which of its numbers are named again."""

    def __init__(self) -> None:
        rng = np.random.default_rng(LARGE)
        large = Mixture(one_off=0.0, exponent=-50.0, largest=LARGE)
        reports = _together(
            draw_reports(rng, Mixture(), OTHERS), draw_reports(rng, large, LARGE)
        )
        drawn = draw_mentions(rng, Mixture(), reports)
        self.mentions, self._size = drawn, len(reports)
        self.spelt = Spelt.of(drawn)
        theirs = drawn.identifier[drawn.whose == 0]
        held = np.bincount(theirs, minlength=len(drawn.kind))
        self._last = len(drawn.kind)
        group = int(np.bincount(reports.group).argmax())
        self._typical = _typical(drawn, np.flatnonzero(reports.group == group), held)
        own = {each for named in self._typical for each in named}
        mine = np.unique(drawn.identifier[reports.group[drawn.report] == group])
        mine = mine[drawn.truth[mine] == Truth.GROUP]
        by_reports: list[int] = mine[np.argsort(held[mine], kind="stable")].tolist()
        self._rare, self._busy = by_reports[:TIMES], by_reports[-TIMES:]
        self._named = np.array([*own, *self._busy, *self._rare])

    def fill(self) -> Networks:
        """Fill the tables with all of it."""
        return fill_with(self.mentions, self._size, self._named)

    def typical(self) -> list[int]:
        """Give what a report of the large group names, each time another's."""
        self._typical = [*self._typical[1:], self._typical[0]]
        return self._typical[0]

    def busiest(self) -> int:
        """Give a number that most reports of the large group mention."""
        return self._busy.pop()

    def rare(self) -> int:
        """Give a number that few reports of the large group mention."""
        return self._rare.pop()

    def unheard(self, nth: int) -> int:
        """Give a number that no report has named."""
        return self._last + nth


def _typical(drawn: Mentions, group: Numbers, held: Numbers) -> list[list[int]]:
    """Give what some reports name: two numbers or more that enough others mention."""
    found: list[list[int]] = []
    for report in group.tolist():
        named = drawn.identifier[drawn.report == report]
        named = named[(held[named] > 20) & (drawn.truth[named] == Truth.GROUP)]
        if len(named) > 1:
            found.append(named.tolist())
        if len(found) == 2 * TIMES + 1:
            break
    return found


def _together(few: Reports, more: Reports) -> Reports:
    """Put two caseloads into one, in the order of their days."""
    order = np.argsort(np.concatenate([few.day, more.day]), kind="stable")
    further = {"group": int(few.group.max()) + 1, "reporter": len(few)}
    return Reports(
        **{
            each.name: np.concatenate(
                [getattr(few, each.name), getattr(more, each.name) + further.get(each.name, 0)]
            )[order]
            for each in fields(Reports)
        }
    )


def _components(drawn: Mentions, found: Networks) -> float:
    """Time the components of the largest network: its reports, and what they mention."""
    names, sizes = np.unique(found.network, return_counts=True)
    inside = found.reports[found.network == names[sizes.argmax()]]
    mine = np.isin(drawn.report - len(found.reports), inside) & (drawn.whose == 0)
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        _, report = np.unique(drawn.report[mine], return_inverse=True)
        known, identifier = np.unique(drawn.identifier[mine], return_inverse=True)
        size = len(inside) + len(known)
        told = (np.ones(len(report)), (report, identifier + len(inside)))
        connected_components(coo_array(told, shape=(size, size)), directed=False)
        times.append(time.perf_counter() - begun)
    return median(times)


if __name__ == "__main__":
    with own_hub():
        for figure in measure():
            print(f"{figure.what} {figure.value:,g} ms ({figure.limit_is} {figure.limit:,g} ms)")
