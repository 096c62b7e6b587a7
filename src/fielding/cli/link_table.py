"""`fielding link table`: which reports of a file of anybody's belong together."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from fielding.cli.parameters import WrittenFile
from fielding.cli.progress import progress
from fielding.wiring.linking_table import link_table


@click.command("table")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "into",
    required=True,
    type=WrittenFile(),
    help="Where reports are written with their networks: CSV if it is called so, else Parquet.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def table_command(file: Path, into: Path, as_json: bool) -> None:
    """Link the reports of FILE by the hub's rules.

    No hub is needed. FILE is Parquet, Arrow or CSV. Its columns: report (or report_id), kind
    (phone, account, email, website, wallet, handle, company, vehicle, text) and raw, as people
    wrote it; whose (suspect, reporter) may be there.
    """
    if into.resolve() == file.resolve():
        raise click.BadParameter("That is FILE itself.", param_hint="--to")
    with progress("Reading", "answers") as told:
        found = link_table(file, into, told)
    if as_json:
        click.echo(json.dumps({**asdict(found), "file": str(into)}))
        return
    click.echo(
        f"{found.reports:,} reports in {found.rows:,} rows: {found.networks:,} networks of two"
        f" reports or more, the largest of {found.largest:,}. Nothing could be read in"
        f" {found.set_aside:,} rows. Written to {into}."
    )
