"""`fielding demo`: the demonstration."""

from contextlib import suppress

import click
from rich.console import Console
from rich.table import Table

from fielding.cli.main import command_named
from fielding.cli.progress import progress
from fielding.engines.errors import NothingToExport
from fielding.wiring.demonstration import load
from fielding.wiring.demonstration_accounts import demo_accounts
from fielding.wiring.demonstration_mark import is_linked, is_loaded
from fielding.wiring.segmenting import publish_accounts
from fielding.wiring.standing_by import hub_at_hand

#: What an operator types for the networks, once: a model of persons, the networks under it, and
#: last the twins that tell how far off figures may be: many, since so few reports differ much by
#: chance. Of 8, 16, 32 and 64 the last two reached the demonstration's own figures.
LINKING = ("train", "run --anew", "twins --count 64")


@click.command("demo")
@click.option("--list/--no-list", "listed", default=True, help="List its accounts afterwards.")
@click.option("--link/--no-link", "linked", default=True, help="Train, link anew and draw twins.")
def demo_command(*, listed: bool, linked: bool) -> None:
    """Load the demonstration: 2,000 invented reports and an account for each role.

    Then, unless that was done, a model of persons is trained, the networks are worked out under it
    and twins are drawn. Refused in a hub that holds a real case.
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
        if linked and not is_linked():
            _link()


def _link() -> None:
    link, console = command_named("link"), Console()
    console.print("Now its networks, once. Everything can be used meanwhile.")
    for words in LINKING:
        console.print(f"[bold]fielding link {words}[/bold]")
        link.main(words.split(), prog_name="fielding link", standalone_mode=False)


def _list_accounts() -> None:
    table = Table("Account", "Role", "Organisation", "Password", box=None)
    for account in demo_accounts():
        table.add_row(account.handle, account.role, account.organisation, account.password)
    Console().print(table)
