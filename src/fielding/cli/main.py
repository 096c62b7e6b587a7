"""The command `fielding` and its groups; each command lives in a module of its own."""

import click


@click.group()
def cli() -> None:
    """Run a public service on one tamper-evident ledger."""
