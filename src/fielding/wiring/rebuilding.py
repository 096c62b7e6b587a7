"""Rebuilds the derived tables from the entries, as the owner of the tables."""

from collections.abc import Callable, Mapping

import psycopg
from django.db import connections

from fielding.app.standing import Standing, nation_of, stand
from fielding.cases.history import fold_case
from fielding.ledger.entry import Kept
from fielding.store.comparing import rebuild_and_compare
from fielding.wiring.hub import hub


def rebuild(told: Callable[[int], None]) -> tuple[int, Mapping[str, int]]:
    """Rebuild; give the number of cases, and by table how many rows had been wrong."""
    owner = connections["owner"]
    owner.ensure_connection()
    raw: psycopg.Connection = owner.connection
    return rebuild_and_compare(raw, standing_of, told)


def standing_of(history: tuple[Kept, ...]) -> Standing:
    """Work out how a case stands after its history, under the definition it began with."""
    known, case = hub(), fold_case(history)
    service = known.services.by_digest(case.definition)
    return stand(service, case, history, known.workdays.of(nation_of(case)))
