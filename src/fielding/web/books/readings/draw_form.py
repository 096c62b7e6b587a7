"""The form in which an overseer plans a draw: read from what was typed, with every fault."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from fielding.kernel.instants import LOCAL
from fielding.oversight.readings.errors import PlanAtFault
from fielding.oversight.readings.plan import Plan
from fielding.store.models import Person

Typed = Mapping[str, list[str]]
#: No draw is of other years.
FIRST_YEAR, LAST_YEAR = 2000, 2199
#: Numbers of the plan, in the order of the form.
NUMBERS = ("per_stratum", "per_handler", "accepted", "checked")


def reading_bodies() -> list[str]:
    """List the organisations that have somebody who reads again."""
    readers = Person.objects.filter(role="second-reader", ended=None, organisation__ended=None)
    found = readers.values_list("organisation_id", flat=True).distinct()
    return sorted(str(body) for body in found if body)


def read_form(typed: Typed, services: Collection[str], *, synthetic: bool) -> Plan:
    """Read a plan; raise PlanAtFault with all that cannot be read at all.

    Organisations that have no reader are left out, whatever an address says.
    """
    faults: dict[str, str] = {}
    first, last = _day(typed, "first", faults), _day(typed, "last", faults)
    numbers = {name: _number(typed, name, faults) for name in NUMBERS}
    service = _one(typed, "service")
    if service not in services:
        faults["service"] = "Choose the service"
    if faults or first is None or last is None:
        raise PlanAtFault(faults)
    return Plan(
        service=service,
        synthetic=synthetic,
        first=_midnight(first),
        before=_midnight(last + timedelta(days=1)),
        per_stratum=numbers["per_stratum"],
        per_handler=numbers["per_handler"],
        accepted=numbers["accepted"],
        checked=numbers["checked"],
        readers=tuple(body for body in reading_bodies() if body in typed.get("readers", [])),
    )


def _day(typed: Typed, name: str, faults: dict[str, str]) -> date | None:
    parts = [_one(typed, f"{name}-{part}") for part in ("year", "month", "day")]
    try:
        found = date(*(int(part) for part in parts))
    except (ValueError, OverflowError):
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        faults[f"{name}-day"] = "Enter a real date, like 27 3 2026"
        return None
    return found


def _number(typed: Typed, name: str, faults: dict[str, str]) -> int:
    told = _one(typed, name)
    if told.isascii() and told.isdigit() and len(told) <= 6:
        return int(told)
    faults[name] = "Enter a whole number"
    return 0


def _one(typed: Typed, name: str) -> str:
    found = typed.get(name) or [""]
    return found[-1].strip()


def _midnight(day: date) -> datetime:
    """A day begins when it does for the people whom the hub serves."""
    return datetime.combine(day, time(), LOCAL)
