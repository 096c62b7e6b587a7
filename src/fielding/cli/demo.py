"""`fielding demo`: the demonstration."""

from contextlib import suppress

import click
from rich.console import Console
from rich.table import Table

from fielding.cli.progress import progress
from fielding.engines.errors import NothingToExport
from fielding.wiring.demonstration import load
from fielding.wiring.demonstration_accounts import demo_accounts
from fielding.wiring.demonstration_mark import is_loaded
from fielding.wiring.segmenting import publish_accounts
from fielding.wiring.standing_by import hub_at_hand


@click.command("demo")
@click.option("--list/--no-list", "listed", default=True, help="List its accounts afterwards.")
def demo_command(*, listed: bool) -> None:
    """Load the demonstration: 2,000 invented reports and an account for each role.

    Refused in a hub that holds a real case.
    """
    with hub_at_hand():
        if not is_loaded():
            with progress("Loading the demonstration", "reports") as told:
                load(lambda _, done, total: told(done, total))
            # Where no hub runs, nothing is sequenced yet and there is nothing to publish.
            with suppress(NothingToExport):
                publish_accounts(lambda *_: None)
    if listed:
        _list_accounts()


def _list_accounts() -> None:
    table = Table("Account", "Role", "Organisation", "Password", box=None)
    for account in demo_accounts():
        table.add_row(account.handle, account.role, account.organisation, account.password)
    Console().print(table)
