"""One listener a process: hears of new checkpoints and wakes whoever waits for one."""

import threading
from dataclasses import dataclass, field

import psycopg
from django.db import connection

#: Seconds between tries when the database is away.
PAUSE = 1.0


@dataclass(slots=True)
class CheckpointListener:
    """Knows the size of the newest checkpoint, by LISTEN on a connection of its own.

    Starts with the first waiter, so that a process that never waits holds no connection.
    """

    _size: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _started: bool = False
    _stopped: threading.Event = field(default_factory=threading.Event)

    def wait_past(self, index: int, seconds: float) -> bool:
        """Wait until a checkpoint covers the index, or the time is over; say which."""
        self._start()
        with self._changed:
            return self._changed.wait_for(lambda: self._size > index, timeout=seconds)

    def hear(self, size: int) -> None:
        """Take note of a checkpoint."""
        with self._changed:
            self._size = max(self._size, size)
            self._changed.notify_all()

    def _start(self) -> None:
        with self._changed:
            if self._started:
                return
            self._started = True
        listen = threading.Thread(
            target=self._listen, args=(_parameters(),), name="checkpoints", daemon=True
        )
        listen.start()

    def stop(self) -> None:
        """Stop listening, within a second."""
        self._stopped.set()

    def _listen(self, parameters: dict[str, object]) -> None:
        while not self._stopped.is_set():
            try:
                with psycopg.connect(**parameters, autocommit=True) as ear:  # type: ignore[arg-type]
                    self._hear_from(ear)
            except psycopg.OperationalError:
                self._stopped.wait(PAUSE)

    def _hear_from(self, ear: psycopg.Connection) -> None:
        ear.execute("LISTEN checkpoint")
        row = ear.execute("SELECT coalesce(max(size), 0) FROM checkpoint").fetchone()
        self.hear(row[0] if row else 0)
        while not self._stopped.is_set():
            for told in ear.notifies(timeout=PAUSE):
                self.hear(int(told.payload))


def _parameters() -> dict[str, object]:
    told = connection.get_connection_params()
    return {
        name: value for name, value in told.items() if name not in {"cursor_factory", "context"}
    }
