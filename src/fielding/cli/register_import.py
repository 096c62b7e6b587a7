"""`fielding register import`: contracting data and ownership into the register."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from fielding.app.books.registering.contracting import Contracting, Fate, Fault
from fielding.cli.exits import FAULTY
from fielding.cli.progress import progress
from fielding.wiring.registering import (
    CONSOLE,
    Format,
    Imported,
    import_into_register,
    read_file,
    try_import,
)
from fielding.wiring.standing_by import hub_at_hand


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "door",
    type=click.Choice([each.value for each in Format]),
    default=Format.OCDS.value,
    show_default=True,
    help="Contracts: OCDS releases, packages or records. Ownership: BODS 0.4 statements.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be added, and keep nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, with every field listed.")
def import_command(file: Path, door: str, dry_run: bool, as_json: bool) -> None:
    """Register what FILE tells: JSON or JSON lines, compressed with gzip or not.

    What is in the register already is left as it is, so a file can be imported again. Every
    release is kept whole; what could not be understood is listed. Ends with 1 when something
    could not be read at all.
    """
    with hub_at_hand() as hub, progress(f"Importing {file.name}", "processes") as told:
        read = read_file(file, Format(door))
        if dry_run:
            done = try_import(hub, CONSOLE, read)
        else:
            done = import_into_register(hub, CONSOLE, read, told)
    click.echo(json.dumps(_document(done), indent=2) if as_json else _told(done))
    if any(fault.lost for fault in done.faults):
        sys.exit(FAULTY)


def _document(done: Imported) -> dict[str, object]:
    told = done.told
    document: dict[str, object] = {
        "kept": done.kept,
        "added": asdict(done.added),
        "faults": [asdict(fault) for fault in done.faults],
    }
    if isinstance(told, Contracting):
        return document | {
            "releases": told.releases,
            "processes": len(told.processes),
            "fields": [asdict(field) for field in told.fields],
            "extensions": list(told.extensions),
        }
    return document | {"statements": told.statements, "interests": len(told.interests)}


def _told(done: Imported) -> str:
    told, added = done.told, done.added
    word = "Added" if done.kept else "Would add"
    if isinstance(told, Contracting):
        lines = [f"{told.releases:,} releases read, of {len(told.processes):,} processes"]
    else:
        interests = len(told.interests)
        lines = [f"{told.statements:,} statements read, with {interests:,} interests"]
    lines.append(
        f"{word} {added.organisations:,} organisations, {added.processes:,} processes,"
        f" {added.releases:,} releases, {added.contracts:,} contracts;"
        f" {added.changes:,} changes to what was there"
    )
    if added.apart:
        lines.append(
            f"{added.apart:,} parties carry identifiers of two organisations, which stay two"
        )
    if isinstance(told, Contracting):
        fates = [field.fate for field in told.fields]
        lines.append(
            f"{len(fates):,} fields met: {fates.count(Fate.REGISTERED):,} go into the register,"
            f" {fates.count(Fate.KNOWN):,} are kept with their release,"
            f" {fates.count(Fate.UNKNOWN):,} are known to no schema here and kept too"
        )
        lines += [f"Extension named: {address}" for address in told.extensions]
    return "\n".join([*lines, *(_fault(fault) for fault in done.faults)])


def _fault(fault: Fault) -> str:
    return f"{'LOST  ' if fault.lost else ''}{fault.place}: {fault.words} [{fault.code}]"
