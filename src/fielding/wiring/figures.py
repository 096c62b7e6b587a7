"""Builds the bookkeeper of this process: its books are computed once, then carried on."""

from functools import cache

from fielding.app.read_figures import Bookkeeper
from fielding.store.queries.entries import PostgresEntries
from fielding.wiring.hub import hub


@cache
def bookkeeper() -> Bookkeeper:
    """Give this process's bookkeeper."""
    return Bookkeeper(hub(), PostgresEntries())
