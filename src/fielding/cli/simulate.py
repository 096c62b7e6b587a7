"""`fielding simulate`: a synthetic caseload."""

from pathlib import Path

import click

from fielding.cli.progress import progress
from fielding.wiring.simulating import Wanted, simulate_wanted, write_truth
from fielding.wiring.standing_by import hub_at_hand

PERCENT = click.FloatRange(0, 100)


@click.command("simulate")
@click.option("--reports", default=2_000, show_default=True, type=click.IntRange(1, 10_000_000))
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same world.")
@click.option("--hubs", type=PERCENT, help="Percent of reports, by kind, that name a hub.")
@click.option("--typos", type=PERCENT, help="Percent of identifiers that are written wrongly.")
@click.option(
    "--own", type=PERCENT, help="Percent of reports with the reporter's phone as the suspect's."
)
@click.option(
    "--mule", "mules", type=click.IntRange(min=2), multiple=True,
    help="So many groups share one more account. May be given again.",
)  # fmt: skip
@click.option(
    "--flood", type=PERCENT, help="Percent of one week's reports that name one and the same number."
)
@click.option(
    "--truth", type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write which reports belong together; else beside the hub's files.",
)  # fmt: skip
def simulate_command(
    *,
    reports: int,
    seed: int,
    hubs: float | None,
    typos: float | None,
    own: float | None,
    mules: tuple[int, ...],
    flood: float | None,
    truth: Path | None,
) -> None:
    """Make a year of invented reports that ends now, with firms and forces that work on them.

    Groups of offenders are behind them; which report is whose is written to a file, never to the
    hub. Every entry is marked synthetic. Refused in a hub that holds a real case.
    """
    wanted = Wanted(
        reports=reports, seed=seed, hub_rate=_share(hubs), typos=_share(typos), own=_share(own),
        mules=mules, flood=_share(flood),
    )  # fmt: skip
    with hub_at_hand() as hub, progress("Simulating", "reports") as told:
        made = simulate_wanted(hub, wanted, lambda done: told(done, reports))
        path = write_truth(hub, wanted, truth)
    click.echo(f"{made:,} reports made, {reports - made:,} already there; all marked synthetic.")
    click.echo(f"Which belong together stands in {path}")


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100
