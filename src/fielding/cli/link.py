"""`fielding link`: which reports belong together."""

import json

import click

from fielding.cli.main import LateCommands
from fielding.cli.progress import progress
from fielding.cli.signals import stopped_by_signal
from fielding.linking.rule import VERSION
from fielding.wiring.linking import link_now, link_until


@click.group("link", cls=LateCommands)
def link_group() -> None:
    """Find the reports that belong together, and say why."""


@link_group.command("run")
@click.option("--anew", is_flag=True, help="Throw the networks away first, and work them out anew.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def run_command(anew: bool, as_json: bool) -> None:
    """Link everything in the ledger that is not linked yet.

    A running hub does so by itself.
    """
    with progress("Linking", "entries") as told:
        found = link_now(told, anew=anew)
    if as_json:
        answer = {"entries": found.upto, "networks": found.networks, "version": VERSION}
        click.echo(json.dumps({**answer, "model": found.model}))
    else:
        click.echo(
            f"Read {found.upto:,} entries: {found.networks:,} networks of two reports or more,"
            f" under version {VERSION} of the rules"
            f" and {f'model {found.model}' if found.model else 'no model'} of persons."
        )


@link_group.command("keep", hidden=True)
def keep_command() -> None:
    """Link whatever comes, until stopped; `fielding serve` does it."""
    link_until(stopped_by_signal())
