"""Which network a report is in, and what ties it there, told in one wait for the database."""

from dataclasses import dataclass
from typing import TypeVar

import psycopg
from psycopg.rows import class_row

from fielding.access.roles import Actor
from fielding.store.queries.acting import asking_as
from fielding.store.statements import read_statements

SQL = read_statements("belonging_statements")

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTie:
    """What ties a report to another of its network: an identifier, or two that are near.

    `shown` opens only with the hub's key, bound to `token`.
    """

    identifier: int
    kind: str
    token: bytes
    shown: bytes
    reports: int  # that give it as the other side's
    #: The identifier that the other report mentions: the same, or one near it.
    theirs: int
    other: str  # case of the earliest such report


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongs:
    """The network of a report, and each identifier that ties it there."""

    network: str  # the case id of its earliest report
    reports: int
    ties: tuple[ReportTie, ...]
    judged: tuple[str, ...]  # cases of the network that were judged to belong with it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Network:
    network: str
    reports: int
    judged: list[str]


def belongs(actor: Actor, case: str) -> Belongs | None:
    """Give the network of a case and what ties it there; None while it is not taken up.

    A report that nothing ties to another is a network of its own, without ties.
    """
    with asking_as(actor) as connection:
        network = _ask(connection, _Network, "network", case)
        ties = _ask(connection, ReportTie, "ties", case)
    found = network.fetchone()
    if found is None:
        return None
    return Belongs(
        network=found.network,
        reports=found.reports,
        ties=tuple(ties.fetchall()),
        judged=tuple(found.judged),
    )


def _ask(
    connection: psycopg.Connection, shape: type[Row], statement: str, case: str
) -> psycopg.Cursor[Row]:
    cursor = psycopg.Cursor(connection, row_factory=class_row(shape))
    return cursor.execute(SQL[statement], {"case": case}, prepare=True)
