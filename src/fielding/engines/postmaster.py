"""Who is running PostgreSQL on a data directory: asked of the process, not of a number.

A pid in `postmaster.pid` may have died or been given to another program since; only a live process
called postgres whose working directory is this data directory counts.
"""

from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

_PROGRAM = "postgres"
_STATUS_LINE = 7
_SOCKET_LINE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """The live server of one data directory, as its `postmaster.pid` describes it."""

    pid: int
    sockets: Path
    ready: bool


def find_postmaster(cluster: Path) -> Postmaster | None:
    """Give the server that runs on this data directory, or nothing if none does."""
    lines = _pid_file_lines(cluster)
    if not lines or not lines[0].strip().isdecimal():
        return None
    pid = int(lines[0])
    if not _serves(pid, cluster):
        return None
    lines += [""] * (_STATUS_LINE + 1 - len(lines))
    return Postmaster(
        pid=pid,
        sockets=Path(lines[_SOCKET_LINE].strip()),
        ready=lines[_STATUS_LINE].strip() == "ready",
    )


def clear_remains(cluster: Path) -> None:
    """Take away what a killed server left: its orphaned workers, then its `postmaster.pid`.

    The order matters: the file guards the shared memory that orphans may still write through. Call
    it only under the data directory's lock and with no postmaster alive.
    """
    if not _pid_file(cluster).exists():
        return
    orphans = [process for process in psutil.process_iter() if _serves(process.pid, cluster)]
    _, busy = psutil.wait_procs(orphans, timeout=3)
    for process in busy:
        process.kill()
    psutil.wait_procs(busy, timeout=10)
    _pid_file(cluster).unlink(missing_ok=True)


def _pid_file(cluster: Path) -> Path:
    return cluster / "postmaster.pid"


def _pid_file_lines(cluster: Path) -> list[str]:
    try:
        return _pid_file(cluster).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []


def _serves(pid: int, cluster: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name() == _PROGRAM and Path(process.cwd()) == cluster
    except (psutil.Error, OSError):
        return False
