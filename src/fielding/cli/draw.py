"""`fielding draw`: draws second readings again from the entries, and compares the lists."""

import sys

import click

from fielding.cli.exits import FAULTY
from fielding.oversight.readings.auditing import Difference, audit
from fielding.oversight.readings.errors import NoSuchDraw
from fielding.oversight.readings.folding import Draw, fold_readings
from fielding.oversight.readings.wording import DIFFERENCES
from fielding.wiring.figures import bookkeeper
from fielding.wiring.hub import hub


@click.group("draw")
def draw_group() -> None:
    """Look at the draws of second readings."""


@draw_group.command("check")
@click.argument("draw", required=False)
def check_command(draw: str | None) -> None:
    """Carry DRAW, or every draw, out again with its seed, and compare the lists.

    Ends with 1 when a draw differs from its rule or its seed.
    """
    figures = bookkeeper().figures()
    draws = figures.folded(fold_readings).draws
    if draw is not None and draw not in draws:
        raise NoSuchDraw(draw=draw)
    faulty = False
    for one in [draws[draw]] if draw else draws.values():
        records, definition = figures.books.records.values(), hub().services.by_digest
        found = audit(one, records, definition, draws.values())
        faulty = faulty or bool(found)
        click.echo(_told(one, found))
    click.echo(f"Read from the first {figures.books.standpoint.size:,} entries of the ledger.")
    if faulty:
        sys.exit(FAULTY)


def _told(draw: Draw, found: tuple[Difference, ...]) -> str:
    if found:
        lines = [f"  {DIFFERENCES[one.code]}{_where(one)}" for one in found]
        return "\n".join([f"{draw.id}: differs", *lines])
    if draw.made is None:
        return f"{draw.id}: committed, not made yet"
    return f"{draw.id}: equal, {len(draw.picked):,} drawn"


def _where(one: Difference) -> str:
    entry = f" (entry {one.index})" if one.index is not None else ""
    return f"{f': {one.handler} of {one.firm}' if one.handler else ''}{entry}"
