"""Runs all measurements on a hub of its own, and writes down what was found."""

import os
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from bench import (
    apart,  # before all that reads the settings
    bulk_import,
    identifiers,
    invoice,
    linking,
    linking_changes,
    proving,
    reporting,
    sequencing,
    year,
)
from bench.figures import Figure
from bench.keeping import Section, keep
from bench.machine import describe

#: In this order: what is imported is what is sequenced, and what is sequenced is proved.
MEASUREMENTS = {
    "Bulk import": bulk_import.measure,
    "Sequencer": sequencing.measure,
    "Proofs": proving.measure,
    "Reports": reporting.measure,
    "Figures of a year": year.measure,
    "Invoices": invoice.measure,
    "Identifiers": identifiers.measure,
    "Linking": linking.measure,
    "One change in a large network": linking_changes.measure,
}


def main() -> None:
    """Measure, show, and write down."""
    console = Console()
    with apart.own_hub():
        machine = describe()
        found: dict[str, list[Figure]] = {}
        for name, measure in MEASUREMENTS.items():
            with console.status(f"{name}…"):
                found[name] = measure()
        machine["load after"] = f"{os.getloadavg()[0]:.2f}"
    for name, figures in found.items():
        console.print(shown(name, figures))
    sections = {name: Section(figures=figures) for name, figures in found.items()}
    file = keep(datetime.now(UTC), machine, sections)
    console.print(f"Written to {file} and docs/measurements.md")


def shown(name: str, figures: list[Figure]) -> Table:
    """Give a table of figures."""
    table = Table(title=name, title_justify="left", box=None)
    for column in ("what", "measured", "the machine's limit"):
        table.add_column(column)
    for each in figures:
        beside = f"{each.limit:,g} ({each.limit_is})" if each.limit is not None else ""
        table.add_row(each.what, f"{each.value:,g} {each.unit}", beside)
    return table


if __name__ == "__main__":
    main()
