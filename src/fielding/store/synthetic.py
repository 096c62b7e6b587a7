"""Knows whether a hub holds real cases, synthetic ones or none: the two are never mixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from fielding.access.roles import SYSTEM
from fielding.store.statements import read_statements
from fielding.store.transactions import act_as

SQL = read_statements("synthetic_statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What kinds of cases there are."""

    real: bool
    synthetic: bool


def held_cases() -> Held:
    """Look what kinds of cases there are."""
    with transaction.atomic():
        row = act_as(SYSTEM).execute(SQL["holds"]).fetchone()
    return Held(real=bool(row and row[0]), synthetic=bool(row and row[1]))


def references_of(cases: Sequence[str]) -> Mapping[str, str]:
    """Give the references of cases, by case; those that are not there are left out."""
    with transaction.atomic():
        rows = act_as(SYSTEM).execute(SQL["references"], {"cases": list(cases)}).fetchall()
    return dict(rows)
