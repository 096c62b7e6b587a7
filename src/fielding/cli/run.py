"""`fielding run` and `fielding stop`: the hub in the background."""

import click
from rich.console import Console
from rich.table import Table

from fielding.cli.main import command_named
from fielding.cli.where import placed
from fielding.wiring.demonstration_accounts import demo_accounts
from fielding.wiring.demonstration_mark import is_linked, is_loaded, may_load
from fielding.wiring.running import Place, stop
from fielding.wiring.starting import start


@click.command("run")
@placed
@click.option("--no-demo", is_flag=True, help="Do not load the demonstration.")
@click.pass_context
def run_command(context: click.Context, place: Place, no_demo: bool) -> None:
    """Run the hub in the background, and say where it is.

    The first time it makes the database and, while there is no real case, loads the
    demonstration. Run it again at any time: what is there stays.
    """
    console = Console()
    with Console(stderr=True).status("Starting the hub…"):
        address = start(place)
    if not no_demo and not is_loaded() and may_load():
        # By its name: what it takes to invent a world is loaded when one is.
        context.invoke(command_named("demo"), listed=False, linked=False)
    console.print(f"\nFielding is running at [bold]{address}[/bold]")
    if is_loaded():
        _show_accounts(console, address)
    console.print("Stop it with [bold]make stop[/bold] (fielding stop).")
    if not no_demo and is_loaded() and may_load() and not is_linked():
        console.print()
        context.invoke(command_named("demo"), listed=False)


@click.command("stop")
def stop_command() -> None:
    """Stop the hub and the database server it runs itself. Nothing is lost."""
    with Console(stderr=True).status("Stopping the hub…"):
        ran = stop()
    click.echo("Stopped." if ran else "The hub was not running.")


def _show_accounts(console: Console, address: str) -> None:
    accounts = demo_accounts()
    table = Table("Account", "Role", "Organisation", box=None)
    for account in accounts:
        table.add_row(account.handle, account.role, account.organisation)
    console.print("Everything in it is invented. Sign in as one of these, at")
    console.print(f"[bold]{address}staff/[/bold]\n")
    console.print(table)
    passwords = ", ".join(sorted({account.password for account in accounts}))
    console.print(f"\nPassword of each: [bold]{passwords}[/bold]")
    console.print("The sign-in page shows the code that is asked for then.\n")
