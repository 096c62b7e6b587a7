"""Imports files into the register, and exports it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fielding.access.roles import Actor, Role
from fielding.app.books.registering.contracting import Contracting, Fault
from fielding.app.books.registering.importing import (
    Registered,
    import_contracting,
    try_contracting,
)
from fielding.app.books.registering.importing_ownership import import_ownership
from fielding.app.books.registering.opening import open_contracts
from fielding.app.books.registering.ownership import Ownership
from fielding.app.ports import Hub
from fielding.engines.formats.bods import ownership_of, read_ownership
from fielding.engines.formats.ocds.exact import exact_json
from fielding.engines.formats.ocds.json_values import values_of
from fielding.engines.formats.ocds.reader import contracting_of, read_contracting
from fielding.engines.formats.ocds.writer import Publisher, release_package
from fielding.oversight.findings.finding import fold_findings
from fielding.oversight.performance.closing import fold_closed
from fielding.oversight.register.faults import Oddity, oddities
from fielding.oversight.register.register import Register, fold_register
from fielding.wiring.figures import bookkeeper

#: Who acts where somebody works at the machine itself.
CONSOLE = Actor(name="console", role=Role.CONTRACT_MANAGER)
#: Who publishes an export, and under which prefix its own ocids stand, where nobody says.
PUBLISHER, UNREGISTERED = "Fielding", "ocds-unregistered"
Told = Contracting | Ownership
Progress = Callable[[int, int], None]


class Format(StrEnum):
    """What a file holds."""

    OCDS = "ocds"
    BODS = "bods"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file told, and what of it was new to the register."""

    told: Told
    added: Registered
    kept: bool  # False: it was only tried

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that could not be understood, or that a reader should know."""
        return self.told.faults


def read_file(file: Path, door: Format) -> Told:
    """Read a file, compressed or not; raise FileUnreadable."""
    return read_contracting(file) if door is Format.OCDS else read_ownership(file)


def read_upload(content: bytes, door: Format) -> Told:
    """Read what somebody sent."""
    values = list(values_of(content))
    return contracting_of(values) if door is Format.OCDS else ownership_of(values)


def import_into_register(
    hub: Hub, actor: Actor, told: Told, progress: Progress | None = None
) -> Imported:
    """Register what a file tells; raise NotPermitted."""
    register = the_register()
    if isinstance(told, Contracting):
        added = import_contracting(hub, actor, told, register, progress)
    else:
        added = import_ownership(hub, actor, told, register)
    return Imported(told=told, added=added, kept=True)


def try_import(hub: Hub, actor: Actor, told: Told) -> Imported:
    """Say what would be added; nothing is kept."""
    register = the_register()
    if isinstance(told, Contracting):
        added = try_contracting(hub, actor, told, register)
    else:
        added = import_ownership(hub, actor, told, register, keep=False)
    return Imported(told=told, added=added, kept=False)


def export_register(hub: Hub, actor: Actor, by: Publisher) -> str:
    """Give the register as an OCDS release package, in JSON; names are in it."""
    figures = bookkeeper().figures()
    register = figures.folded(fold_register)
    opened = open_contracts(hub, actor, register, tuple(register.contracts))
    closed = figures.folded(fold_closed).values()
    findings = tuple(figures.folded(fold_findings).values())
    return exact_json(release_package(register, opened, by, closed, findings))


def register_oddities(hub: Hub) -> tuple[tuple[Oddity, ...], int]:
    """List what is odd in the register today, and the size of the checkpoint it stands at."""
    figures = bookkeeper().figures()
    register, today = figures.folded(fold_register), hub.clock.now().date()
    return oddities(register, figures.books.folios, today), figures.books.standpoint.size


def the_register() -> Register:
    """Give the register at the newest checkpoint."""
    return bookkeeper().figures().folded(fold_register)
