"""`fielding link train`: learns from records how persons are told apart."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from fielding.cli.parameters import Memory, WrittenFile
from fielding.cli.progress import progress
from fielding.linking.persons.fields import Field
from fielding.wiring.models_of_reports import learn_from_reports
from fielding.wiring.person_models import EngineName, train_model


@click.command("train")
@click.option(
    "--from",
    "records",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table, Parquet, Arrow or CSV, a person in a row; without it, the hub's reports.",
)
@click.option(
    "--to",
    "model",
    type=WrittenFile(),
    help="Where the model is written, where it is learnt from a file; it names nobody.",
)
@click.option(
    "--engine",
    type=click.Choice([name.value for name in EngineName]),
    default=EngineName.DUCKDB.value,
    show_default=True,
    help="What Splink runs on; Spark is an extra, for more records than memory holds.",
)
@click.option(
    "--memory", type=Memory(), default="4GB", show_default=True, help="What DuckDB may take."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def train_command(
    records: Path | None, model: Path | None, engine: str, memory: str, as_json: bool
) -> None:
    """Train a model of persons, without labels.

    No record is written to a disk. Without --from it learns from the names that the hub's own
    reports tell of the other side; the networks stand under that model once `fielding link run
    --anew` has worked them out.
    """
    if records is None and model is None:
        if engine != EngineName.DUCKDB:
            raise click.UsageError("The hub's own reports are learnt from by DuckDB alone.")
        _learn(memory, as_json=as_json)
    elif records is None or model is None:
        raise click.UsageError("Give both --from and --to, or neither.")
    elif records.resolve() == model.resolve():
        raise click.BadParameter("That is the file of records itself.", param_hint="--to")
    else:
        _train(records, model, EngineName(engine), memory, as_json=as_json)


def _learn(memory: str, *, as_json: bool) -> None:
    with progress("Reading reports, then training", "") as told:
        found = learn_from_reports(told, told, memory=memory)
    if as_json:
        click.echo(json.dumps(asdict(found)))
        return
    click.echo(f"Model {found.version}, from {found.records:,} reports that tell a name.")
    click.echo("It is kept with the hub. To use it: fielding link run --anew")


def _train(
    records: Path, model: Path, engine: EngineName, memory: str, *, as_json: bool
) -> None:
    with progress("Training", "steps") as told:
        found = train_model(records, model, told, engine=engine, memory=memory)
    if as_json:
        click.echo(json.dumps({**asdict(found), "file": str(found.file)}))
        return
    click.echo(f"Model {found.version}, from {found.records:,} records: {found.file}")
    click.echo(f"Compares {', '.join(found.fields)}.")
    if found.left_out:
        click.echo(f"Left out, for nothing could be learnt of it: {', '.join(found.left_out)}.")
    if Field.DATE_OF_BIRTH in found.left_out:
        click.echo("Write dates as YYYY-MM-DD.")
    if not found.households:
        click.echo("No households were found, so housemates are not told apart by themselves.")
