"""`fielding register export`: the register as an OCDS release package."""

from pathlib import Path

import click

from fielding.engines.formats.ocds.writer import Publisher
from fielding.wiring.registering import CONSOLE, PUBLISHER, UNREGISTERED, export_register
from fielding.wiring.standing_by import hub_at_hand


@click.command("export")
@click.option("--format", "form", type=click.Choice(["ocds"]), default="ocds", show_default=True)
@click.option("--publisher", default=PUBLISHER, show_default=True, help="Who publishes it.")
@click.option(
    "--uri",
    default="https://example.org/register.json",
    show_default=True,
    help="Where the package will stand.",
)
@click.option(
    "--prefix",
    default=UNREGISTERED,
    show_default=True,
    help="For contracts that have no ocid: yours, from the Open Contracting Partnership.",
)
@click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path), help="A file; else it is printed."
)
def export_command(form: str, publisher: str, uri: str, prefix: str, to: Path | None) -> None:  # noqa: ARG001
    """Write the register as OCDS 1.1 with the UK extension: one release for each contract.

    Names of organisations and titles of contracts are in it.
    """
    with hub_at_hand() as hub:
        by = Publisher(name=publisher, uri=uri, prefix=prefix, at=hub.clock.now())
        package = export_register(hub, CONSOLE, by)
    if to is None:
        click.echo(package)
    else:
        to.write_text(package + "\n", encoding="utf-8")
        click.echo(f"Written: {to}", err=True)
