"""One report into many: from its entry in the ledger to its network, kept, with its reasons."""

import time
from collections.abc import Iterator, Sequence

import numpy as np
import psutil  # type: ignore[import-untyped]
import psycopg
from django.conf import settings

from bench.figures import Figure, milliseconds, percentile
from bench.linking_tables import Caseload, address
from bench.machine import administrator
from fielding.access.roles import Actor, Role
from fielding.app.receive_case import Received, receive_case
from fielding.engines.linking.whole import InBulk
from fielding.engines.system import SystemClock
from fielding.simulation.linking.groups import draw_reports
from fielding.simulation.linking.mixture import Mixture
from fielding.simulation.linking.naming import draw_mentions
from fielding.store.linking.linker import Linker
from fielding.store.queries.networks import identifiers, members, mentions, network_of
from fielding.store.sequencer import Sequencer
from fielding.store.transactions import PostgresStore
from fielding.testing.hub import REPORTER
from fielding.testing.plain_answers import plain_answers
from fielding.wiring.hub import hub, keyring

SIZES = (50_000, 1_000_000)
ARRIVALS = 500
ANALYST = Actor(name="bench-analyst", role=Role.ANALYST)
#: Members of a network whose evidence is read with the answer.
READ = 50


def measure(sizes: Sequence[int] = SIZES) -> list[Figure]:
    """Fill the tables of linking with drawn reports; then let reports come through the hub."""
    return [figure for size in sizes for figure in _arrivals(size)]


def _arrivals(size: int) -> list[Figure]:
    told = _Told(size)
    with psycopg.connect(administrator(), dbname=settings.FIELDING_DATABASE_NAME) as owner:
        told.there.fill(owner)
    store = hub().store
    if not isinstance(store, PostgresStore):
        raise TypeError(store)
    linker = Linker(store=store, hub=hub(), at_once=InBulk())
    before = psutil.Process().memory_info().rss
    begun = time.perf_counter()
    linker.link_stretch()
    loaded = time.perf_counter() - begun
    held = psutil.Process().memory_info().rss - before
    linked, answered = _let_come(told, linker)
    name = f"{size:,} existing"
    return [
        Figure(what=f"linker starts, {name}", value=round(loaded, 1), unit="s"),
        Figure(what=f"memory of the linker, {name}", value=round(held / 2**20), unit="MiB"),
        _middle(f"one report linked and kept, {name}", linked),
        _tail(f"one report linked and kept, {name}", linked),
        _middle(f"the same, its network and reasons read, {name}", answered),
        _tail(f"the same, its network and reasons read, {name}", answered),
    ]


def _let_come(told: "_Told", linker: Linker) -> tuple[list[float], list[float]]:
    linked, answered = [], []
    with psycopg.connect(settings.FIELDING_SEQUENCER, autocommit=True) as connection:
        keys = keyring()
        sequencer = Sequencer(
            connection=connection,
            origin=settings.FIELDING_ORIGIN,
            keys=(keys.log, keys.cosigner),
            clock=SystemClock(),
        )
        sequencer.take_over()
        for received in told.coming():
            case = receive_case(hub(), REPORTER, received).case
            sequencer.sequence_batch()
            begun = time.perf_counter()
            linker.link_stretch()
            linked.append(time.perf_counter() - begun)
            _read(case)
            answered.append(time.perf_counter() - begun)
    return linked, answered


def _read(case: str) -> None:
    """Read what a page says of a report: its network, and what joins it to the others."""
    found = network_of(ANALYST, case)
    if found is None:
        raise LookupError(case)
    reports = [member.report for member in members(ANALYST, found.network, most=READ)]
    named = mentions(ANALYST, reports)
    identifiers(ANALYST, {each.identifier for each in named})


def _middle(what: str, seconds: list[float]) -> Figure:
    return Figure(
        what=f"{what}: half within", value=milliseconds(percentile(seconds, 0.5)), unit="ms"
    )


def _tail(what: str, seconds: list[float]) -> Figure:
    return Figure(
        what=f"{what}: 99 of 100 within", value=milliseconds(percentile(seconds, 0.99)), unit="ms"
    )


class _Told:
    """Drawn reports: all but the last are there already, the last ones come."""

    def __init__(self, size: int) -> None:
        rng = np.random.default_rng(size)
        mixture = Mixture()
        self._size = size
        drawn = draw_mentions(rng, mixture, draw_reports(rng, mixture, size + ARRIVALS))
        there = drawn.report < size
        self._later = {
            number: drawn.identifier[drawn.report == size + number].tolist()
            for number in range(ARRIVALS)
        }
        self.there = Caseload(
            size=size,
            report=drawn.report[there] - size,
            identifier=drawn.identifier[there],
            own=drawn.whose[there] == 1,
            named={each for named in self._later.values() for each in named},
        )

    def coming(self) -> Iterator[Received]:
        """Give the reports that come, each naming its identifiers as addresses in a mail."""
        service = next(one for one in hub().services.in_force() if one.mail)
        for number, named in self._later.items():
            answers = plain_answers(
                service, kind="message", message_emails=[address(each) for each in named]
            )
            key = f"bench-{self._size}-{number:012}"
            yield Received(service=service.code, answers=answers, door="file", key=key)
