"""Opens a backlog of sealed answers by several processes: reading them is what takes the time."""

import gc
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from django.db import connection

from fielding.app.linking.taking_up import TakenUp
from fielding.app.ports import Hub
from fielding.store.linking.opening import Closed, open_all

#: Processes that open.
AT_ONCE = min(4, os.cpu_count() or 1)
#: Fewer than this are opened by the linker itself, and the processes end.
MANY = 400
#: So many are handed over at once.
HANDFUL = 50


class Openers:
    """An `OpenAll` whose processes live as long as there is much to open."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, hub: Hub, closed: Sequence[Closed]) -> Iterable[TakenUp | None]:
        if len(closed) < MANY:
            self._end()
            return open_all(hub, closed)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(AT_ONCE, get_context("fork"), _begin, (hub,))
        handfuls = [closed[at : at + HANDFUL] for at in range(0, len(closed), HANDFUL)]
        return chain.from_iterable(self._pool.map(_open_here, handfuls))

    @property
    def at_work(self) -> bool:
        """Say whether processes stand by."""
        return self._pool is not None

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None


#: What a process that was forked opens for.
_here: list[Hub] = []
#: The linker's own connection, amid a stretch: nothing is asked over it here, nor is it closed.
_inherited: list[object] = []


def _begin(hub: Hub) -> None:
    gc.freeze()  # what was inherited stays shared: looking for garbage in it would copy it
    # A definition that only the store holds is read over a connection of this process's own.
    _inherited.append(connection.connection)
    connection.connection = None
    Thread(target=_end_with_parent, name="end with parent", daemon=True).start()
    _here.append(hub)


def _end_with_parent() -> None:
    """End when the linker was killed: nobody would ever hear what this process opened."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _open_here(closed: Sequence[Closed]) -> list[TakenUp | None]:
    return open_all(_here[-1], closed)
