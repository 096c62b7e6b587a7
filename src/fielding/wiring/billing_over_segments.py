"""Wires the use cases of bills over segments: only the command line loads what reads them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from fielding.app.books.billing.ports import Billing
from fielding.app.read_figures import Figures
from fielding.engines.billing.segmented_units import segmented_units
from fielding.engines.errors import SegmentsBehind
from fielding.engines.segments.manifest import ENTRIES, OVERSEER, read_manifest
from fielding.oversight.bills.agreed import Agreement
from fielding.oversight.bills.units import BillableUnits
from fielding.wiring.billing import billing


@contextmanager
def billing_over(folder: Path) -> Iterator[Billing]:
    """Wire them for units out of segments that stand at the newest checkpoint.

    Raises NotSegments, and SegmentsBehind when the ledger has gone on since they were cut.
    """
    manifest, size = read_manifest(folder), billing().bookkeeper.figures().books.standpoint.size
    if manifest.edition != OVERSEER or manifest.size != size:
        raise SegmentsBehind(folder=str(folder), size=manifest.size, newest=size)
    with ExitStack() as opened:

        def units(agreement: Agreement, _: Figures) -> BillableUnits:
            return opened.enter_context(segmented_units(folder / ENTRIES, agreement))

        yield replace(billing(), units=units)
