"""`fielding invoice`: invoices against the ledger."""

import click

from fielding.cli.invoice_check import check_command
from fielding.cli.invoice_post import post_command


@click.group("invoice")
def invoice_group() -> None:
    """Post invoices, and check each line against the ledger and the contract."""


COMMANDS = (post_command, check_command)
for command in COMMANDS:
    invoice_group.add_command(command)
