"""The sequencer under an open loop of single entries: from insert to signed checkpoint."""

import contextlib
import threading
import time
from dataclasses import dataclass, field

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.conninfo import make_conninfo

from bench.figures import Figure, milliseconds, percentile
from bench.machine import administrator, insert_rate, pgbench
from fielding.wiring.sequencing import sequence_until

OFFERED = 2_000
SECONDS = 20
CLIENTS = 16
LENGTH = 600
#: One entry in a transaction of its own, as the web role and under its policies.
SCRIPT = f"""
BEGIN;
SELECT set_config('fielding.role', 'system', true);
INSERT INTO entry (id, case_id, subject, kind, recorded_at, leaf, previous, content)
SELECT id, id, 'bench/' || id, 'bench.entry', clock_timestamp(),
       sha256('\\x00'::bytea || content), NULL, content
FROM (SELECT id, convert_to(rpad(id::text, {LENGTH}, 'x'), 'UTF8') AS content
      FROM (SELECT gen_random_uuid() AS id) AS drawn) AS made;
END;
"""


@dataclass(slots=True)
class Watcher:
    """Hears of every checkpoint, and looks how many entries wait."""

    heard: list[tuple[float, int]] = field(default_factory=list)  # when, size
    waiting: list[int] = field(default_factory=list)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        with psycopg.connect(administrator(), autocommit=True) as ear:
            ear.execute("LISTEN checkpoint")
            while not self._stopped.is_set():
                for told in ear.notifies(timeout=0.2):
                    self.heard.append((time.time(), int(told.payload)))

    def look(self) -> None:
        with psycopg.connect(administrator(), autocommit=True) as eye:
            while not self._stopped.wait(0.1):
                row = eye.execute("SELECT count(*) FROM pending").fetchone()
                self.waiting.append(row[0] if row else 0)

    def stop(self) -> None:
        self._stopped.set()


def measure() -> list[Figure]:
    """Sequence the backlog that is there, then offer single entries at a fixed rate."""
    stop = threading.Event()
    with contextlib.ExitStack() as stack:
        begun, backlog = time.perf_counter(), _waiting()
        thread = threading.Thread(target=sequence_until, args=(stop.is_set,))
        thread.start()
        stack.callback(thread.join)
        stack.callback(stop.set)
        _wait_until_sequenced()
        caught_up = backlog / (time.perf_counter() - begun)
        before = _size()
        watcher = _offer()
        _wait_until_sequenced()
    waits = _waits(watcher, before)
    plain = insert_rate(clients=CLIENTS, seconds=5, length=LENGTH)
    return [
        Figure(what="sequencing a backlog", value=round(caught_up), unit="entries/s"),
        Figure(
            what=f"single entries taken in, {OFFERED:,}/s offered",
            value=round(len(waits) / SECONDS), unit="entries/s",
            limit=round(plain.per_second), limit_is="pgbench, plain inserts, 16 clients",
        ),
        Figure(
            what="from insert to checkpoint, half", value=milliseconds(percentile(waits, 0.5)),
            unit="ms", limit=plain.milliseconds, limit_is="one plain insert, 16 clients",
        ),
        Figure(
            what="from insert to checkpoint, 99 %", value=milliseconds(percentile(waits, 0.99)),
            unit="ms",
        ),
        Figure(what="most that waited", value=max(watcher.waiting, default=0), unit="entries"),
    ]  # fmt: skip


def _offer() -> Watcher:
    watcher = Watcher()
    threads = [threading.Thread(target=each) for each in (watcher.listen, watcher.look)]
    for thread in threads:
        thread.start()
    web = connections.databases["default"]
    address = make_conninfo(
        administrator(), user=str(web["USER"]), password=settings.FIELDING_PASSWORDS[web["USER"]]
    )
    pgbench(SCRIPT, address, CLIENTS, SECONDS, "-R", str(OFFERED))
    _wait_until_sequenced()
    watcher.stop()
    for thread in threads:
        thread.join()
    return watcher


def _waits(watcher: Watcher, before: int) -> list[float]:
    """Give, for each entry offered, the seconds until a checkpoint over it was heard of."""
    with psycopg.connect(administrator()) as server:
        rows = server.execute(
            "SELECT index, extract(epoch FROM recorded_at)::float8 FROM leaf JOIN entry"
            " USING (queued) WHERE index >= %s ORDER BY index",
            (before,),
        ).fetchall()
    waits, heard = [], iter(sorted(watcher.heard, key=lambda each: each[1]))
    when, size = next(heard)
    for index, inserted in rows:
        while size <= index:
            when, size = next(heard)
        waits.append(when - inserted)
    return waits


def _wait_until_sequenced() -> None:
    while _waiting():
        time.sleep(0.05)


def _waiting() -> int:
    return _number("SELECT count(*) FROM pending")


def _size() -> int:
    return _number("SELECT size FROM head")


def _number(query: str) -> int:
    with psycopg.connect(administrator()) as server:
        row = server.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0
