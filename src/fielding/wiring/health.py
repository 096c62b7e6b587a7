"""Looks at the hub's health: what is well, what is not, and what to do about it."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error

from fielding.access.roles import SYSTEM
from fielding.engines.errors import EngineFault
from fielding.engines.keyring import read_keyring
from fielding.engines.listening_ports import answers
from fielding.engines.processes import ProcessFile
from fielding.engines.system import SystemClock
from fielding.store.log_rows import LogState, log_state
from fielding.store.proofs import MERGE_DELAY
from fielding.store.queries.linking_health import linker_at_work, linking_reach
from fielding.wiring.hub import sort_codes
from fielding.wiring.setting_up import own_server

#: Below this much free space PostgreSQL may soon not be able to write.
LEAST_FREE = 1024**3
#: Seconds. A linker that goes on takes what was sequenced within one; see docs/linking.
SLOWEST_LINK = 30
#: Seconds. A sequencer that goes on takes entries every 50 ms, and a tenth of one for thousands.
SLOWEST_BATCH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    name: str
    fine: bool
    said: str
    facts: dict[str, object] = field(default_factory=dict)


def look() -> list[Finding]:
    """Look at everything; nothing is raised, what fails is a finding."""
    found = [_keys(), *_sort_codes(), _disk(), _processes()]
    try:
        state = log_state()
    except Error:
        return [*found, _finding("database", said=_no_database(), fine=False)]
    now = SystemClock().now()
    return [*found, _finding("database", said="answers"), *_ledger(state, now), _linker(now)]


def alarms() -> list[str]:
    """Say what a person has to see to now; raises Django's errors when there is no database."""
    now = SystemClock().now()
    found = [_disk(), *_ledger(log_state(), now), _linker(now)]
    return [finding.said for finding in found if not finding.fine]


def _ledger(state: LogState, now: datetime) -> list[Finding]:
    waited = int((now - state.since).total_seconds()) if state.since else 0
    kept = waited <= MERGE_DELAY.total_seconds()
    said = f"{state.waiting} entries wait for their checkpoint, the oldest for {waited} s"
    promises = _finding(
        "promises",
        fine=kept,
        said=said if kept else f"promised receipts are overdue: {said}",
        waiting=state.waiting,
        oldest_seconds=waited,
    )
    age = int((now - state.signed_at).total_seconds()) if state.signed_at else None
    said = "none yet" if age is None else f"{state.size} entries, signed {age} s ago"
    checkpoint = _finding("checkpoint", said=said, size=state.size, age_seconds=age)
    return [_sequencer(state, waited, age), promises, checkpoint]


def _sequencer(state: LogState, waited: int, age: int | None) -> Finding:
    """Tell one that stands still from one that works off what gathered while it was away."""
    if not state.sequencing:
        said = "no sequencer is at work: start `fielding serve`"
    elif waited > SLOWEST_BATCH and (age is None or age > SLOWEST_BATCH):
        said = f"the sequencer took nothing for {waited} s: stop the hub, and run it again"
    else:
        return _finding("sequencer", said="at work")
    return _finding("sequencer", said=said, fine=False)


def _linker(now: datetime) -> Finding:
    """Tell a linker that is absent from one that is behind; for either, entries wait."""
    reach = linking_reach(SYSTEM)
    waited = int((now - reach.oldest).total_seconds()) if reach.oldest else 0
    behind = f"{reach.waiting} entries wait to be linked, the oldest for {waited} s"
    if not linker_at_work():
        fine, said = False, f"no linker is at work ({behind}): start `fielding serve`"
    elif waited > SLOWEST_LINK:
        fine, said = False, f"behind: {behind}; look at linker.log, and run the hub again"
    else:
        fine, said = True, f"at work; {behind}"
    return _finding(
        "linker",
        fine=fine,
        said=said,
        upto=reach.upto,
        size=reach.size,
        waiting=reach.waiting,
        oldest_seconds=waited,
    )


def _keys() -> Finding:
    try:
        read_keyring(settings.FIELDING_KEYS, settings.FIELDING_ORIGIN)
    except EngineFault as fault:
        return _finding("keys", fine=False, said=str(fault))
    return _finding("keys", said=f"all there, in {settings.FIELDING_KEYS}")


def _sort_codes() -> list[Finding]:
    """Say which table of sort codes accounts are checked against; nothing where none is set."""
    try:
        found = sort_codes()
    except EngineFault as fault:
        return [_finding("sort codes", fine=False, said=str(fault))]
    if found is None:
        return []
    said = f"{found.file}, {len(found.table.checks):,} rows, version {found.version} of its content"
    return [_finding("sort codes", said=said, file=found.file, version=found.version)]


def _disk() -> Finding:
    var = Path(settings.FIELDING_VAR)
    free = shutil.disk_usage(var if var.is_dir() else var.parent).free
    fine = free >= LEAST_FREE
    said = f"{free / LEAST_FREE:.1f} GiB free"
    return _finding(
        "disk", fine=fine, said=said if fine else f"only {said}: make room", free_bytes=free
    )


def _processes() -> Finding:
    file = ProcessFile(Path(settings.FIELDING_VAR) / "run" / "supervisor.pid")
    pid = file.holder()
    if pid is None:
        return _finding("hub", fine=False, said="not running here: start it with `fielding run`")
    place = urlsplit(file.word())
    fine = answers(place.hostname or "", place.port or 0)
    said = f"at {file.word()}" if fine else f"no page answers at {file.word()}: look at its logs"
    return _finding("hub", fine=fine, said=said, pid=pid)


def _no_database() -> str:
    server = own_server()
    if server is None:
        return "does not answer: look at the server in FIELDING_DATABASE_URL"
    if not server.is_running():
        return "is not running: start it with `fielding run`"
    return f"does not answer: look at {server.log}"


def _finding(name: str, *, said: str, fine: bool = True, **facts: object) -> Finding:
    return Finding(name=name, fine=fine, said=said, facts=facts)
