"""Wires the use cases of bills over segments: only the command line loads what reads them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from fielding.app.books.billing.ports import Billing
from fielding.app.read_figures import Figures
from fielding.engines.billing.segmented_units import segmented_units
from fielding.engines.errors import NotSegments, SegmentsBehind
from fielding.engines.segments.checking import check_entries
from fielding.engines.segments.manifest import ENTRIES, OVERSEER, read_manifest, read_services
from fielding.ledger.checkpoints import Checkpoint
from fielding.oversight.bills.agreed import Agreement
from fielding.oversight.bills.units import BillableUnits
from fielding.oversight.books import Standpoint
from fielding.wiring.billing import billing


@contextmanager
def billing_over(folder: Path, told: Callable[[int, int], None]) -> Iterator[Billing]:
    """Wire them for units out of segments whose rows are those under the newest checkpoint.

    Every row is hashed anew before any is counted; `told` hears how many were, of how many.
    Raises NotSegments, RowsDiffer, and SegmentsBehind when the ledger has gone on since they were
    cut, be it while they are used.
    """
    at = billing().bookkeeper.figures().books.standpoint
    _require_newest(folder, at)
    _rehash(folder, at, told)
    with ExitStack() as opened:

        def units(agreement: Agreement, figures: Figures) -> BillableUnits:
            _require_newest(folder, figures.books.standpoint)
            return opened.enter_context(segmented_units(folder / ENTRIES, agreement))

        yield replace(billing(), units=units)


def _require_newest(folder: Path, at: Standpoint) -> None:
    manifest = read_manifest(folder)
    if manifest.edition != OVERSEER or manifest.size != at.size:
        raise SegmentsBehind(folder=str(folder), size=manifest.size, newest=at.size)


def _rehash(folder: Path, at: Standpoint, told: Callable[[int, int], None]) -> None:
    """Compare every row with the root of the hub's own ledger: no signature could say more."""
    try:
        services = read_services(folder, read_manifest(folder))
        check_entries(folder, services, Checkpoint(origin="", size=at.size, root=at.root), told)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise NotSegments(folder=str(folder), because=type(fault).__name__) from fault
