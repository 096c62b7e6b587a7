"""How linking does, read without any label: how far it is, what joins, and what was set aside."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from django.db import OperationalError, connection, transaction
from psycopg.rows import class_row

from fielding.access.roles import Actor
from fielding.app.errors import StoreUnreachable
from fielding.store.linking.reaching import LOCK
from fielding.store.statements import read_statements
from fielding.store.transactions import act_as

SQL = read_statements("linking_health_statements")
LOG = read_statements("log_statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingReach:
    """Where in the ledger linking stands, and what it has yet to read."""

    upto: int  # entries before this index are taken up
    size: int  # of the ledger
    version: int  # of the rules
    owed: int  # identifiers and families that are to be worked out anew
    waiting: int  # entries that are not taken up yet
    oldest: datetime | None  # when the first of them was recorded; None also where it is not seen


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """So many identifiers of one kind do the same for the reports that mention them."""

    kind: str
    state: str
    identifiers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingHealth:
    """All figures of one look."""

    at: LinkingReach
    #: How many networks have so many reports; a report alone is a network of one.
    sizes: Mapping[int, int]
    identifiers: tuple[KindCount, ...]
    #: Pieces of answers that were no identifiers, by reason.
    set_aside: Mapping[str, int]

    @property
    def reports(self) -> int:
        """How many reports are taken up."""
        return sum(size * networks for size, networks in self.sizes.items())

    @property
    def networks(self) -> int:
        """How many networks have two reports or more."""
        return sum(networks for size, networks in self.sizes.items() if size > 1)

    @property
    def joined(self) -> int:
        """How many reports are in a network with another one."""
        return sum(size * networks for size, networks in self.sizes.items() if size > 1)

    @property
    def largest(self) -> int:
        """How many reports the largest network has."""
        return max(self.sizes, default=0)


def linking_health(actor: Actor) -> LinkingHealth:
    """Look at how linking does."""
    with sight(actor) as cursor:
        return LinkingHealth(
            at=reach_of(cursor),
            sizes=dict(cursor.execute(SQL["sizes"]).fetchall()),
            identifiers=_identifiers(cursor),
            set_aside=dict(cursor.execute(SQL["set_aside"]).fetchall()),
        )


def reach_of(cursor: psycopg.Cursor) -> LinkingReach:
    """Say where linking stands, for whoever acts in the open transaction."""
    with cursor.connection.cursor(row_factory=class_row(LinkingReach)) as reading:
        found = reading.execute(SQL["reached"]).fetchone()
    if found is None:
        raise StoreUnreachable
    return found


def linking_reach(actor: Actor) -> LinkingReach:
    """Say where linking stands."""
    with sight(actor) as cursor:
        return reach_of(cursor)


def model_of(actor: Actor) -> str | None:
    """Name the model of persons that the networks stand under; None where they do so under none."""
    with sight(actor) as cursor:
        row = cursor.execute(SQL["model"]).fetchone()
    return row[0] if row else None


def report_of(actor: Actor, reference: str) -> int | None:
    """Find the linked report that a reference names; None where there is none."""
    with sight(actor) as cursor:
        row = cursor.execute(SQL["report_of"], {"reference": reference}).fetchone()
    return int(row[0]) if row else None


def linker_at_work() -> bool:
    """Say whether a linker holds the lock; raises Django's errors when there is no database."""
    with connection.cursor() as cursor:
        cursor.execute(SQL["linker_at_work"], {"lock": LOCK})
        row: tuple[Any, ...] | None = cursor.fetchone()
    return bool(row and row[0])


@contextmanager
def sight(actor: Actor) -> Iterator[psycopg.Cursor]:
    """Give one consistent sight of everything, as somebody; nothing can be written in it."""
    try:
        with transaction.atomic():
            connection.cursor().execute(LOG["one_snapshot"])
            yield act_as(actor)
    except (OperationalError, psycopg.OperationalError) as fault:
        raise StoreUnreachable from fault


def _identifiers(cursor: psycopg.Cursor) -> tuple[KindCount, ...]:
    with cursor.connection.cursor(row_factory=class_row(KindCount)) as reading:
        return tuple(reading.execute(SQL["identifiers"]).fetchall())
