"""`fielding service`: what can be done with service definitions."""

import click

from fielding.cli.service_check import check_command
from fielding.cli.service_list import list_command
from fielding.cli.service_schema import schema_command


@click.group("service")
def service_group() -> None:
    """Check service files, list the services in force, give the schema for an editor."""


for command in (check_command, list_command, schema_command):
    service_group.add_command(command)
