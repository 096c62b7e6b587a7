"""Runs the linker: its own process, which acts as the hub and takes up what was sequenced."""

import time
from collections.abc import Callable

import psycopg
from django.db import connection, connections

from fielding.access.roles import SYSTEM
from fielding.engines.linking.whole import InBulk
from fielding.store.linking.linker import AlreadyLinking, Linker
from fielding.store.linking.reaching import Reached, reached, standing, start_over
from fielding.store.transactions import PostgresStore
from fielding.wiring.hub import hub
from fielding.wiring.linking_backlog import Openers
from fielding.wiring.model_folder import model_folder
from fielding.wiring.standing_by import hub_at_hand

#: Seconds between looks at how far another process's linker is.
LOOK = 0.5
#: Hears how many entries were read, of how many.
Told = Callable[[int, int], None]


def link_until(stopped: Callable[[], bool]) -> None:
    """Link until told to stop; raises AlreadyLinking."""
    linker = a_linker()
    linker.take_over()
    try:
        linker.run(stopped)
    finally:
        connection.close()


def link_now(told: Told, *, anew: bool) -> Reached:
    """Link all that was sequenced, here or by waiting for the hub's own linker.

    `anew` throws everything away first that follows from the ledger.
    """
    with hub_at_hand():
        if anew:
            _start_over()
        linker = a_linker()
        try:
            linker.take_over()
        except AlreadyLinking:
            _wait(told)
        else:
            _work(linker, told)
        with _store().transaction(SYSTEM) as tx:
            return standing(tx.cursor)


def a_linker() -> Linker:
    """Build a linker over this process's hub."""
    return Linker(
        store=_store(),
        hub=hub(),
        at_once=InBulk(),
        opened=Openers(),
        models=model_folder(),
    )


def _work(linker: Linker, told: Told) -> None:
    while linker.link_stretch():
        now = _reached()
        told(now.upto, now.size)


def _wait(told: Told) -> None:
    while (now := _reached()).upto < now.size or now.owed:
        told(now.upto, now.size)
        time.sleep(LOOK)


def _reached() -> Reached:
    with _store().transaction(SYSTEM) as tx:
        return reached(tx.cursor)


def _start_over() -> None:
    owner = connections["owner"]
    owner.ensure_connection()
    raw: psycopg.Connection = owner.connection
    start_over(raw)


def _store() -> PostgresStore:
    store = hub().store
    if not isinstance(store, PostgresStore):
        raise TypeError(store)
    return store
