"""Finds near identifiers one by one, for tests and benchmarks: in the plainest way."""

from collections import defaultdict
from collections.abc import Mapping

from fielding.linking.identifiers.identifier import Identifier, IdentifierKind
from fielding.linking.identifiers.nearness import also_sought, near_forms


def near_pairs(known: Mapping[int, Identifier]) -> set[tuple[int, int]]:
    """Pair the numbers of identifiers that are near each other, the lower first."""
    kept: dict[tuple[IdentifierKind, str], list[int]] = defaultdict(list)
    for number, identifier in known.items():
        for form in near_forms(identifier):
            kept[identifier.kind, form].append(number)
    return {
        (min(number, other), max(number, other))
        for number, identifier in known.items()
        for form in (*near_forms(identifier), *also_sought(identifier))
        for other in kept.get((identifier.kind, form), ())
        if other != number
    }
