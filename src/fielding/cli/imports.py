"""`fielding import`: files through the doors of a service."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from fielding.cli.exits import FAULTY
from fielding.wiring.hub import hub
from fielding.wiring.importing import Format, Imported, import_file
from fielding.wiring.setting_up import set_up


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
    again. Ends with 1 when rows had to be set aside; they are listed with their reasons.
    """
    set_up()
    wired = hub()
    with _progress(quiet=as_json) as progress:
        task = progress.add_task(f"Importing {file.name}", total=None)
        done = import_file(
            wired,
            wired.services.current(service),
            file,
            Format(door),
            lambda so_far: progress.update(task, completed=so_far.read),
        )
    if as_json:
        click.echo(json.dumps(asdict(done), default=str))
    else:
        click.echo(_told(done))
    if done.set_aside:
        sys.exit(FAULTY)


def _progress(*, quiet: bool) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        MofNCompleteColumn(),
        TextColumn("rows"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=quiet,
    )


def _told(done: Imported) -> str:
    told = (
        f"{done.read:,} rows read = {done.made:,} cases made"
        f" + {done.known:,} already there + {done.set_aside:,} set aside"
    )
    return f"{told}\nSet aside, with the reasons: {done.listed}" if done.listed else told
