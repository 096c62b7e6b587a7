"""`fielding figures`: recomputes what was published, from segments alone."""

import json
import sys
from pathlib import Path

import click

from fielding.cli.exits import FAULTY
from fielding.cli.progress import progress
from fielding.ledger.notes import VerifierKey
from fielding.wiring.recomputing import EngineName, Recomputed, recompute


@click.command("figures")
@click.option(
    "--from",
    "folder",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of segments, of either edition.",
)
@click.option(
    "--engine",
    type=click.Choice([e.value for e in EngineName]),
    default="duckdb",
    show_default=True,
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    help="A public key got elsewhere: the ledger's first, then the cosigner's. "
    "Without, those in the folder are believed.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def figures_command(folder: Path, engine: str, keys: tuple[str, ...], as_json: bool) -> None:
    """Hash the rows anew, recompute every figure, and say of each whether it is equal.

    Ends with 1 when a figure differs, or when the rows are not those under the signed checkpoint.
    """
    known = [VerifierKey.parse(key) for key in keys]
    with progress("Checking", "entries") as told:
        found = recompute(folder, known, EngineName(engine), told)
    click.echo(json.dumps(_document(found), indent=2) if as_json else _told(found))
    if not found.equal:
        sys.exit(FAULTY)


def _document(found: Recomputed) -> dict[str, object]:
    return {
        "edition": found.edition,
        "size": found.checkpoint.size,
        "root": found.checkpoint.root.hex(),
        "equal": found.equal,
        "figures": {
            one.name: {"equal": one.equal, "cells": one.cells, "differing": one.differing}
            for one in found.figures
        },
    }


def _told(found: Recomputed) -> str:
    size, root = found.checkpoint.size, found.checkpoint.root.hex()
    lines = [f"{found.edition} edition, checkpoint {size:,}, root {root}: every row is under it."]
    for one in found.figures:
        said = "equal" if one.equal else f"differs in {one.differing:,}"
        lines.append(f"{said:>8}  {one.name} ({one.cells:,} numbers)")
    whole = "Every figure is equal." if found.equal else "Not every figure is equal."
    return "\n".join([*lines, whole])
