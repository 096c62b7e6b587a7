"""Reports over HTTP, each to its receipt, beside single inserts."""

import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

import requests

from bench.figures import Figure, milliseconds, percentile
from bench.machine import insert_rate
from fielding.wiring.running import script

CLIENTS = 4
SECONDS = 15
PATIENCE = 60
ANSWERS = {
    "happening-now": "no",
    "police-told": "not-yet",
    "suspect-known": "unknown",
    "reporting-for": "myself",
    "kind": "message",
    "message-subject": "Your parcel could not be delivered",
    "what-happened": "I had this message and did not click on anything. " * 10,
    "started": "2026-01-05",
    "postcode": "LS1 3EX",
    "safe-contact": "yes",
}


@dataclass(slots=True)
class Reporter:
    """Sends one report after another until it is over."""

    address: str
    over: Callable[[], bool]
    waits: list[float] = field(default_factory=list)
    promised: int = 0

    def report_on(self) -> None:
        with requests.Session() as session:
            while not self.over():
                begun = time.perf_counter()
                answer = session.post(
                    f"{self.address}api/v1/reports/fraud",
                    json={"answers": ANSWERS},
                    headers={"Idempotency-Key": str(uuid4())},
                    timeout=PATIENCE,
                )
                answer.raise_for_status()
                self.waits.append(time.perf_counter() - begun)
                self.promised += answer.status_code == requests.codes.accepted


def measure() -> list[Figure]:
    """Serve the hub, and report to it from several clients at once."""
    with _served() as address:
        ends = time.perf_counter() + SECONDS
        reporters = [Reporter(address, lambda: time.perf_counter() > ends) for _ in range(CLIENTS)]
        threads = [threading.Thread(target=reporter.report_on) for reporter in reporters]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    waits = [wait for reporter in reporters for wait in reporter.waits]
    plain = insert_rate(clients=CLIENTS, seconds=5, length=2_000)
    return [
        Figure(
            what=f"reports over HTTP to their receipts, {CLIENTS} clients",
            value=round(len(waits) / SECONDS, 1), unit="reports/s",
            limit=round(plain.per_second), limit_is="pgbench, plain inserts, 4 clients",
        ),
        Figure(
            what="a report to its receipt, half", value=milliseconds(percentile(waits, 0.5)),
            unit="ms", limit=plain.milliseconds, limit_is="one plain insert, 4 clients",
        ),
        Figure(
            what="a report to its receipt, 99 %", value=milliseconds(percentile(waits, 0.99)),
            unit="ms",
        ),
        Figure(
            what="promised a receipt only", value=sum(each.promised for each in reporters),
            unit="reports",
        ),
    ]  # fmt: skip


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [script("fielding"), "serve", "--port", str(port)]
    address = f"http://localhost:{port}/"
    with ExitStack() as stack:
        served = stack.enter_context(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        stack.callback(served.terminate)
        _wait_for(address, served)
        yield address


def _wait_for(address: str, served: "subprocess.Popen[bytes]") -> None:
    ends = time.perf_counter() + PATIENCE
    while time.perf_counter() < ends and served.poll() is None:
        try:
            requests.get(address, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the hub did not come up")
