"""`fielding measures`: a contract's measures in a month, and its closed months counted again."""

import json
import sys

import click

from fielding.app.books.performance.close_period import recompute_close
from fielding.app.books.performance.read_measures import ContractMonth, month_in
from fielding.cli.exits import FAULTY
from fielding.oversight.performance.agreed import Agreed
from fielding.oversight.performance.observations import metrics_of
from fielding.oversight.performance.reading import MeasureReading
from fielding.oversight.performance.verdicts import percent_of
from fielding.oversight.shares import CannotCompute, Share
from fielding.wiring.figures import bookkeeper


@click.group("measures")
def measures_group() -> None:
    """Look at what a contract's measures come to, counted from the ledger."""


@measures_group.command("show")
@click.argument("contract")
@click.option("--month", help="Like 2026-03; without it, the last that is over.")
@click.option("--json", "as_json", is_flag=True, help="Answer in OCDS metrics, up to the month.")
def show_command(contract: str, month: str | None, as_json: bool) -> None:
    """Show each measure of CONTRACT with its interval, target, verdict and claim."""
    found = month_in(bookkeeper().figures(), contract, month)
    if as_json:
        names = {name: name for name in found.history}
        told = metrics_of(found.contract, found.history, names, found.standpoint)
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(f"{contract}, {found.month}{_closed(found)}")
    for one in found.readings:
        click.echo(f"  {_told(one)}")
    click.echo(f"Counted from the first {found.standpoint.size:,} entries of the ledger.")


@measures_group.command("check")
@click.argument("contract")
@click.argument("month")
def check_command(contract: str, month: str) -> None:
    """Count a closed MONTH of CONTRACT again, from the entries its checkpoint covers.

    Ends with 1 when a figure differs from the one in the close.
    """
    closed, again = recompute_close(bookkeeper(), contract, month)
    for one in again:
        figure = one.figure
        word = "equal" if one.is_equal else f"differs: {_share(one.again)}"
        click.echo(f"{figure.measure}: {figure.met:,} of {figure.of:,}, {word}")
    click.echo(f"Counted from the first {closed.size:,} entries, whose root stands in the close.")
    if not all(one.is_equal for one in again):
        sys.exit(FAULTY)


def _closed(found: ContractMonth) -> str:
    if not found.closed:
        return ""
    restated = ", ".join(one.measure for one in found.restated)
    return f", closed{f'; restated since: {restated}' if restated else ''}"


def _told(one: MeasureReading) -> str:
    target = "no target was fixed before the month"
    if isinstance(one.agreed, Agreed):
        agreed = one.agreed.target
        word = "at most" if agreed.at_most else "at least"
        target = f"{word} {agreed.target} %, floor {agreed.floor} %"
    verdict = f": {one.verdict.value}" if one.verdict else ""
    claim = f"; claimed {one.claim.value} %" if one.claim else ""
    return f"{one.measure}: {_share(one.value)}; {target}{verdict}{claim}"


def _share(value: Share | CannotCompute) -> str:
    if isinstance(value, CannotCompute):
        return f"cannot be computed, because of {value.because}"
    interval = f"{value.low:.1%} to {value.high:.1%}"
    return f"{percent_of(value)} % ({value.met:,} of {value.of:,}; {interval})"
