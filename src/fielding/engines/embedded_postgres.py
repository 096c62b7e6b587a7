"""Run a private PostgreSQL in one folder: start, attach, stop; it survives `kill -9`.

The folder (0700) holds `cluster/` (PostgreSQL's data directory) and `server.log`. The server
listens on a Unix socket in a 0700 folder only, so its `trust` rule lets in this user alone. The
superuser is `postgres`; lesser roles are made elsewhere.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from psycopg.conninfo import make_conninfo

from fielding.engines.errors import PostgresCommandFailed
from fielding.engines.postgres_programs import PostgresPrograms, find_programs
from fielding.engines.postmaster import clear_remains, find_postmaster
from fielding.engines.private_folder import hand_over, make_private

_PORT = 5432
_SUPERUSER = "postgres"
_START_SECONDS = 300  # crash recovery after a large import can take minutes
_STOP_SECONDS = 60
# Statements and details stay out of the log: they could quote what people wrote.
_SETTINGS = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 1GB
max_wal_size = 2GB
timezone = 'UTC'
log_timezone = 'UTC'
log_statement = none
log_min_error_statement = panic
log_error_verbosity = terse
"""


class EmbeddedPostgres:
    """One PostgreSQL server and the folder that is all it has.

    Several processes may hold one for the same folder: `start` and `stop` take turns by a lock on
    the folder, and starting a running server attaches to it.
    """

    def __init__(self, data: Path, programs: PostgresPrograms | None = None) -> None:
        self._data = data.resolve()
        self._cluster = self._data / "cluster"
        self._runtime = Path(tempfile.gettempdir())
        self._programs = programs or find_programs(self._runtime)

    @property
    def log(self) -> Path:
        """Give the file that the server writes its log to."""
        return self._data / "server.log"

    def binary(self, name: str) -> Path:
        """Give the path of pg_dump, psql, pgbench and their like; raise PostgresMissing."""
        return self._programs.path(name)

    def dsn(self, user: str, database: str) -> str:
        """Say how to connect (libpq's `key=value` form). It stays the same over restarts."""
        return make_conninfo(
            host=str(self._sockets()), port=_PORT, user=user, dbname=database, sslmode="disable"
        )

    def is_running(self) -> bool:
        """Say whether a live PostgreSQL serves this very folder."""
        return find_postmaster(self._cluster) is not None

    def start(self) -> None:
        """Start the server, making its database first if need be, and wait until it answers.

        Raise PostgresCommandFailed with the log's last lines if it does not come up.
        """
        self._data.mkdir(parents=True, exist_ok=True, mode=0o700)
        hand_over(self._data, owner=self._programs.owner)
        make_private(self._data, owner=self._programs.owner)
        with self._lock():
            if self._attach():
                return
            clear_remains(self._cluster)
            self._make_cluster()
            self._configure()
            self._launch()

    def stop(self) -> None:
        """Stop the server of this folder, and no other; a server that does not run is left so."""
        if not self._data.is_dir():
            return
        with self._lock():
            if self.is_running():
                sockets = self._sockets()
                self._control("stop", "-m", "fast", "-t", str(_STOP_SECONDS))
                with suppress(OSError):
                    sockets.rmdir()

    @contextmanager
    def _lock(self) -> Iterator[None]:
        folder = os.open(self._data, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _attach(self) -> bool:
        """Wait for a server that somebody else started, and say whether it is there and answers."""
        for _ in range(_START_SECONDS * 10):
            found = find_postmaster(self._cluster)
            if found is None or found.ready:
                return found is not None
            time.sleep(0.1)
        raise PostgresCommandFailed(program="postgres", words=self._last_words())

    def _make_cluster(self) -> None:
        if self._cluster.is_dir():
            return
        # A cluster made half-way must never be mistaken for one: it gets its name when it is whole.
        unfinished = self._cluster.with_name("cluster.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        self._programs.run(
            *("initdb", "-D", str(unfinished), "-U", _SUPERUSER, "--auth=trust", "-E", "UTF8"),
            *("--locale-provider=builtin", "--locale=C.UTF-8"),
        )
        with (unfinished / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write("\ninclude 'fielding.conf'\n")
        unfinished.rename(self._cluster)

    def _configure(self) -> None:
        make_private(self._sockets(), owner=self._programs.owner)
        quoted = str(self._sockets()).replace("'", "''")
        settings = self._cluster / "fielding.conf"
        settings.write_text(_SETTINGS.format(port=_PORT, sockets=quoted), encoding="utf-8")
        self.log.touch(mode=0o600)
        for made in (settings, self.log):
            hand_over(made, owner=self._programs.owner)

    def _launch(self) -> None:
        try:
            self._control("start", "-t", str(_START_SECONDS), "-l", str(self.log))
        except PostgresCommandFailed as failure:
            words = self._last_words()
            raise PostgresCommandFailed(program="postgres", words=words) from failure

    def _control(self, verb: str, *options: str) -> None:
        self._programs.run("pg_ctl", "-D", str(self._cluster), "-w", verb, *options)

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-20:])

    def _sockets(self) -> Path:
        """Give a short folder (a socket's path ends at 107 bytes) of this data folder alone."""
        running = find_postmaster(self._cluster)
        if running is not None and running.sockets.is_absolute():
            return running.sockets
        mark = hashlib.sha256(os.fsencode(self._cluster)).hexdigest()[:12]
        return self._runtime / f"fielding-{self._programs.owner}-{mark}"
