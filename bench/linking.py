"""One report into many: from its entry in the ledger to its network, durable, with its reasons.

`python -m bench.linking [existing ...]` measures by itself, on a hub of its own.
"""

import itertools
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import LiteralString

import psutil  # type: ignore[import-untyped]
import psycopg
from django.conf import settings

from bench.apart import own_hub  # before all that reads the settings
from bench.figures import Figure, milliseconds, percentile
from bench.linking_filled import Coming, fill
from bench.linking_spelt import Spelt
from bench.machine import administrator
from fielding.access.roles import Actor, Role
from fielding.app.receive_case import Received, receive_case
from fielding.store.linking.linker import Linker
from fielding.store.queries.belonging import belongs
from fielding.store.queries.networks import identifiers, members, mentions
from fielding.testing.hub import REPORTER
from fielding.wiring.hub import hub
from fielding.wiring.linking import a_linker
from fielding.wiring.sequencing import a_sequencer

SIZES = (50_000, 1_000_000)
#: So many reports come, so many times over: each figure is the middle one of these.
ARRIVALS, REPEATS = 500, 3
ANALYST = Actor(name="bench-analyst", role=Role.ANALYST)
#: Reports of a network that its page names.
READ = 50
LIMIT = "the same rows into a bare table, committed by plain SQL"
MAKE_BARE: LiteralString = "CREATE TABLE bench_linked (one bigint, other bigint, told bytea)"
DROP_BARE: LiteralString = "DROP TABLE IF EXISTS bench_linked"
KEEP_BARE: LiteralString = (
    "INSERT INTO bench_linked SELECT each, each, '\\x00112233445566778899aabbccddeeff'"
    " FROM generate_series(1, %s) AS each"
)
KEPT: LiteralString = (
    "SELECT (SELECT count(*) FROM link_report) + (SELECT count(*) FROM link_mention)"
    " + (SELECT count(*) FROM link_identifier) + (SELECT count(*) FROM link_near_form)"
)


def measure(sizes: Sequence[int] = SIZES) -> list[Figure]:
    """Fill the tables of linking with drawn reports; then let reports come through the hub."""
    return [figure for size in sizes for figure in _arrivals(size)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Took:
    """Seconds for each of some reports, one after another."""

    linked: list[float]
    answered: list[float]  # linked, and its network and reasons told
    shown: list[float]  # the page of its network read, by itself


def _arrivals(size: int) -> list[Figure]:
    coming = fill(size, ARRIVALS * REPEATS)
    linker = a_linker()
    before = psutil.Process().memory_info().rss
    begun = time.perf_counter()
    linker.link_stretch()
    loaded = time.perf_counter() - begun
    held = psutil.Process().memory_info().rss - before
    with psycopg.connect(administrator(), autocommit=True) as server:
        stood = _count(server)
        took = list(_let_come(size, coming, linker))
        rows = round((_count(server) - stood) / len(coming.named))
        bare = _bare(server, rows)
    name = f"{size:,} existing"
    linked = _both(f"one report linked and kept, {name}", [one.linked for one in took])
    answered = [one.answered for one in took]
    told = f"one report linked, kept, its network and reasons told, {name}"
    return [
        Figure(what=f"linker starts, {name}", value=round(loaded, 1), unit="s"),
        Figure(what=f"memory of the linker, {name}", value=round(held / 2**20), unit="MiB"),
        Figure(what=f"rows that a report adds, {name}", value=rows, unit="rows"),
        *linked,
        *_both(told, answered, bare),
        *_both(f"the page of its network read, {name}", [one.shown for one in took]),
    ]


def _let_come(size: int, coming: Coming, linker: Linker) -> Iterator[_Took]:
    with psycopg.connect(settings.FIELDING_SEQUENCER, autocommit=True) as connection:
        sequencer = a_sequencer(connection)
        sequencer.take_over()
        for number, some in enumerate(_batches(coming.named)):
            took = _Took(linked=[], answered=[], shown=[])
            for received in _received(f"bench-{size}-{number}", coming.spelt, some):
                case = receive_case(hub(), REPORTER, received).case
                sequencer.sequence_batch()
                _time_one(linker, case, took)
            yield took


def _batches(coming: Sequence[list[int]]) -> Iterator[Sequence[list[int]]]:
    return (coming[begin : begin + ARRIVALS] for begin in range(0, len(coming), ARRIVALS))


def _time_one(linker: Linker, case: str, took: _Took) -> None:
    begun = time.perf_counter()
    linker.link_stretch()
    linked = time.perf_counter()
    found = belongs(ANALYST, case)
    answered = time.perf_counter()
    if found is None:
        raise LookupError(case)
    reports = [member.report for member in members(ANALYST, found.network, most=READ)]
    named = mentions(ANALYST, reports)
    identifiers(ANALYST, {each.identifier for each in named})
    took.linked.append(linked - begun)
    took.answered.append(answered - begun)
    took.shown.append(time.perf_counter() - answered)


def _received(key: str, spelt: Spelt, coming: Sequence[list[int]]) -> Iterator[Received]:
    """Give the reports that come, each naming what was drawn for it."""
    service = next(one for one in hub().services.in_force() if one.pages)
    for number, named in enumerate(coming):
        answers = spelt.answers(service, named)
        yield Received(
            service=service.code, answers=answers, door="file", key=f"{key}-{number:012}"
        )


def _bare(server: psycopg.Connection, rows: int) -> list[list[float]]:
    """Commit as many rows as a report adds, without an index or a question."""
    server.execute(MAKE_BARE)
    took: list[list[float]] = [[] for _ in range(REPEATS)]
    for one, _ in itertools.product(took, range(ARRIVALS)):
        begun = time.perf_counter()
        server.execute(KEEP_BARE, (rows,))
        one.append(time.perf_counter() - begun)
    server.execute(DROP_BARE)
    return took


def _count(server: psycopg.Connection) -> int:
    row = server.execute(KEPT).fetchone()
    return int(row[0]) if row else 0


def _both(
    what: str, took: Sequence[list[float]], bare: Sequence[list[float]] | None = None
) -> Iterator[Figure]:
    for words, share in (("half within", 0.5), ("99 of 100 within", 0.99)):
        yield Figure(
            what=f"{what}: {words}", value=_middle(took, share), unit="ms",
            limit=_middle(bare, share) if bare else None, limit_is=LIMIT if bare else "",
        )  # fmt: skip


def _middle(took: Sequence[list[float]], share: float) -> float:
    """Give the middle one, of all repeats, of the time within which such a share was done."""
    return milliseconds(statistics.median(percentile(one, share) for one in took))


if __name__ == "__main__":
    with own_hub():
        for figure in measure([int(each) for each in sys.argv[1:]] or SIZES):
            beside = f" (limit {figure.limit:g})" if figure.limit is not None else ""
            print(f"{figure.what} {figure.value:,g} {figure.unit}{beside}")
