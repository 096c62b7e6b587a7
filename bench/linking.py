"""One report into many: from its entry in the ledger to its network, kept, with its reasons."""

import hashlib
import time
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import LiteralString

import numpy as np
import psutil  # type: ignore[import-untyped]
import psycopg
from django.conf import settings

from bench.figures import Figure, milliseconds, percentile
from bench.machine import administrator
from fielding.access.roles import Actor, Role
from fielding.app.receive_case import Received, receive_case
from fielding.definitions.service import Kind
from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Mentions
from fielding.engines.linking.batch_found import Networks
from fielding.engines.linking.whole import place_everything
from fielding.engines.system import SystemClock
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.networks.limits import Limits
from fielding.linking.tokens import token_of
from fielding.simulation.linking.groups import draw_reports
from fielding.simulation.linking.mixture import Mixture
from fielding.simulation.linking.naming import draw_mentions
from fielding.store.linking.linker import Linker
from fielding.store.linking.reaching import start_over
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
REPORT: LiteralString = (
    "report, case_id, network, core, in_body, family, received_at, loss, set_aside"
)
IDENTIFIER: LiteralString = "identifier, kind, token, shown, reports, owners, state"
MENTION: LiteralString = "report, identifier, whose"
NUMBER_ON: LiteralString = (
    "SELECT setval(pg_get_serial_sequence('link_identifier', 'identifier'), %s)"
)
Row = tuple[object, ...]
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


def measure() -> list[Figure]:
    """Fill the tables of linking with drawn reports; then let reports come through the hub."""
    return [figure for size in SIZES for figure in _arrivals(size)]


def _arrivals(size: int) -> list[Figure]:
    told = _Told(size)
    with psycopg.connect(administrator(), dbname=settings.FIELDING_DATABASE_NAME) as owner:
        start_over(owner)
        told.fill(owner)
    store = hub().store
    if not isinstance(store, PostgresStore):
        raise TypeError(store)
    linker = Linker(store=store, hub=hub(), at_once=place_everything)
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
        self.size = size
        drawn = draw_mentions(rng, mixture, draw_reports(rng, mixture, size + ARRIVALS))
        there = drawn.report < size
        self.report = drawn.report[there] - size  # before every index of the ledger
        self.identifier = drawn.identifier[there] + 1
        self.own = drawn.whose[there] == 1
        self.later = {
            number: drawn.identifier[drawn.report == size + number] + 1
            for number in range(ARRIVALS)
        }

    def coming(self) -> Iterator[Received]:
        """Give the reports that come, each naming its identifiers as addresses in a mail."""
        service = next(one for one in hub().services.in_force() if one.mail)
        for number, named in self.later.items():
            answers = plain_answers(
                service, kind="message", message_emails=[_address(each) for each in named.tolist()]
            )
            key = f"bench-{self.size}-{number:012}"
            yield Received(service=service.code, answers=answers, door="file", key=key)

    def fill(self, owner: psycopg.Connection) -> None:
        """Keep what the linker would have kept of the reports that are there.

        Forms of near identifiers are kept for those only that come: the others have none here.
        """
        arrays = Mentions(
            report=self.report,
            identifier=self.identifier,
            own=self.own,
            wide=np.zeros(len(self.report), dtype=np.bool_),
        )
        near = np.zeros((0, 2), dtype=np.int64)
        found = network_all(np.arange(-self.size, 0), arrays, near, Said(), Limits())
        mentioned = set(
            zip(self.report.tolist(), self.identifier.tolist(), self.own.tolist(), strict=True)
        )
        with owner.cursor() as cursor:
            _copy(cursor, "link_report", REPORT, _reports(found))
            _copy(cursor, "link_identifier", IDENTIFIER, self._identifiers(found))
            _copy(cursor, "link_mention", MENTION, _mentions(mentioned))
            cursor.execute(NUMBER_ON, (int(self.identifier.max()) + 1,))
            cursor.execute("UPDATE link_head SET upto = (SELECT size FROM head)")
        owner.commit()
        owner.autocommit = True
        owner.execute("ANALYZE")

    def _identifiers(self, found: Networks) -> Iterator[Row]:
        coming = {int(each) for named in self.later.values() for each in named}
        counted = np.bincount(self.identifier[~self.own], minlength=int(self.identifier.max()) + 1)
        owned = np.bincount(self.identifier[self.own], minlength=len(counted))
        for each, state in found.states().items():
            token = _token(each) if each in coming else uuid.UUID(int=each).bytes
            yield each, "email", token, b"", int(counted[each]), int(owned[each]), state.value


def _reports(found: Networks) -> Iterator[Row]:
    arrays = (found.reports, found.network, found.core, found.body, found.family)
    for report, *place in zip(*(array.tolist() for array in arrays), strict=True):
        yield report, uuid.UUID(int=report + 2**64), *place, BEGUN, 0, "{}"


def _mentions(mentioned: Iterable[tuple[int, int, bool]]) -> Iterator[Row]:
    told = {(report, identifier): own for report, identifier, own in sorted(mentioned)}
    for (report, identifier), own in told.items():
        yield report, identifier, "reporter" if own else "suspect"


def _copy(
    cursor: psycopg.Cursor, table: LiteralString, columns: LiteralString, rows: Iterable[Row]
) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as sink:
        for row in rows:
            sink.write_row(row)


def _address(identifier: int) -> str:
    """Give the address of an identifier; no two of them are near each other but by chance."""
    drawn = hashlib.blake2b(identifier.to_bytes(8, "big"), digest_size=8)
    return f"{drawn.hexdigest()}@example.org"


def _token(identifier: int) -> bytes:
    (read,) = read_answer(Kind.EMAIL, _address(identifier)).identifiers
    return token_of(hub().token_key, read.kind, read.canonical)
