"""`fielding org`: organisations that staff act for."""

import click

from fielding.engines.system import SystemClock
from fielding.store.accounts import KINDS, add_organisation


@click.group("org")
def org_group() -> None:
    """Firms, public bodies and authorities that staff act for."""


@org_group.command("add")
@click.argument("slug")
@click.argument("name")
@click.option("--kind", type=click.Choice(list(KINDS)), required=True, help="What it is.")
def add_command(slug: str, name: str, kind: str) -> None:
    """Add an organisation: SLUG stands in the ledger (north-contact), NAME is shown.

    Police forces are there already: they come from the reference table.
    """
    add_organisation(slug, name, kind, begun=SystemClock().now().date())
    click.echo(f"Added {slug}, {name}.")
