"""`fielding ledger export`: the ledger as files that anybody can check."""

import json
from pathlib import Path

import click

from fielding.cli.progress import progress
from fielding.wiring.exporting import Edition, export_ledger


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--edition",
    type=click.Choice([edition.value for edition in Edition]),
    default=Edition.OVERSEER.value,
    show_default=True,
    help="overseer: entries, tiles, checkpoints; verifier: also the stored ciphertexts.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def export_command(folder: Path, edition: str, as_json: bool) -> None:
    """Export the ledger into FOLDER, which must be empty or new.

    Check it with `fielding ledger verify FOLDER`, or without the hub: fielding-verifier.
    """
    with progress("Exporting", "entries") as told:
        size = export_ledger(folder, Edition(edition), told)
    if as_json:
        click.echo(json.dumps({"folder": str(folder), "edition": edition, "size": size}))
    else:
        click.echo(f"Exported {size} entries to {folder} ({edition} edition).")
