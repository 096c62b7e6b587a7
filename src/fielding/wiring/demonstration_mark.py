"""Whether this hub shows a demonstration: then its pages say so, and what is reported is marked."""

from dataclasses import replace

from django.db import InterfaceError, OperationalError, transaction

from fielding.access.roles import SYSTEM
from fielding.app.ports import Hub
from fielding.store.models import CaseStanding, Person
from fielding.store.synthetic import held_cases
from fielding.store.transactions import act_as
from fielding.wiring.hub import hub
from fielding.wiring.twins_place import twins_file


def is_loaded() -> bool:
    """Say whether the demonstration is there, to its end."""
    return Person.objects.filter(demonstration=True).exists()


def is_linked() -> bool:
    """Say whether its networks were worked out under a model of persons, and twins drawn last."""
    return twins_file().exists()


def may_load() -> bool:
    """Say whether it may be loaded: there is no real case."""
    return not held_cases().real


def holds_demonstration() -> bool:
    """Say whether this is a demonstration; while the database is away, it is not known."""
    if hub().synthetic:
        return True
    try:
        return is_loaded() or _oldest_case_is_synthetic()
    except (OperationalError, InterfaceError):
        return False


def marked_hub() -> Hub:
    """Give the hub for the doors that people report through.

    Whoever tries a demonstration out makes things up: what they report is synthetic too. A file
    that is imported is what it is, and keeps its mark.
    """
    return replace(hub(), synthetic=holds_demonstration())


def _oldest_case_is_synthetic() -> bool:
    with transaction.atomic():
        act_as(SYSTEM)
        oldest = CaseStanding.objects.order_by("case_id").values_list("synthetic", flat=True)
        return bool(oldest.first())
