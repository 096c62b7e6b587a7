"""Case mix: what a group would show if in each kind of case it did as all groups together do."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standardised:
    """What a group met, what was to be expected of its cases, and their ratio: 1 is as all do."""

    met: int
    of: int
    expected: float

    @property
    def ratio(self) -> float | None:
        """Give met by expected; None where nothing was to be expected."""
        return self.met / self.expected if self.expected else None


def standardise(
    groups: Mapping[str, Mapping[str, tuple[int, int]]],
) -> Mapping[str, Standardised]:
    """Standardise indirectly: for each group, by kind of case (met, of).

    The expectation is that of a model with the kind of case and without the group, so that a bad
    group cannot explain itself; with kinds as the only covariate that model is the pooled rate.
    """
    met, of = dict[str, int](), dict[str, int]()
    for kinds in groups.values():
        for kind, (some, many) in kinds.items():
            met[kind] = met.get(kind, 0) + some
            of[kind] = of.get(kind, 0) + many
    return {
        group: Standardised(
            met=sum(some for some, _ in kinds.values()),
            of=sum(many for _, many in kinds.values()),
            expected=sum(many * met[kind] / of[kind] for kind, (_, many) in kinds.items() if many),
        )
        for group, kinds in groups.items()
    }
