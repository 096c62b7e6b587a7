"""Processes are known by the file they lock: found while they live, never mistaken for others."""

import os
import sys
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from fielding.engines.errors import AlreadyRunning
from fielding.engines.processes import Kept, ProcessFile

_WAIT = "import signal; signal.pause()"
_DEAF = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
signal.pause()
"""
_LEAD = """
import signal, subprocess, sys
subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
print("leads", flush=True)
signal.pause()
"""
WAITS, IGNORES, LEADS = ((sys.executable, "-c", script) for script in (_WAIT, _DEAF, _LEAD))


@pytest.fixture
def file(tmp_path: Path) -> ProcessFile:
    return ProcessFile(tmp_path / "run" / "one.pid")


def test_a_process_that_was_started_holds_its_file_until_it_is_stopped(
    file: ProcessFile, tmp_path: Path
) -> None:
    started = file.start(WAITS, tmp_path / "log")
    assert file.holder() == started.pid

    stopped = file.stop()

    assert stopped
    assert file.holder() is None
    assert started.wait() != 0


def test_a_file_left_by_a_dead_process_names_nobody(file: ProcessFile, tmp_path: Path) -> None:
    started = file.start(WAITS, tmp_path / "log")
    started.kill()
    started.wait()

    assert file.holder() is None
    assert not file.stop()


def test_a_number_given_to_another_process_since_is_left_alone(file: ProcessFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text(f"{os.getpid()} \n")

    assert file.holder() is None
    assert not file.stop()


def test_a_second_process_is_refused_with_the_number_of_the_first(
    file: ProcessFile, tmp_path: Path
) -> None:
    started = file.start(WAITS, tmp_path / "log")

    with pytest.raises(AlreadyRunning, match=str(started.pid)):
        file.start(WAITS, tmp_path / "log")

    file.stop()
    started.wait()


def test_a_process_that_does_not_listen_is_killed(file: ProcessFile, tmp_path: Path) -> None:
    started = file.start(IGNORES, tmp_path / "log")
    _read_when_written(tmp_path / "log", started.pid)

    file.stop(patience=0.2)

    assert started.wait() < 0


def test_a_claim_says_a_word_and_ends_with_its_holder(file: ProcessFile) -> None:
    lock = file.claim("http://here/")
    assert (file.holder(), file.word()) == (os.getpid(), "http://here/")

    os.close(lock)

    assert file.holder() is None


def test_a_kept_process_is_started_again_when_it_dies_and_its_rest_is_ended(
    file: ProcessFile, tmp_path: Path
) -> None:
    kept = Kept(name="leader", command=LEADS, file=file, log=tmp_path / "log")
    assert "started" in (kept.tend() or "")
    leader = psutil.Process(file.holder())
    _read_when_written(tmp_path / "log", leader.pid)
    rest = leader.children()
    leader.kill()

    said = _tend_until(kept, "ended")

    assert "again in 0.2 s" in said
    gone, alive = psutil.wait_procs(rest, timeout=10)
    assert gone
    assert not alive
    assert "started" in _tend_until(kept, "started")
    kept.stop()
    assert file.holder() is None


def _tend_until(kept: Kept, word: str) -> str:
    said = None
    while said is None or word not in said:
        said = kept.tend()
    return said


def _read_when_written(log: Path, pid: int) -> str:
    while not log.read_text() and psutil.pid_exists(pid):
        os.sched_yield()
    return log.read_text()
