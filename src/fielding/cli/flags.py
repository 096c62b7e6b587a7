"""`fielding flags`: red flags over a file of contracting data."""

import json
import sys
from collections import Counter
from pathlib import Path

import click

from fielding.cli.exits import FAULTY
from fielding.oversight.flags.catalogue import BECAUSE, CATALOGUE
from fielding.oversight.flags.examining import Examined
from fielding.oversight.flags.indicators import Indicator
from fielding.oversight.flags.settings import Settings
from fielding.wiring.flagging import FlaggedFile, document_of, flag_file, read_settings_file

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
#: So many subjects are written under each flag; --json gives all.
SHOWN = 10


@click.command("flags")
@click.argument("file", type=_FILE)
@click.option(
    "--settings", type=_FILE, help="Thresholds and exclusions, as docs/books/red-flags.md has them."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def flags_command(file: Path, settings: Path | None, as_json: bool) -> None:
    """Compute red flags over FILE: OCDS compiled releases one to a line, a package or records.

    A flag says where to look, not what happened there. Where a field is missing it says that it
    cannot be computed. Ends with 1 when part of the file could not be read.
    """
    found = flag_file(file, read_settings_file(settings) if settings else Settings())
    click.echo(json.dumps(document_of(found), indent=2) if as_json else _told(found))
    if any(fault.lost for fault in found.faults) or found.examined.nameless:
        sys.exit(FAULTY)


def _told(found: FlaggedFile) -> str:
    examined = found.examined
    lines = [f"{examined.processes:,} processes"]
    for indicator in examined.indicators:
        lines += _indicator_told(indicator)
    lines += _rest_told(examined)
    lines += [f"{fault.place}: {fault.words}" for fault in found.faults]
    return "\n".join(lines)


def _indicator_told(indicator: Indicator) -> list[str]:
    described = CATALOGUE[indicator.code]
    order = " (a listing order only)" if described.fenced else ""
    lines = [
        f"\n{indicator.code} {described.title}{order}",
        f"  raised: {len(indicator.flags):,}; computed for: {indicator.computed:,} processes",
    ]
    for flag in indicator.flags[:SHOWN]:
        places = ", ".join(place for place, _ in flag.rests_on[:3])
        more = f" and {len(flag.rests_on) - 3:,} more" if len(flag.rests_on) > 3 else ""
        lines.append(
            f"    {flag.group.value} {flag.subject}: {float(flag.value):g} ({places}{more})"
        )
    if len(indicator.flags) > SHOWN:
        lines.append(f"    and {len(indicator.flags) - SHOWN:,} more; --json lists all")
    reasons = Counter(why.because for why in indicator.unknown.values())
    lines += [
        f"  cannot be computed for {times:,}, because {BECAUSE[reason]}"
        for reason, times in reasons.most_common()
    ]
    return lines


def _rest_told(examined: Examined) -> list[str]:
    lines = [
        f"{one.code} {one.ocid}: as text, without its time zone, this date would give the "
        f"opposite answer"
        for one in examined.differences
    ]
    lines += [
        f"{place}: no ocid, so nobody can say which process this is" for place in examined.nameless
    ]
    if examined.repeated:
        lines.append(f"{len(examined.repeated):,} ocids stand on several processes; see the places")
    return ["", *lines] if lines else []
