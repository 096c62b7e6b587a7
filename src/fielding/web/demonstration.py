"""Whether this hub shows a demonstration: then every page says that its cases are synthetic."""

from fielding.store.models import Person
from fielding.web.desk import UNREACHABLE, the_hub


def holds_demonstration() -> bool:
    """Say whether the demonstration is loaded; while the records are away, it is not known."""
    if the_hub().synthetic:
        return True
    try:
        return Person.objects.filter(demonstration=True).exists()
    except UNREACHABLE:
        return False
