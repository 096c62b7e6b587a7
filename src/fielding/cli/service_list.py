"""`fielding service list`: the services in force."""

import json

import click
from rich.console import Console
from rich.table import Table

from fielding.wiring.hub import services


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def list_command(as_json: bool) -> None:
    """List the services in force today: code, name, and the digest that entries name."""
    found = [(s.code, s.name.en, s.digest) for s in services().in_force()]
    if as_json:
        rows = [{"service": code, "name": name, "digest": digest} for code, name, digest in found]
        click.echo(json.dumps(rows, indent=2))
        return
    table = Table(box=None)
    for heading in ("service", "name", "digest"):
        table.add_column(heading)
    for code, name, digest in found:
        table.add_row(code, name, digest[:12])
    Console().print(table)
