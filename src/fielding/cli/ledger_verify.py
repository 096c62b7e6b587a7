"""`fielding ledger verify`: hands an export to the verifier, with this hub's keys."""

import sys
from pathlib import Path

import click
from rich.console import Console

from fielding.wiring.verifying import verify_export


@click.command("verify")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--seen",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint or receipt kept outside; may be given many times.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def verify_command(folder: Path, seen: tuple[Path, ...], as_json: bool) -> None:
    """Check an exported ledger in FOLDER with the separate program fielding-verifier.

    The keys are this hub's own: an outsider gives their own copy to fielding-verifier instead.
    """
    with Console(stderr=True).status("Verifying…"):
        code, words = verify_export(folder, seen, as_json=as_json)
    click.echo(words)
    sys.exit(code)
