"""Runs all measurements on a hub of its own, and writes down what was found."""

import json
import os
import shutil
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

# The settings are read once; a benchmark gets a hub of its own before that.
_FOLDER = Path(tempfile.mkdtemp(prefix="fielding-bench-"))
os.environ["FIELDING_VAR"] = str(_FOLDER / "var")
os.environ.pop("FIELDING_DATABASE_URL", None)
os.environ.pop("FIELDING_KEYS", None)

from fielding.project.entry import ready  # noqa: E402

ready()

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from bench import (  # noqa: E402
    bulk_import,
    identifiers,
    invoice,
    linking,
    proving,
    reporting,
    sequencing,
    year,
)
from bench.figures import Figure  # noqa: E402
from bench.machine import describe  # noqa: E402
from bench.page import write_page  # noqa: E402
from fielding.wiring.setting_up import own_server, set_up  # noqa: E402

RESULTS = Path(__file__).parent / "results"
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
}


def main() -> None:
    """Measure, show, and write down."""
    console = Console()
    set_up()
    try:
        machine = describe()
        found: dict[str, list[Figure]] = {}
        for name, measure in MEASUREMENTS.items():
            with console.status(f"{name}…"):
                found[name] = measure()
        machine["load after"] = f"{os.getloadavg()[0]:.2f}"
    finally:
        if server := own_server():
            server.stop()
        shutil.rmtree(_FOLDER, ignore_errors=True)
    for name, figures in found.items():
        console.print(_table(name, figures))
    now = datetime.now(UTC)
    RESULTS.mkdir(exist_ok=True)
    document = {
        "measured_at": now.isoformat(timespec="seconds"),
        "machine": machine,
        "figures": {name: [asdict(each) for each in figures] for name, figures in found.items()},
    }
    file = RESULTS / f"{now:%Y-%m-%d}.json"
    file.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    write_page(now, machine, found)
    console.print(f"Written to {file} and docs/measurements.md")


def _table(name: str, figures: list[Figure]) -> Table:
    table = Table(title=name, title_justify="left", box=None)
    for column in ("what", "measured", "the machine's limit"):
        table.add_column(column)
    for each in figures:
        beside = f"{each.limit:,g} ({each.limit_is})" if each.limit is not None else ""
        table.add_row(each.what, f"{each.value:,g} {each.unit}", beside)
    return table


if __name__ == "__main__":
    main()
