"""The manifest: what a folder of segments holds, and by what its figures were counted."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from fielding.cases.clocks import Workday
from fielding.definitions.service import Service, Unit
from fielding.engines.definition_files import read_definition
from fielding.engines.errors import NotSegments
from fielding.engines.segments.columns import instant
from fielding.kernel.instants import local_day, read_instant, write_instant

FORMAT = 2
OVERSEER, PUBLIC = "overseer", "public"
MANIFEST, CHECKPOINT, KEYS = "manifest.json", "checkpoint", "keys.json"
ENTRIES, LEAVES, ROWS, FIGURES = "entries", "leaves", "rows", "figures.parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Which edition, at which checkpoint, and what the counting went by.

    `days_off` lists by nation the days that are not worked, from the first entry until the last
    promise can fall due. `in_force` names the definitions whose figures are published; the others
    are those that older cases began under.
    """

    edition: str
    size: int
    at: datetime
    definitions: tuple[str, ...]  # digests: the names of their files
    in_force: tuple[str, ...]
    days_off: Mapping[str, tuple[date, ...]]

    def text(self) -> str:
        """Write it."""
        told = {
            "format": FORMAT,
            "edition": self.edition,
            "size": self.size,
            "at": write_instant(self.at),
            "definitions": self.definitions,
            "in_force": self.in_force,
            "days_off": {n: [d.isoformat() for d in days] for n, days in self.days_off.items()},
        }
        return json.dumps(told, indent=1, sort_keys=True) + "\n"

    def workdays(self) -> Mapping[str, Workday]:
        """Give the test of a worked day for each nation."""
        return {
            nation: partial(_is_worked, frozenset(days)) for nation, days in self.days_off.items()
        }


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder; raise NotSegments."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise NotSegments(folder=str(folder), format=str(told["format"]))
        return Manifest(
            edition=str(told["edition"]),
            size=int(told["size"]),
            at=read_instant(told["at"]),
            definitions=tuple(told["definitions"]),
            in_force=tuple(told["in_force"]),
            days_off={
                nation: tuple(date.fromisoformat(day) for day in days)
                for nation, days in told["days_off"].items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NotSegments(folder=str(folder)) from fault


def read_services(folder: Path, manifest: Manifest) -> Mapping[str, Service]:
    """Read the definitions of a folder by digest, which is worked out anew from their bytes.

    Raises NotSegments where a file is not the one that entries name.
    """
    found = {}
    for digest in manifest.definitions:
        content = (folder / "definitions" / f"{digest}.yaml").read_bytes()
        tables = (folder / "definitions" / f"{digest}.tables.json").read_bytes()
        service = read_definition(content, tables, file=f"{digest}.yaml")
        if service.digest != digest:
            raise NotSegments(folder=str(folder), definition=digest, found=service.digest)
        found[digest] = service
    return found


def days_off(
    services: Iterable[Service], nations: Mapping[str, Workday], span: tuple[int, int]
) -> Mapping[str, tuple[date, ...]]:
    """List the days not worked from the first moment (microseconds) to the last possible due."""
    clocks = [clock for service in services for clock in service.clocks.values()]
    longest = max((c.amount for c in clocks if c.unit is Unit.WORKING_DAYS), default=0)
    first, last = (local_day(instant(moment)) for moment in span)
    # Of any seven days, at least two are worked even round Christmas.
    length = (last - first).days + 4 * longest + 15
    days = [first + timedelta(days=number) for number in range(length)]
    return {n: tuple(day for day in days if not worked(day)) for n, worked in nations.items()}


def _is_worked(off: frozenset[date], day: date) -> bool:
    return day not in off
