"""`fielding handover`: lists open cases, compares files with the list, posts large ones."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from fielding.app.books.handing_over.hand_over import begin_handover, handover_of, post_cases
from fielding.app.books.handing_over.list_cases import list_at
from fielding.app.books.handing_over.read_handovers import write_list
from fielding.cli.exits import FAULTY
from fielding.oversight.handovers.comparing import Comparison, compare
from fielding.oversight.handovers.files import read_lines
from fielding.oversight.handovers.handover import PACKAGE, RECEIPT
from fielding.store.accounts import actor_of_token
from fielding.wiring.figures import bookkeeper
from fielding.wiring.registering import CONSOLE
from fielding.wiring.standing_by import hub_at_hand

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
#: So many differences are printed; a posted file's page and CSV have more.
_MOST = 100


@click.group("handover")
def handover_group() -> None:
    """Hand a contract's open cases over, and compare what is handed over with the ledger."""


@handover_group.command("begin")
@click.argument("contract")
@click.argument("successor")
def begin_command(contract: str, successor: str) -> None:
    """Begin to hand CONTRACT over to SUCCESSOR at the newest checkpoint; print its number.

    For contracts of many thousand cases, whose list takes longer than a page should.
    """
    with hub_at_hand():
        books = bookkeeper()
        mark = books.hub.random.bytes(16).hex()  # each command is a wish of its own
        begun = begin_handover(books, CONSOLE, (contract, successor), mark).entry
    click.echo(f"Open cases: {begun.facts['cases']}", err=True)
    click.echo(f"Root of the list: {begun.facts['root']}", err=True)
    click.echo(begun.subject.partition("/")[2])


@handover_group.command("list")
@click.argument("handover")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="A file; else printed.")
def list_command(handover: str, to: Path | None) -> None:
    """Write the open cases of HANDOVER at its cut-off, as JSON lines."""
    with hub_at_hand():
        lines = write_list(bookkeeper(), CONSOLE, handover)
        if to is None:
            for line in lines:
                click.echo(line, nl=False)
            return
        with to.open("wb") as file:
            file.writelines(lines)
    click.echo(f"Written: {to}", err=True)


@handover_group.command("check")
@click.argument("handover")
@click.argument("file", type=_FILE)
def check_command(handover: str, file: Path) -> None:
    """Compare FILE with the list of HANDOVER, and record nothing.

    Ends with 1 when the roots differ; the differences are listed.
    """
    with hub_at_hand() as hub:
        known = handover_of(hub, CONSOLE, handover)
        listed = list_at(bookkeeper(), known.contract, known.size)
        found = compare(listed, list(read_lines(_lines(file))))
    _tell(found, known.root)


@handover_group.command("prove")
@click.argument("handover")
@click.argument("case")
def prove_command(handover: str, case: str) -> None:
    """Prove that CASE is in the list of HANDOVER: an RFC 6962 inclusion proof, as JSON."""
    with hub_at_hand() as hub:
        known = handover_of(hub, CONSOLE, handover)
        claim = list_at(bookkeeper(), known.contract, known.size).prove(case)
    told = {
        "handover": handover,
        "case": case,
        "root": known.root,
        "size": claim.size,
        "index": claim.index,
        "leaf": claim.leaf.hex(),
        "proof": [one.hex() for one in claim.proof],
    }
    click.echo(json.dumps(told, indent=2))


@handover_group.command("package")
@click.argument("handover")
@click.argument("file", type=_FILE)
def package_command(handover: str, file: Path) -> None:
    """Post FILE as the package of the leaving supplier, of any size.

    The supplier's key for programs is read from standard input. Ends with 1 when the roots differ.
    """
    _post(handover, file, PACKAGE)


@handover_group.command("receipt")
@click.argument("handover")
@click.argument("file", type=_FILE)
def receipt_command(handover: str, file: Path) -> None:
    """Post FILE as the receipt of the successor, of any size.

    The successor's key for programs is read from standard input. Ends with 1 when the roots differ.
    """
    _post(handover, file, RECEIPT)


def _post(handover: str, file: Path, kind: str) -> None:
    with hub_at_hand() as hub:
        actor = actor_of_token(sys.stdin.readline().strip())
        found, kept = post_cases(bookkeeper(), actor, handover, kind, _lines(file))
        root = handover_of(hub, actor, handover).root
    if kept is None:
        click.echo("This very file was posted before.", err=True)
    _tell(found, root)


def _lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        yield from opened


def _tell(found: Comparison, root: str) -> None:
    click.echo(f"Root of the list: {root}\nRoot of the file: {found.root}")
    if found.root == root:
        click.echo(f"Equal: {found.lines:,} cases.")
        return
    told = ", ".join(f"{kind} {number:,}" for kind, number in found.counts.items())
    click.echo(f"Different: {told}.")
    for one in found.differences[:_MOST]:
        parts = f" ({', '.join(one.parts)})" if one.parts else ""
        click.echo(f"  {one.kind} {one.case}{parts}")
    if len(found.differences) > _MOST:
        click.echo(f"  and {len(found.differences) - _MOST:,} more")
    sys.exit(FAULTY)
