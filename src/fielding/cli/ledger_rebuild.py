"""`fielding ledger rebuild`: throws the derived tables away and folds every case anew."""

import json
import sys

import click

from fielding.cli.exits import FAULTY
from fielding.cli.progress import progress
from fielding.wiring.rebuilding import rebuild


@click.command("rebuild")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def rebuild_command(as_json: bool) -> None:
    """Rebuild the derived tables from the entries, and say which rows had been wrong.

    The hub may run on; writers wait meanwhile. Ends with 1 when a row had been wrong: it is
    right now, but something other than the hub had written to the database.
    """
    with progress("Rebuilding", "cases") as told:
        cases, differed = rebuild(lambda done: told(done, 0))
    wrong = sum(differed.values())
    if as_json:
        click.echo(json.dumps({"cases": cases, "differed": dict(differed)}))
    else:
        click.echo(f"Rebuilt {cases} cases; {wrong} rows had been wrong.")
        for table, count in differed.items():
            if count:
                click.echo(f"  {table}: {count}")
    if wrong:
        sys.exit(FAULTY)
