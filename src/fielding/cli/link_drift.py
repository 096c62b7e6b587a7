"""`fielding link drift`: are pairs of persons still like those that the model learnt from?"""

import json
from dataclasses import asdict

import click

from fielding.cli.drift_lines import drift_told
from fielding.cli.parameters import Memory
from fielding.cli.progress import progress
from fielding.wiring.counting_levels import count_drift


@click.command("drift")
@click.option(
    "--memory", type=Memory(), default="4GB", show_default=True, help="What the counting may take."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def drift_command(memory: str, as_json: bool) -> None:
    """Count how alike pairs of reports are now, beside the model.

    It is held against the model's own counts. Reports are opened in memory; counts alone are
    kept, for the page on how linking does.
    """
    with progress("Reading reports", "entries") as told:
        found = count_drift(told, memory=memory)
    click.echo(json.dumps(asdict(found)) if as_json else "\n".join(drift_told(found)))
