"""How a draw can differ from its rule and its seed, in one sentence for each code."""

from collections.abc import Mapping

DIFFERENCES: Mapping[str, str] = {
    "committed-late": "The draw was committed when its period was over already",
    "drawn-early": "The draw was made before its period was over",
    "overlaps": "Another draw was committed over a part of the same period",
    "seed-differs": "The seed revealed does not hash to what was committed",
    "handler-skipped": "This handler dismissed reports in the period, and none was drawn",
    "missing": "The seed draws this decision, and it is not on the list",
    "extra": "This decision is on the list, and the seed does not draw it",
    "order": "The list stands in another order than the seed gives",
}
