"""`fielding link train`: learns from records how persons are told apart."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from fielding.cli.progress import progress
from fielding.wiring.person_models import train_model


@click.command("train")
@click.option(
    "--from",
    "records",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Parquet or CSV file, one record of a person in a row.",
)
@click.option(
    "--to",
    "model",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the model is written; it names nobody.",
)
@click.option("--memory", default="4GB", show_default=True, help="What the training may take.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def train_command(records: Path, model: Path, memory: str, as_json: bool) -> None:
    """Train a model of persons, without labels, and without writing a record to a disk."""
    with progress("Training", "steps") as told:
        found = train_model(records, model, told, memory=memory)
    if as_json:
        click.echo(json.dumps({**asdict(found), "file": str(found.file)}))
        return
    click.echo(f"Model {found.version}, from {found.records:,} records: {found.file}")
    click.echo(f"Compares {', '.join(found.fields)}.")
    if not found.households:
        click.echo("No households were found, so housemates are not told apart by themselves.")
