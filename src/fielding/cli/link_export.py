"""`fielding link export`: networks, their reports and their journal as tables."""

import json
from pathlib import Path

import click

from fielding.cli.progress import progress
from fielding.engines.linking.tables import Form
from fielding.wiring.linking_export import export_networks


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--form",
    type=click.Choice([form.value for form in Form]),
    default=Form.PARQUET.value,
    show_default=True,
    help="How the tables are written.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def export_command(folder: Path, form: str, as_json: bool) -> None:
    """Export networks, members and journal into FOLDER.

    It must be empty or new. No identifier is in any of them. standing.json says how much of the
    ledger was read, and under which version of the rules.
    """
    with progress("Exporting", "tables") as told:
        reach = export_networks(folder, Form(form), told)
    if as_json:
        answer = {"folder": str(folder), "entries": reach.upto, "version": reach.version}
        click.echo(json.dumps(answer))
    else:
        click.echo(
            f"Exported the networks at entry {reach.upto:,}, under version {reach.version} of the"
            f" rules, to {folder}."
        )
