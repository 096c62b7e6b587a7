"""Processes of the hub, each known by a file that it keeps locked for as long as it lives.

A number in a file may have been given to another program since; a lock goes with its holder, even
by `kill -9`. Nothing but the holder of its file is ever stopped.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from fielding.engines.errors import AlreadyRunning, WouldNotStop

#: Seconds between looks at a process that is to end.
_LOOK = 0.05
#: Seconds a process may take to end by itself before it is killed.
PATIENCE = 20.0
#: Seconds before a process that died is started again, by how often it died in a row.
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
#: A process that lived this long had started well.
LIVED = 30.0


@dataclass(frozen=True, slots=True)
class ProcessFile:
    """The file of one process: its number, and a word that others should know (an address)."""

    path: Path

    def claim(self, word: str = "") -> int:
        """Lock the file for this process until it ends; raise AlreadyRunning. Gives the lock."""
        lock = self._lock()
        os.write(lock, f"{os.getpid()} {word}\n".encode())
        return lock

    def start(self, command: Sequence[str], log: Path) -> "subprocess.Popen[bytes]":
        """Start a process that takes the lock with it, in a session of its own."""
        lock = self._lock()
        try:
            with log.open("ab") as sink:
                started = subprocess.Popen(  # noqa: S603 our own words, no shell
                    [*command],
                    stdin=subprocess.DEVNULL,
                    stdout=sink,
                    stderr=sink,
                    pass_fds=(lock,),
                    start_new_session=True,
                )
            os.write(lock, f"{started.pid} \n".encode())
        finally:
            os.close(lock)
        return started

    def holder(self) -> int | None:
        """Give the number of the live process that holds the file."""
        pid, _ = self._content()
        return int(pid) if pid.isdecimal() and self._is_locked() else None

    def word(self) -> str:
        """Give what the holder wants known."""
        return self._content()[1]

    def stop(self, patience: float = PATIENCE) -> bool:
        """Ask the holder to end, then make it; say whether there was one. Raise WouldNotStop."""
        pid = self.holder()
        if pid is None:
            return False
        with suppress(ProcessLookupError, psutil.NoSuchProcess):
            held_by = psutil.Process(pid)
            os.kill(pid, signal.SIGTERM)
            if not self._ends(held_by, patience):
                end_group(pid)
                if not self._ends(held_by, patience):
                    raise WouldNotStop(pid=pid)
        return True

    def _lock(self) -> int:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            os.close(lock)
            raise AlreadyRunning(pid=self.holder(), file=str(self.path)) from fault
        os.ftruncate(lock, 0)
        return lock

    def _is_locked(self) -> bool:
        try:
            looked = os.open(self.path, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(looked, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(looked)
        return False

    def _ends(self, holder: psutil.Process, patience: float) -> bool:
        """Wait until the lock is free and the process is gone: it lets go a moment before."""
        deadline = time.monotonic() + patience
        while self._is_locked() or _lives(holder):
            if time.monotonic() > deadline:
                return False
            time.sleep(_LOOK)
        return True

    def _content(self) -> tuple[str, str]:
        try:
            pid, _, word = self.path.read_text(encoding="utf-8").strip().partition(" ")
        except FileNotFoundError:
            return "", ""
        return pid, word


def _lives(process: psutil.Process) -> bool:
    """Is it there and not merely waiting for its parent to take notice of its end?"""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def end_group(pid: int) -> None:
    """Kill a process and, if it leads a group, all of that group."""
    with suppress(ProcessLookupError):
        if os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGKILL)


@dataclass(slots=True, kw_only=True)
class Kept:
    """A process that is kept running: started, and started again when it dies, ever more slowly."""

    name: str
    command: Sequence[str]
    file: ProcessFile
    log: Path
    #: Seconds that it leaves to the others, when all are started.
    after: float = 0.0
    _process: "subprocess.Popen[bytes] | None" = None
    _since: float = 0.0
    _deaths: int = 0
    _not_before: float = field(default=0.0)

    def __post_init__(self) -> None:
        self._not_before = time.monotonic() + self.after

    def tend(self) -> str | None:
        """Start it if it is due; give a line to log when something happened."""
        now = time.monotonic()
        if self._process is not None:
            status = self._process.poll()
            return None if status is None else self._note_death(status, now)
        if now < self._not_before:
            return None
        self.file.stop()  # whatever an earlier supervisor left behind
        self._process, self._since = self.file.start(self.command, self.log), now
        return f"{self.name} started (pid {self._process.pid})"

    def stop(self) -> None:
        """Stop it, and see that it is gone."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            end_group(self._process.pid)
            self._process.wait()
        self._end_rest(self._process.pid)
        self._process = None

    def _note_death(self, status: int, now: float) -> str:
        pid = self._process.pid if self._process else 0
        self._end_rest(pid)
        self._process = None
        self._deaths = 1 if now - self._since > LIVED else self._deaths + 1
        pause = PAUSES[min(self._deaths, len(PAUSES)) - 1]
        self._not_before = now + pause
        return f"{self.name} (pid {pid}) ended with status {status}; again in {pause:g} s"

    @staticmethod
    def _end_rest(pid: int) -> None:
        """End what a leader left of its group: a killed web server leaves its workers."""
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
