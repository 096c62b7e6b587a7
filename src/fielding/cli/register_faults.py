"""`fielding register faults`: what is odd in the register."""

import json
import sys
from dataclasses import asdict

import click

from fielding.cli.exits import FAULTY
from fielding.oversight.register.faults import ODD
from fielding.wiring.registering import register_oddities
from fielding.wiring.standing_by import hub_at_hand


@click.command("faults")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def faults_command(as_json: bool) -> None:
    """List circles in chains and in ownership, overlaps, and terms that do not fit their hash.

    Ends with 1 when there are any.
    """
    with hub_at_hand() as hub:
        found, size = register_oddities(hub)
    if as_json:
        click.echo(json.dumps([asdict(odd) for odd in found], indent=2))
    else:
        for odd in found:
            others = f": {' > '.join(odd.others)}" if odd.others else ""
            entries = ", ".join(map(str, odd.entries))
            click.echo(f"{odd.subject}: {ODD[odd.code]}{others} (entries {entries})")
        click.echo(f"{len(found)} found among the first {size:,} entries of the ledger", err=True)
    if found:
        sys.exit(FAULTY)
