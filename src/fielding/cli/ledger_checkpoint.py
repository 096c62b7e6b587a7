"""`fielding ledger checkpoint`: publishes the newest signed checkpoint and prints it."""

import sys

import click

from fielding.cli.exits import FAULTY
from fielding.wiring.publishing import publish_checkpoint, published


@click.command("checkpoint")
def checkpoint_command() -> None:
    """Publish the newest signed checkpoint in var/published/ and print it.

    Whoever keeps it elsewhere can later prove that nothing before it was changed.
    """
    note = publish_checkpoint()
    if note is None:
        click.echo("There is no checkpoint yet: nothing has been taken in.", err=True)
        sys.exit(FAULTY)
    click.echo(note, nl=False)
    click.echo(f"Published in {published()}", err=True)
