"""Reading lists as somebody: row-level security decides what they hold."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import OperationalError, transaction

from fielding.access.roles import Actor
from fielding.app.errors import StoreUnreachable
from fielding.store.transactions import act_as, pipelined_transaction


@contextmanager
def reading_as(actor: Actor) -> Iterator[None]:
    """Read as somebody until the block ends; raise StoreUnreachable when there is no database.

    Fetch inside the block: a lazy query that is fetched after it runs as nobody, and finds nothing.
    """
    try:
        with transaction.atomic():
            act_as(actor)
            yield
    except (OperationalError, psycopg.OperationalError) as fault:
        raise StoreUnreachable from fault


@contextmanager
def asking_as(actor: Actor) -> Iterator[psycopg.Connection]:
    """Ask as somebody until the block ends, in one wait: fetch the answers after the block.

    Who needs one answer to ask for the next fetches inside, and waits once more for it.
    """
    try:
        with pipelined_transaction():
            yield act_as(actor).connection
    except (OperationalError, psycopg.OperationalError) as fault:
        raise StoreUnreachable from fault
