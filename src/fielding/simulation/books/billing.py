"""Invoice lines as a supplier claims them, and faults planted among them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

#: References that no service gives: so many planted lines name work that nobody did.
PHANTOMS = ("NFRC990000001", "NFRC990000002", "NFRC990000003")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A line: so many units for one case, at a price; `net` where it is not their product."""

    unit: str
    case: str
    price: str
    quantity: str = "1"
    net: str | None = None


def plant(lines: Sequence[Claimed]) -> list[Claimed]:
    """Add lines for work that nobody did, two claimed twice, one dearer, and one added up wrongly.

    Fewer than four honest lines are left as they are.
    """
    if len(lines) < 4:
        return list(lines)
    dearer = str(Decimal(lines[0].price) + Decimal("3.50"))
    more = str(Decimal(lines[1].price) + Decimal("0.99"))
    changed = [replace(lines[0], price=dearer), replace(lines[1], net=more), *lines[2:]]
    phantoms = [replace(lines[2], case=case) for case in PHANTOMS]
    return [*changed, *phantoms, lines[2], lines[3]]
