"""`fielding serve`: the hub in the foreground."""

import click

from fielding.cli.signals import stopped_by_signal
from fielding.cli.where import placed
from fielding.wiring.running import Place, serve


@click.command("serve")
@placed
def serve_command(place: Place) -> None:
    """Run the hub in the foreground, until Ctrl-C.

    Starts the sequencer, the linker and the web server and keeps them alive. Checks keys, database
    and port first, and says what is wrong.
    """
    click.echo(f"Serving at {place.address} (stop with Ctrl-C)")
    serve(place, stopped_by_signal())
