"""`fielding serve` and `fielding sequence`: the hub in the foreground, and its sequencer alone."""

import signal
import threading
from collections.abc import Callable

import click

from fielding.cli.where import placed
from fielding.wiring.running import Place, serve
from fielding.wiring.sequencing import sequence_until


@click.command("serve")
@placed
def serve_command(place: Place) -> None:
    """Run the hub in the foreground, until Ctrl-C.

    Starts the sequencer and the web server and keeps both alive. Checks keys, database and port
    first, and says what is wrong.
    """
    click.echo(f"Serving at {place.address} (stop with Ctrl-C)")
    serve(place, stopped_by_signal())


@click.command("sequence", hidden=True)
def sequence_command() -> None:
    """Run the sequencer alone; `fielding serve` does it."""
    sequence_until(stopped_by_signal())


def stopped_by_signal() -> Callable[[], bool]:
    """Say, from now on, whether the process was asked to end."""
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    return asked.is_set
