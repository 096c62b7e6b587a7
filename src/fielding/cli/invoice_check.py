"""`fielding invoice check`: posted invoices against the ledger."""

import json
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import cast

import click

from fielding.app.books.billing.check_bill import check_bill
from fielding.cli.exits import FAULTY
from fielding.cli.progress import progress
from fielding.ledger.entry import Kept
from fielding.oversight.bills.bill import fold_bills
from fielding.wiring.billing import CONSOLE, billing
from fielding.wiring.billing_over_segments import billing_over
from fielding.wiring.standing_by import hub_at_hand

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("check")
@click.argument("invoice", required=False)
@click.option(
    "--segments",
    type=_FOLDER,
    help="Rebuild the units from segments, each row hashed anew, instead of in memory.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def check_command(invoice: str | None, segments: Path | None, as_json: bool) -> None:
    """Check INVOICE, or every invoice that has not been checked yet, at the newest checkpoint.

    What is found is recorded in the ledger. Ends with 1 when a line is queried or disputed, or a
    sum of the document is not what it should be.
    """
    with (
        hub_at_hand(),
        progress("Hashing anew", "entries") as told,
        billing_over(segments, told) if segments else nullcontext(billing()) as wired,
    ):
        bills = wired.bookkeeper.figures().folded(fold_bills)
        waiting = [name for name, bill in bills.items() if bill.check is None]
        checked = [check_bill(wired, CONSOLE, name) for name in ([invoice] if invoice else waiting)]
    documents = [_document(kept) for kept in checked]
    if as_json:
        click.echo(json.dumps(documents, indent=2))
    else:
        click.echo("\n".join(map(_told, documents)) or "No invoice waits for a check.")
    if any(document["codes"] or document["sums"] for document in documents):
        sys.exit(FAULTY)


def _document(kept: Kept) -> dict[str, object]:
    return {"invoice": kept.entry.subject.partition("/")[2], **kept.entry.facts}


def _told(told: Mapping[str, object]) -> str:
    results = cast("Mapping[str, tuple[int, str]]", told["results"])
    parts = ", ".join(f"{name} {lines:,}" for name, (lines, _) in results.items())
    lines = [
        f"{told['invoice']}: {told['lines']:,} lines: {parts}",
        "  claimed {amount} = paid {paid} + queried {queried} + disputed {disputed}".format(**told),
        f"  at the checkpoint over {told['size']:,} entries; result {told['digest']}",
    ]
    codes = cast("Mapping[str, int]", told["codes"])
    lines += [f"  {times:,} × {code}" for code, times in codes.items()]
    lines += [f"  does not add up: {each}" for each in cast("list[str]", told["sums"])]
    return "\n".join(lines)
