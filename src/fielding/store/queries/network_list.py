"""The list of networks, narrowed by what somebody asks for and in the order they ask for."""

from dataclasses import asdict, dataclass
from datetime import datetime

import psycopg
from psycopg.rows import class_row

from fielding.access.roles import Actor
from fielding.store.queries.acting import asking_as
from fielding.store.queries.networks import PAGE, Network
from fielding.store.statements import read_statements

SQL = read_statements("network_list_statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFilter:
    """What somebody wants to see; what is left as it is does not narrow."""

    #: What is counted as late is received after this.
    since: datetime
    order: str = "reports"  # or bodies, loss, lately
    reports: int = 0  # at least
    bodies: int = 0  # forces that sorting thinks of first, at least
    loss: int = 0  # pence, at least
    lately: int = 0  # reports received since, at least
    body: str = ""  # sorting thinks of it first for one of the reports
    handed: bool | None = None  # whether the network was handed to a body


def networks(actor: Actor, wanted: NetworkFilter, *, page: int = 1) -> list[Network]:
    """List a page of the networks of two reports or more that fit, the largest first."""
    asked = {**asdict(wanted), "most": PAGE, "skip": (max(page, 1) - 1) * PAGE}
    with asking_as(actor) as connection:
        cursor = psycopg.Cursor(connection, row_factory=class_row(Network))
        cursor.execute(SQL["networks"], asked, prepare=True)
    return cursor.fetchall()
