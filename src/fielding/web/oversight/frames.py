"""What every page of figures shows: where it stands, which cases it counts, and its filters."""

from collections.abc import Mapping

from django.http import HttpRequest

from fielding.app.read_figures import Figures
from fielding.definitions.service import Service
from fielding.oversight.books import Standpoint
from fielding.oversight.records import NOBODY
from fielding.oversight.scope import By, month_of
from fielding.web.oversight.asking import REAL, SYNTHETIC, Asked
from fielding.web.oversight.shown_tables import Reader
from fielding.web.oversight.words import group_name
from fielding.web.speaker import Speaker
from fielding.web.surface import speaker_of

Option = dict[str, object]


def reader_of(request: HttpRequest, figures: Figures) -> Reader:
    """Say who reads."""
    services = {service.code: service for service in figures.services}
    return Reader(services=services, speaker=speaker_of(request))


def figures_frame(figures: Figures, asked: Asked, reader: Reader) -> dict[str, object]:
    """Give what every page of figures shows."""
    return {
        "standpoint": standpoint_shown(figures.books.standpoint, reader.speaker),
        "only_synthetic": asked.scope.synthetic,
        "asked": asked,
        "scope": _told(asked, reader),
        "selects": _selects(figures, asked, reader),
    }


def standpoint_shown(standpoint: Standpoint, speaker: Speaker) -> Mapping[str, object]:
    """Tell a checkpoint: how many entries, its root, and when it was signed."""
    return {
        "size": standpoint.size,
        "root": standpoint.root.hex(),
        "at": speaker.moment(standpoint.at) if standpoint.size else "",
    }


def _told(asked: Asked, reader: Reader) -> list[str]:
    """List what the figures are narrowed to."""
    scope, told = asked.scope, list[str]()
    if scope.service:
        told.append(_name(By.SERVICE, scope.service, reader))
    if scope.first or scope.last:
        first = _name(By.MONTH, scope.first, reader) if scope.first else "the beginning"
        last = _name(By.MONTH, scope.last, reader) if scope.last else "now"
        told.append(first if first == last else f"{first} to {last}")
    if scope.firm:
        told.append(_name(By.FIRM, scope.firm, reader))
    if scope.force:
        told.append(_name(By.FORCE, scope.force, reader))
    return told


def _selects(figures: Figures, asked: Asked, reader: Reader) -> list[dict[str, object]]:
    """List the filters, each with the values that there are."""
    scope, firms, forces, months = asked.scope, set[str](), set[str](), set[str]()
    for record in figures.books.records.values():
        if record.case.synthetic is scope.synthetic:
            firms |= {record.firm, *(owed.firm for owed in record.owed)}
            forces |= {record.recipient, *(owed.recipient for owed in record.owed)}
            months |= {month_of(record.case.received_at), month_of(record.case.last_at)}
    found = [
        _select("service", "Service", scope.service, _options(By.SERVICE, reader.services, reader)),
        _select("from", "From", scope.first, _options(By.MONTH, months, reader)),
        _select("to", "To", scope.last, _options(By.MONTH, months, reader)),
        _select("firm", "Firm", scope.firm, _options(By.FIRM, firms, reader)),
        _select("force", "Force", scope.force, _options(By.FORCE, forces, reader)),
    ]
    if figures.has_real_cases and figures.has_synthetic_cases:
        worlds = [(REAL, "Real"), (SYNTHETIC, "Synthetic")]
        chosen = SYNTHETIC if scope.synthetic else REAL
        found.insert(0, {**_select("cases", "Cases", chosen, worlds), "all": False})
    return found


def _options(by: By, values: object, reader: Reader) -> list[tuple[str, str]]:
    known = values if isinstance(values, set | Mapping) else ()
    if by is By.MONTH:
        return [(value, _name(by, value, reader)) for value in sorted(known)]
    named = [(value, _name(by, value, reader)) for value in known]
    return sorted(named, key=lambda pair: (pair[0] == NOBODY, pair[1]))


def _name(by: By, group: str, reader: Reader) -> str:
    return group_name(by, group, reader.services, reader.speaker)


def _select(
    name: str, label: str, chosen: str | None, options: list[tuple[str, str]]
) -> dict[str, object]:
    return {"name": name, "label": label, "chosen": chosen, "options": options, "all": True}


def services_in(figures: Figures, asked: Asked) -> list[Service]:
    """List the services in the scope."""
    return [s for s in figures.services if asked.scope.service in {None, s.code}]
