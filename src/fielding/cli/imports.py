"""`fielding import`: files through the doors of a service."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from fielding.cli.exits import FAULTY
from fielding.cli.progress import progress
from fielding.wiring.demonstration_mark import is_loaded
from fielding.wiring.importing import Format, Imported, import_file
from fielding.wiring.standing_by import hub_at_hand

_OPEN_TO_ALL = (
    "This hub holds the demonstration: "
    "what you import can be read with passwords that everybody knows."
)


@click.command("import")
@click.argument("service")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "door",
    type=click.Choice([each.value for each in Format]),
    default=Format.CSV.value,
    show_default=True,
    help="What the file holds: rows of a table, or forwarded messages (JSON lines).",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def import_command(service: str, file: Path, door: str, as_json: bool) -> None:
    """Make a case of SERVICE of every row of FILE, as its definition says under `intake`.

    A row that was imported before makes no second case, so an interrupted import is simply run
    again; one that comes again with another outcome adds that outcome to its case. Ends with 1
    when rows had to be set aside; they are listed with their reasons.
    """
    with hub_at_hand() as hub, progress(f"Importing {file.name}", "rows") as told:
        if is_loaded():
            click.secho(_OPEN_TO_ALL, err=True, fg="yellow")
        taken = hub.services.current(service)
        done = import_file(hub, taken, file, Format(door), lambda so_far: told(so_far.read, 0))
    if as_json:
        click.echo(json.dumps(asdict(done), default=str))
    else:
        click.echo(_told(done))
    if done.set_aside:
        sys.exit(FAULTY)


def _told(done: Imported) -> str:
    told = (
        f"{done.read:,} rows read = {done.made:,} cases made"
        f" + {done.updated:,} updated + {done.known:,} already there + {done.set_aside:,} set aside"
    )
    return f"{told}\nSet aside, with the reasons: {done.listed}" if done.listed else told
