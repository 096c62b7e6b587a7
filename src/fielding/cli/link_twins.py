"""`fielding link twins`: simulated caseloads like this one, to say how much linking misses."""

import json

import click

from fielding.cli.progress import progress
from fielding.oversight.linking.correcting import FEWEST
from fielding.wiring.drawing_twins import draw_twins
from fielding.wiring.twins_place import twins_file

#: With so many, no figure rests on one that fell out oddly.
USUAL = 8


@click.command("twins")
@click.option(
    "--count", type=click.IntRange(FEWEST, 100), default=USUAL, show_default=True,
    help="How many are drawn.",
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True,
    help="Of the first; the same seeds give the same twins.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")  # fmt: skip
def twins_command(count: int, seed: int, as_json: bool) -> None:
    """Draw caseloads like this one, and keep what linking misses.

    They have as many reports and the same forces, and are linked by the hub's rules. `fielding
    link across-forces` and the page of that name correct their figures by them. Nobody in them
    exists, nothing of them is written to the ledger, and only their figures are kept. Draw them
    anew when the hub has half as many reports more.
    """
    with progress("Drawing and linking", "twins") as told:
        kept = draw_twins(range(seed, seed + count), told)
    if as_json:
        answer = {"file": str(twins_file()), "seeds": kept.seeds, "reports": kept.reports}
        click.echo(json.dumps({**answer, "version": kept.version, "world": kept.world}))
        return
    click.echo(
        f"Kept {count} twins of {kept.reports:,} reports each, seeds {seed} to {seed + count - 1},"
        f" linked under version {kept.version} of the rules: {twins_file()}"
    )
