"""`fielding segments`: the ledger in columns, for whoever recomputes figures."""

import json
from pathlib import Path

import click

from fielding.cli.progress import progress
from fielding.wiring.segmenting import EDITIONS, publish_accounts


@click.group("segments")
def segments_group() -> None:
    """The ledger in columns (Parquet), with the figures that can be recomputed from it."""


@segments_group.command("cut")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--edition",
    type=click.Choice(list(EDITIONS)),
    default="overseer",
    show_default=True,
    help="overseer: every entry whole; public: what identifies nobody.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def cut_command(folder: Path, edition: str, as_json: bool) -> None:
    """Cut the ledger into FOLDER, which must be empty or new, as it stands now.

    Check it and recompute its figures with `fielding figures --from FOLDER`.
    """
    with progress("Cutting", "entries") as told:
        size = EDITIONS[edition](folder, told)
    if as_json:
        click.echo(json.dumps({"folder": str(folder), "edition": edition, "size": size}))
    else:
        click.echo(f"Cut {size:,} entries into {folder} ({edition} edition).")


@segments_group.command("publish")
def publish_command() -> None:
    """Cut the public edition and show it on the page of public accounts.

    Do it as often as the accounts are to be renewed: no two releases together tell more than one.
    """
    with progress("Cutting", "entries") as told:
        release = publish_accounts(told)
    click.echo(f"Published at checkpoint {release.size:,}: {release.file}")
