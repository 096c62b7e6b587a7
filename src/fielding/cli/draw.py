"""`fielding draw`: draws second readings again from the entries, and compares the lists."""

import sys
from pathlib import Path

import click

from fielding.cli.exits import FAULTY
from fielding.ledger.notes import VerifierKey
from fielding.oversight.readings.auditing import Difference
from fielding.oversight.readings.wording import DIFFERENCES
from fielding.wiring.checking_draws import CheckedDraw, check_draws, check_draws_in


@click.group("draw")
def draw_group() -> None:
    """Look at the draws of second readings."""


@draw_group.command("check")
@click.argument("draw", required=False)
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of segments, overseer's edition; without, this hub's own ledger.",
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    help="A public key got elsewhere: the ledger's first, then the cosigner's. "
    "Without, those in the folder are believed.",
)
def check_command(draw: str | None, folder: Path | None, keys: tuple[str, ...]) -> None:
    """Carry DRAW, or every draw, out again with its seed, and compare the lists.

    Ends with 1 when a draw differs from its rule or its seed.
    """
    known = [VerifierKey.parse(key) for key in keys]
    found = check_draws_in(folder, known, draw) if folder else check_draws(draw)
    for one in found.draws:
        click.echo(_told(one))
    click.echo(f"Read from the first {found.size:,} entries of the ledger.")
    if any(one.differences for one in found.draws):
        sys.exit(FAULTY)


def _told(checked: CheckedDraw) -> str:
    draw = checked.draw
    if checked.differences:
        lines = [f"  {DIFFERENCES[one.code]}{_where(one)}" for one in checked.differences]
        return "\n".join([f"{draw.id}: differs", *lines])
    if draw.made is None:
        return f"{draw.id}: committed, not made yet"
    return f"{draw.id}: equal, {len(draw.picked):,} drawn"


def _where(one: Difference) -> str:
    entry = f" (entry {one.index})" if one.index is not None else ""
    return f"{f': {one.handler} of {one.firm}' if one.handler else ''}{entry}"
