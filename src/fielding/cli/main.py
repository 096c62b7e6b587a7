"""The command `fielding` and its groups; each command lives in a module of its own."""

import click

from fielding.cli.backup import backup_command, restore_command
from fielding.cli.demo import demo_command
from fielding.cli.exits import Told
from fielding.cli.health import health_command
from fielding.cli.imports import import_command
from fielding.cli.ledger import ledger_group
from fielding.cli.org import org_group
from fielding.cli.reset import reset_command
from fielding.cli.run import run_command, stop_command
from fielding.cli.serve import sequence_command, serve_command
from fielding.cli.service import service_group
from fielding.cli.simulate import simulate_command
from fielding.cli.user import user_group

_EXITS = """\b
Ends with 0 when all is well, 1 when something is wrong with what was asked about,
2 when the command was not understood, 3 when the hub is not set up or cannot be reached."""


@click.group(cls=Told, epilog=_EXITS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fielding")
def cli() -> None:
    """Run a public service on one tamper-evident ledger."""


COMMANDS = (
    run_command,
    stop_command,
    serve_command,
    sequence_command,
    demo_command,
    simulate_command,
    import_command,
    service_group,
    ledger_group,
    org_group,
    user_group,
    backup_command,
    restore_command,
    health_command,
    reset_command,
)
for command in COMMANDS:
    cli.add_command(command)
