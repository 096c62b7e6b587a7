"""`fielding link health`: how linking does, without anybody's opinion of what belongs together."""

import json
import sys
from dataclasses import asdict

import click

from fielding.cli.drift_lines import drift_told
from fielding.cli.exits import FAULTY
from fielding.linking.identifiers.identifier import Refusal
from fielding.store.queries.linking_health import LinkingHealth
from fielding.wiring.linking_check import Checked, check_networks
from fielding.wiring.linking_drift import ModelDrift
from fielding.wiring.linking_health import look_at_drift, look_at_linking


@click.command("health")
@click.option("--check", is_flag=True, help="Work all networks out at once, and compare.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def health_command(check: bool, as_json: bool) -> None:
    """Say how linking does.

    How far it is, what joins reports, and what was set aside. Ends with 1 when --check finds
    the networks kept otherwise than worked out anew.
    """
    health, drift = look_at_linking(), look_at_drift()
    checked = check_networks() if check else None
    if as_json:
        click.echo(json.dumps(_document(health, drift, checked), indent=2, default=str))
    else:
        lines = [*_told(health), "", *drift_told(drift), *(_checked(checked) if checked else [])]
        click.echo("\n".join(lines))
    if checked and checked.differences:
        sys.exit(FAULTY)


def _document(
    health: LinkingHealth, drift: ModelDrift, checked: Checked | None
) -> dict[str, object]:
    return {
        **asdict(health),
        "reports": health.reports,
        "networks": health.networks,
        "joined": health.joined,
        "largest": health.largest,
        "drift": asdict(drift),
        "checked": asdict(checked) if checked else None,
    }


def _told(health: LinkingHealth) -> list[str]:
    at = health.at
    oldest = f", the oldest since {at.oldest:%Y-%m-%d %H:%M:%S}" if at.oldest else ""
    joined = (
        f"{health.reports:,} reports, {health.joined:,} of them in {health.networks:,} networks"
        f" of two or more; the largest has {health.largest:,}."
    )
    lines = [
        f"Read {at.upto:,} of {at.size:,} entries, under version {at.version} of the rules.",
        f"{at.waiting:,} entries are not read yet{oldest}; {at.owed:,} owed another look.",
        joined,
        "",
        "Identifiers by kind and by what they do:",
    ]
    lines += [f"  {one.kind:10} {one.state:9} {one.identifiers:>10,}" for one in health.identifiers]
    lines += ["", "Networks by how many reports they have:"]
    lines += [f"  {size:>9,} {networks:>10,}" for size, networks in health.sizes.items()]
    if health.set_aside:
        lines += ["", "Pieces of answers that were no identifiers:"]
        told = ((Refusal.told(reason), pieces) for reason, pieces in health.set_aside.items())
        lines += [f"  {reason}: {pieces:,}" for reason, pieces in told]
    return lines


def _checked(checked: Checked) -> list[str]:
    beside = (
        f"{checked.reports:,} reports and {checked.identifiers:,} identifiers, worked out at once"
        f" from the first {checked.at.upto:,} entries"
    )
    if not checked.differences:
        return ["", f"{beside}: equal to what is kept."]
    lines = ["", f"{beside}: {checked.differences:,} are kept otherwise."]
    lines += [
        f"  {one.what} {one.number}: kept {one.kept}, found {one.found}" for one in checked.named
    ]
    if checked.at.owed:
        lines.append("Some are owed another look, which may be why: check again in a minute.")
    else:
        lines.append("Work them out anew with `fielding link run --anew`, and tell the developers.")
    return lines
