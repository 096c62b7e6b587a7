"""Runs the hub: sequencer, web server and linker, each kept alive, until told to stop."""

import logging
import os
import sys
import sysconfig
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import Error, connection

from fielding.engines.embedded_postgres import EmbeddedPostgres
from fielding.engines.errors import EngineFault
from fielding.engines.listening_ports import require_free
from fielding.engines.processes import Kept, ProcessFile
from fielding.store.log_rows import latest_checkpoint
from fielding.store.safety import require_bound_role, require_safe_settings
from fielding.wiring.health import alarms
from fielding.wiring.hub import keyring
from fielding.wiring.owning import require_our_keys
from fielding.wiring.publishing import publish_checkpoint
from fielding.wiring.setting_up import own_server, set_up

log = logging.getLogger("fielding.running")

TICK = 0.2
#: Seconds between looks at the database server that the hub runs itself.
LOOK_AT_SERVER = 1.0
#: Seconds between publications of the newest checkpoint, and between looks at the hub's health.
PUBLISH = 10.0
#: Seconds that the linker leaves to the web server: somebody waits for its first page.
LATER = 3.0
LARGEST_LOG = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the hub listens, and with how many workers and threads."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4

    @property
    def address(self) -> str:
        """Give the address of the first page; on loopback by name, since passkeys need one."""
        name = "localhost" if self.host == "127.0.0.1" else self.host
        return f"http://{name}:{self.port}/"


def supervisor() -> ProcessFile:
    """Name the process that keeps the others alive."""
    return ProcessFile(_run("supervisor"))


def log_file(name: str) -> Path:
    """Name a log, and begin a new one when it has grown large; one old one is kept."""
    folder = Path(settings.FIELDING_VAR) / "log"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{name}.log"
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    return path


def serve(place: Place, stopped: Callable[[], bool]) -> None:
    """Check everything, then keep the hub's processes running until told to stop.

    Raises what is wrong with keys, database or port before anything is started.
    """
    lock = supervisor().claim(place.address)
    try:
        server = own_server()
        was_running = server is not None and server.is_running()
        _make_ready(place)
        try:
            _keep_running(_children(place), server, stopped)
        finally:
            connection.close()
            if server is not None and not was_running:
                server.stop()
    finally:
        os.close(lock)


def stop() -> bool:
    """Stop the hub and the database server it runs itself; say whether anything ran."""
    ran = supervisor().stop()
    for name in ("web", "linker", "sequencer"):
        ran = ProcessFile(_run(name)).stop() or ran
    server = own_server()
    if server is not None and server.is_running():
        server.stop()
        ran = True
    return ran


def script(name: str) -> str:
    """Give the path of a program of this environment."""
    return str(Path(sysconfig.get_path("scripts")) / name)


def clear_place(place: Place) -> None:
    """Stop what a killed supervisor left behind; raise PortTaken if others listen here."""
    for name in ("web", "linker", "sequencer"):
        ProcessFile(_run(name)).stop()
    require_free(place.host, place.port)


def _make_ready(place: Place) -> None:
    keyring()
    clear_place(place)
    set_up()
    require_bound_role()
    require_safe_settings()
    require_our_keys(latest_checkpoint())
    connection.close()


def _children(place: Place) -> Sequence[Kept]:
    module, _, name = settings.WSGI_APPLICATION.rpartition(".")
    web = (
        *(sys.executable, "-m", settings.FIELDING_WEB_SERVER),
        *("--interface", "wsgi", "--no-ws", "--http", "1"),
        *("--host", place.host, "--port", str(place.port)),
        *("--workers", str(place.workers), "--blocking-threads", str(place.threads)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        f"{module}:{name}",
    )
    return [
        _kept("sequencer", (script("fielding"), "sequence")),
        _kept("web", web),
        _kept("linker", (script("fielding"), "link", "keep"), after=LATER),
    ]


def _kept(name: str, command: Sequence[str], after: float = 0.0) -> Kept:
    file = ProcessFile(_run(name))
    return Kept(name=name, command=command, file=file, log=log_file(name), after=after)


def _keep_running(
    children: Sequence[Kept], server: EmbeddedPostgres | None, stopped: Callable[[], bool]
) -> None:
    duties = [_Duty(every=TICK, act=child.tend) for child in children]
    # Not at once: the sequencer is only starting.
    duties.append(_Duty(every=PUBLISH, act=_publish, due=time.monotonic() + PUBLISH))
    if server is not None:
        duties.append(_Duty(every=LOOK_AT_SERVER, act=lambda: _revive(server)))
    try:
        while not stopped():
            for duty in duties:
                duty.do_when_due()
            time.sleep(TICK)
    finally:
        for child in reversed(children):
            child.stop()
            log.info("%s stopped", child.name)


@dataclass(slots=True, kw_only=True)
class _Duty:
    """Something the supervisor does every so often; it gives a line to log, or nothing."""

    every: float
    act: Callable[[], str | None]
    due: float = 0.0

    def do_when_due(self) -> None:
        now = time.monotonic()
        if now < self.due:
            return
        self.due = now + self.every
        said = self.act()
        if said:
            log.warning("%s", said)


def _revive(server: EmbeddedPostgres) -> str | None:
    if server.is_running():
        return None
    try:
        server.start()
    except EngineFault as fault:
        last = str(fault).rstrip(")").splitlines()[-1]
        return f"the database server does not start yet: {last}"
    return "the database server had died and was started again"


def _publish() -> str | None:
    try:
        publish_checkpoint()
        found = alarms()
    except Error:
        connection.close()
        return "the database does not answer: reports are not taken in until it does"
    return f"ALARM: {'; '.join(found)}" if found else None


def _run(name: str) -> Path:
    return Path(settings.FIELDING_VAR) / "run" / f"{name}.pid"
