"""Whether this hub shows a demonstration: then every page says that its cases are synthetic."""

from django.db import transaction

from fielding.access.roles import SYSTEM
from fielding.store.models import CaseStanding, Person
from fielding.store.transactions import act_as
from fielding.web.desk import UNREACHABLE, the_hub


def holds_demonstration() -> bool:
    """Say whether the hub's cases are synthetic; while the records are away, it is not known.

    Real and synthetic cases are never mixed, so the oldest case speaks for all.
    """
    if the_hub().synthetic:
        return True
    try:
        return Person.objects.filter(demonstration=True).exists() or _oldest_case_is_synthetic()
    except UNREACHABLE:
        return False


def _oldest_case_is_synthetic() -> bool:
    with transaction.atomic():
        act_as(SYSTEM)
        return bool(CaseStanding.objects.values_list("synthetic", flat=True).first())
