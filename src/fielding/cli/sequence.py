"""`fielding sequence`: the sequencer alone, in the foreground."""

import click

from fielding.cli.signals import stopped_by_signal
from fielding.wiring.sequencing import sequence_until


@click.command("sequence", hidden=True)
def sequence_command() -> None:
    """Run the sequencer alone; `fielding serve` does it."""
    sequence_until(stopped_by_signal())
