"""`fielding service schema`: the JSON Schema of service files."""

import json

import click

from fielding.definitions.json_schema import service_schema


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of service files, for an editor that completes and checks them."""
    click.echo(json.dumps(service_schema(), indent=2, ensure_ascii=False))
