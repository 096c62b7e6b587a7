"""`fielding health`: says how the hub is; for people, and for whatever watches it."""

import json
import sys
from dataclasses import asdict

import click
from rich.console import Console
from rich.table import Table

from fielding.cli.exits import FAULTY
from fielding.wiring.health import look


@click.command("health")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def health_command(as_json: bool) -> None:
    """Say how the hub is: database, sequencer, promised receipts, disk, keys.

    Ends with 1 when something is ill.
    """
    found = look()
    fine = all(finding.fine for finding in found)
    if as_json:
        document = {"fine": fine, "found": [asdict(finding) for finding in found]}
        click.echo(json.dumps(document, indent=2))
    else:
        table = Table(box=None, show_header=False)
        for finding in found:
            mark = "[green]fine[/green]" if finding.fine else "[red bold]ILL[/red bold]"
            table.add_row(mark, finding.name, finding.said)
        Console().print(table)
    if not fine:
        sys.exit(FAULTY)
