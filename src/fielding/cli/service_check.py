"""`fielding service check`: all faults of service files at once, each with what to do."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from fielding.cli.exits import FAULTY
from fielding.definitions.faults import Fault
from fielding.wiring.checking import faults_of


@click.command("check")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def check_command(files: Sequence[Path], as_json: bool) -> None:
    """Check service FILEs and list every fault: file, line, what is wrong, what to do.

    Ends with 1 when there is a fault.
    """
    faults = [fault for file in files for fault in faults_of(file)]
    if as_json:
        document = {"fine": not faults, "faults": [asdict(fault) for fault in faults]}
        click.echo(json.dumps(document, indent=2))
    else:
        _tell(files, faults)
    if faults:
        sys.exit(FAULTY)


def _tell(files: Sequence[Path], faults: Sequence[Fault]) -> None:
    for fault in faults:
        place = click.style(f"{fault.file}:{fault.line}", bold=True)
        click.echo(f"{place}: {fault.message}\n    {fault.remedy}")
    what = f"{len(faults)} faults" if faults else "no fault"
    click.secho(f"{what} in {len(files)} files", fg="red" if faults else "green", err=True)
