"""`fielding ledger erasures`: what was erased, and when it is gone from the backups too."""

import json
from dataclasses import asdict

import click
from rich.console import Console
from rich.table import Table

from fielding.wiring.erasing import erasure_report


@click.command("erasures")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def erasures_command(as_json: bool) -> None:
    """List the erased cases, with the day on which the last backup that holds a key expires.

    Backups are taken to be kept for FIELDING_BACKUP_DAYS.
    """
    found = erasure_report()
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], default=str, indent=2))
        return
    table = Table("Case", "Basis", "Erased", "Gone from backups", box=None)
    for each in found:
        day = f"{each.gone_from_backups:%Y-%m-%d}"
        table.add_row(each.case, each.basis, f"{each.at:%Y-%m-%d %H:%M}", day)
    Console().print(table if found else "Nothing was erased.")
