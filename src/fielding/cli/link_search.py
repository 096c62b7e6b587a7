"""`fielding link search`: which reports and networks mention an identifier, exact or near."""

import json
from collections.abc import Sequence
from typing import TextIO

import click

from fielding.access.roles import SYSTEM
from fielding.definitions.service import Kind
from fielding.linking.identifiers.reading import read_answer
from fielding.wiring.linking_search import ASKED, Described, LookedUp, look_up
from fielding.wiring.standing_by import hub_at_hand


@click.command("search")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in ASKED]),
    default=Kind.LONG_TEXT.value,
    show_default=True,
    help="What it is; long-text looks for any of them but names in what is given.",
)
@click.option(
    "--file",
    type=click.File(encoding="utf-8", errors="replace"),
    default="-",
    help="Where the identifier stands; without it, standard input is read.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def search_command(kind: str, file: TextIO, as_json: bool) -> None:
    """Look an identifier up, exact and near.

    What is found is shown masked. It is read from standard input or a file, so that it stands
    in no shell's history.
    """
    reading = read_answer(Kind(kind), file.read().strip())
    if not reading.identifiers:
        why = f": {reading.set_aside[0].reason.value}" if reading.set_aside else ""
        raise click.BadParameter(f"That is no identifier{why}.", param_hint="standard input")
    with hub_at_hand() as hub:
        found = [look_up(hub, SYSTEM, identifier) for identifier in reading.identifiers]
    if as_json:
        click.echo(json.dumps([_document(one) for one in found], indent=2))
    else:
        click.echo("\n".join(line for one in found for line in _told(one)))


def _document(found: LookedUp) -> dict[str, object]:
    return {
        "kind": found.identifier.kind.value,
        "exact": [_described(one) for one in found.exact],
        "near": [_described(one) for one in found.near],
        "cut": found.cut,
    }


def _described(one: Described) -> dict[str, object]:
    return {
        "shown": one.shown,
        "reports": one.row.reports,
        "owners": one.row.owners,
        "state": one.row.state,
        "mark": one.row.mark,
        "networks": [
            {"network": each.network, "first": each.reference, "reports": each.reports}
            for each in one.networks
        ],
    }


def _told(found: LookedUp) -> list[str]:
    kind = found.identifier.kind.value
    if not found.exact and not found.near:
        return [f"{kind}: no report mentions it, nor anything near it."]
    more = ["There is more: the first are shown."] if found.cut else []
    return [*_listed(kind, found.exact), *_listed(f"{kind}, nearly the same", found.near), *more]


def _listed(title: str, described: Sequence[Described]) -> list[str]:
    lines = list[str]()
    for one in described:
        reports = "report" if one.row.reports == 1 else "reports"
        lines.append(
            f"{title} {one.shown}: given as the other side's in {one.row.reports:,} {reports},"
            f" as the reporter's own in {one.row.owners:,}; {one.row.state}"
        )
        lines += [
            f"  network of {each.reference}: in {each.reports:,} of its reports"
            for each in one.networks
        ]
    return lines
