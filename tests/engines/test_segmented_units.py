"""Units out of segments are those out of the books in memory, for every unit and every case."""

from pathlib import Path
from random import Random

import pytest
from tests.engines.segments.logs import cut

from fielding.engines.billing.segmented_units import segmented_units
from fielding.engines.segments.manifest import ENTRIES
from fielding.oversight.bills.agreed import agreement_of
from fielding.oversight.bills.rebuilding import RecordedUnits
from fielding.oversight.register.terms import Commission
from fielding.testing.billed_world import (
    MARCH,
    TARIFF,
    Told,
    contract,
    day_of,
    random_world,
    terms,
)
from fielding.testing.histories import sequenced

COMMISSION = Commission(name="report-referred", percent=3, of="saved")  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(3))
def test_segments_and_memory_make_the_same_units(seed: int, tmp_path: Path) -> None:
    world = [*random_world(Random(seed), cases=40), Told(name="erased", referred=day_of(3),
             erased=day_of(2))]  # fmt: skip
    world[0].amounts, world[0].referred = {"saved": "12.50"}, day_of(9)
    books = cut(tmp_path / "cut", sequenced(*(case.teller().told for case in world)))
    names = [case.reference for case in world] + [case.id for case in world[:5]] + ["nobody"]

    for agreed in (contract(), contract(terms(commissions=(COMMISSION,)))):
        agreement = agreement_of(agreed, TARIFF)
        recorded = RecordedUnits(agreement=agreement, records=books.records)
        with segmented_units(tmp_path / "cut" / ENTRIES, agreement) as segmented:
            for unit in agreement.tariff:
                assert dict(segmented.named(unit, names)) == dict(recorded.named(unit, names))
                assert segmented.by_day(unit, MARCH) == recorded.by_day(unit, MARCH)
