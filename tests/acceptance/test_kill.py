"""Whatever is killed, whenever: no acknowledged report is lost, and every receipt holds."""

import json
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from fielding_verifier.__main__ import main as verifier

pytestmark = pytest.mark.slow

KILLS = 12
REPORTERS = 4
MARKER = "Zwickelmarker Vexillum"
PROCESSES = ("worker", "web", "sequencer", "postgres", "supervisor")


@dataclass(slots=True)
class Crowd:
    """Reporters at work, each one report after another, until told to go home."""

    make: Callable[[str], Any]
    taken_home: list[Any] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    met: dict[int, int] = field(default_factory=dict)
    _came: threading.Condition = field(default_factory=threading.Condition)
    _over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at_work(self) -> Iterator["Crowd"]:
        threads = [threading.Thread(target=self._report_on) for _ in range(REPORTERS)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def wait_for(self, more: int) -> None:
        """Wait until so many more reports were acknowledged."""
        with self._came:
            wanted = len(self.taken_home) + more
            came = self._came.wait_for(
                lambda: len(self.taken_home) >= wanted or bool(self.faults), timeout=120
            )
        assert came, "nobody is served any more"
        assert not self.faults, self.faults

    def _report_on(self) -> None:
        reporter = self.make(MARKER)
        try:
            while not self._over.is_set():
                acknowledged = reporter.report()
                with self._came:
                    self.taken_home.append(acknowledged)
                    self._came.notify_all()
        except BaseException as fault:  # noqa: BLE001 told by the test's own thread
            with self._came:
                self.faults.append(fault)
                self._came.notify_all()
        with self._came:
            for status, count in reporter.met.items():
                self.met[status] = self.met.get(status, 0) + count


def test_nothing_acknowledged_is_lost_when_any_process_is_killed_under_load(
    running_hub: Any,
    reporter: Callable[[str], Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chance = random.Random(20261122)
    victims = [*PROCESSES, *(chance.choice(PROCESSES) for _ in range(KILLS - len(PROCESSES)))]
    chance.shuffle(victims)

    with Crowd(reporter).at_work() as crowd:
        for victim in victims:
            crowd.wait_for(chance.randint(1, 6))
            while not (alive := running_hub.process(victim)):
                crowd.wait_for(1)
            alive.kill()
            if victim == "supervisor":
                running_hub.run()
        crowd.wait_for(REPORTERS)

    assert not crowd.faults
    assert 500 not in crowd.met, crowd.met
    running_hub.command("ledger", "checkpoint")
    running_hub.command("ledger", "export", str(tmp_path / "export"), "--edition", "verifier")
    seen = _kept(tmp_path, crowd.taken_home)
    code = verifier(["export", str(tmp_path / "export"), "--json", *running_hub.keys(), *seen])
    found = json.loads(capsys.readouterr().out)
    assert code == 0, found
    references = [acknowledged.reference for acknowledged in crowd.taken_home]
    assert len(set(references)) == len(references) >= KILLS
    assert _received(tmp_path / "export") == sorted(references)
    assert running_hub.command("ledger", "rebuild").endswith("0 rows had been wrong.\n")
    assert not _files_with(running_hub.var, MARKER)


def _kept(folder: Path, acknowledged: list[Any]) -> list[str]:
    arguments = list[str]()
    for each in acknowledged:
        kept = folder / f"{each.reference}.receipt"
        kept.write_bytes(each.receipt)
        arguments += ["--seen", str(kept)]
    return arguments


def _received(export: Path) -> list[str]:
    """List the references of all cases in an export."""
    references = []
    for bundle in (export / "tile" / "entries").rglob("*"):
        content, place = (bundle.read_bytes(), 0) if bundle.is_file() else (b"", 0)
        while place < len(content):
            end = place + 2 + int.from_bytes(content[place : place + 2])
            entry = json.loads(content[place + 2 : end])
            if entry["kind"] == "case.received":
                references.append(entry["facts"]["reference"])
            place = end
    return sorted(references)


def _files_with(folder: Path, words: str) -> list[str]:
    wanted = [word.encode() for word in words.split()]
    files = (path for path in folder.rglob("*") if path.is_file())
    return [str(path) for path in files if any(word in path.read_bytes() for word in wanted)]
