"""`fielding run` and `fielding stop`: the hub in the background."""

import click
from rich.console import Console

from fielding.cli.where import placed
from fielding.wiring.running import Place, stop
from fielding.wiring.starting import start


@click.command("run")
@placed
def run_command(place: Place) -> None:
    """Run the hub in the background, and say where it is.

    The first time it makes the database. Run it again at any time: what is there stays.
    """
    console = Console()
    with console.status("Starting the hub…"):
        address = start(place)
    console.print(f"\nFielding is running at [bold]{address}[/bold]")
    console.print("Stop it with [bold]make stop[/bold] (fielding stop).")


@click.command("stop")
def stop_command() -> None:
    """Stop the hub and the database server it runs itself. Nothing is lost."""
    with Console().status("Stopping the hub…"):
        ran = stop()
    click.echo("Stopped." if ran else "The hub was not running.")
