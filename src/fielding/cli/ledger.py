"""`fielding ledger`: what can be done with the ledger as a whole."""

import click

from fielding.cli.ledger_checkpoint import checkpoint_command
from fielding.cli.ledger_erasures import erasures_command
from fielding.cli.ledger_export import export_command
from fielding.cli.ledger_rebuild import rebuild_command
from fielding.cli.ledger_verify import verify_command


@click.group("ledger")
def ledger_group() -> None:
    """Export, verify and publish the ledger; rebuild what is derived from it."""


COMMANDS = (
    export_command,
    verify_command,
    rebuild_command,
    checkpoint_command,
    erasures_command,
)
for command in COMMANDS:
    ledger_group.add_command(command)
