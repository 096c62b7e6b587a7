"""`fielding invoice post`: an invoice into the books."""

import json
from pathlib import Path

import click

from fielding.app.books.billing.post_invoice import Sent, post_invoice
from fielding.engines.formats.content import open_content
from fielding.ledger.entry import Kept
from fielding.wiring.billing import CONSOLE, billing
from fielding.wiring.standing_by import hub_at_hand


@click.command("post")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--contract", required=True, help="The contract that the invoice is about.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def post_command(file: Path, contract: str, as_json: bool) -> None:
    """Keep FILE, a UBL 2.1 invoice or credit note, compressed with gzip or not, sealed.

    A number that the supplier has used before is refused. Ends with 1 when the file is no invoice,
    is not safe to read, or is there already.
    """
    with hub_at_hand():
        sent = Sent(contract=contract, open=lambda: open_content(file))
        kept = post_invoice(billing(), CONSOLE, sent)
    click.echo(json.dumps(_document(kept), indent=2) if as_json else _told(kept))


def _document(kept: Kept) -> dict[str, object]:
    return {"invoice": kept.entry.subject.partition("/")[2], **kept.entry.facts}


def _told(kept: Kept) -> str:
    told = _document(kept)
    rules = told["rules"]
    lines = [
        f"{told['invoice']}",
        "{lines:,} lines, {net} {currency} without tax, {payable} due".format(**told),
    ]
    if isinstance(rules, list):
        kept_rules = f"not kept: {', '.join(map(str, rules))}" if rules else "kept"
        lines.append(f"Rules of EN 16931: {kept_rules}")
    else:
        lines.append("Rules of EN 16931: not run, the invoice is too large for them")
    lines.append("Check it with: fielding invoice check " + str(told["invoice"]))
    return "\n".join(lines)
