"""`fielding backup` and `fielding restore`."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from fielding.wiring.backing_up import back_up, restore

_NO_KEYS = (
    "The keys are not in it: without them nothing sealed in it can be read.\n"
    "Keep a copy of the folder of keys elsewhere (--with-keys FOLDER)."
)
_NOTHING_SEEN = (
    "No checkpoint kept outside was given (--seen): nobody can tell whether this was the newest "
    "backup. Reports acknowledged after it are gone."
)


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--with-keys",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also copy the keys into this folder, to be kept apart from the file.",
)
def backup_command(file: Path, with_keys: Path | None) -> None:
    """Back the hub up into FILE, while it runs. Its keys are not in it."""
    with Console(stderr=True).status("Backing up…"):
        size = back_up(file, with_keys)
    click.echo(f"Backed up to {file} ({size:,} bytes).")
    click.echo(f"Keys copied to {with_keys}: keep them apart." if with_keys else _NO_KEYS)


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--seen",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint or receipt kept outside; the restored ledger must hold it.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def restore_command(file: Path, seen: tuple[Path, ...], as_json: bool) -> None:
    """Restore FILE into an empty hub that has the same keys.

    What the ledger says was erased is erased again. A ledger shorter than a checkpoint that was
    seen outside, or than the one this machine published, is refused: going on would make two
    histories.
    """
    with Console(stderr=True).status("Restoring…") as status:
        done = restore(file, seen, status.update)
    if as_json:
        click.echo(json.dumps(asdict(done)))
        return
    click.echo(f"Restored the backup of {done.made_at}: {done.size} entries, {done.cases} cases.")
    click.echo(f"Destroyed again: {done.erased_again} keys and texts of erased cases.")
    click.echo("Start the hub with `fielding run`.")
    if not done.held_against:
        click.secho(_NOTHING_SEEN, err=True, fg="yellow")
