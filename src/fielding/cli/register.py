"""`fielding register`: organisations, contracts and who owns whom, in and out."""

import click

from fielding.cli.register_export import export_command
from fielding.cli.register_faults import faults_command
from fielding.cli.register_import import import_command


@click.group("register")
def register_group() -> None:
    """Keep the register of organisations, contracts and ownership."""


for command in (import_command, export_command, faults_command):
    register_group.add_command(command)
