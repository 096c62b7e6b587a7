"""`fielding link across-forces`: groups known alone and joined, found and likely."""

import json
from dataclasses import asdict

import click

from fielding.engines.linking.twins_file import KeptTwins
from fielding.oversight.linking.correcting import Corrected, CorrectedEffects
from fielding.oversight.linking.cross_force import EFFECTS, KNOWN_AT
from fielding.oversight.shares import CannotCompute
from fielding.wiring.linking_across_forces import LookAcrossForces, look_across_forces


@click.command("across-forces")
@click.option(
    "--known-at", type=click.Choice([str(one) for one in sorted(KNOWN_AT)]),
    default=str(KNOWN_AT[0]), show_default=True, help="From how many reports on a group is known.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")  # fmt: skip
def across_forces_command(known_at: str, as_json: bool) -> None:
    """Tell three effects of joining the forces' reports apart.

    As found, as is likely, and how far that may be off.
    """
    seen = look_across_forces(int(known_at))
    click.echo(json.dumps(_document(seen)) if as_json else "\n".join(_told(seen)))


def _document(seen: LookAcrossForces) -> dict[str, object]:
    figures, twins = seen.correction.figures, seen.correction.twins
    return {
        "entries": seen.at.upto,
        "version": seen.at.version,
        "found": {**asdict(seen.effects), "joined": seen.effects.joined},
        "likely": asdict(figures),
        "twins": None if twins is None else {
            "world": twins.world, "seeds": twins.seeds, "version": twins.version,
            "reports": twins.reports, "entries": twins.upto,
        },
    }  # fmt: skip


def _told(seen: LookAcrossForces) -> list[str]:
    effects, figures, twins = seen.effects, seen.correction.figures, seen.correction.twins
    stands = (
        f"{effects.reports:,} reports at entry {seen.at.upto:,}, under version {seen.at.version} of"
        f" the rules; a group is known from {effects.known_at} reports on."
    )
    lines = [stands, ""]
    for name, words in EFFECTS.items():
        found = getattr(effects, name)
        likely = getattr(figures, name) if isinstance(figures, CorrectedEffects) else None
        lines.append(f"  {words:60} {found:>9,}{_likely(likely)}")
    if isinstance(figures, CannotCompute):
        return [*lines, "", f"What is likely cannot be computed, because {figures.because}."]
    return [*lines, "", *([_rests_on(twins)] if twins else [])]


def _rests_on(twins: KeptTwins) -> str:
    return (
        f"Likely by {len(twins.seeds)} twins of {twins.reports:,} reports each, drawn from the"
        f" simulated world “{twins.world}” with seeds {min(twins.seeds)} to {max(twins.seeds)}."
        " The range says how chance differs between twins, not how far they are from the world."
    )


def _likely(figure: Corrected | None) -> str:
    if figure is None:
        return ""
    low, high = figure.between.low, figure.between.high
    return f"   likely {figure.likely:>9,}   {low:,.0f} to {high:,.0f}"
