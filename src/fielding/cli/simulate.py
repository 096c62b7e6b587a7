"""`fielding simulate`: a synthetic caseload."""

import click

from fielding.cli.progress import progress
from fielding.wiring.simulating import simulate_reports
from fielding.wiring.standing_by import hub_at_hand


@click.command("simulate")
@click.option("--reports", default=2_000, show_default=True, type=click.IntRange(1, 10_000_000))
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same world.")
def simulate_command(reports: int, seed: int) -> None:
    """Make a year of invented reports that ends now, with firms and forces that work on them.

    Every entry is marked synthetic. Refused in a hub that holds a real case.
    """
    with hub_at_hand() as hub, progress("Simulating", "reports") as told:
        made = simulate_reports(hub, reports, seed, lambda done: told(done, reports))
    click.echo(f"{made:,} reports made, {reports - made:,} already there; all marked synthetic.")
