"""All that an index holds, to work out all networks at once, or to measure the limits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.standing import Place, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """Reports, what each mentions, what is near what, and what people said."""

    reports: Sequence[int]
    mentions: Sequence[tuple[int, int, bool]]  # report, identifier, whether the reporter's own
    kinds: Mapping[int, str]  # of the identifiers
    near: Collection[tuple[int, int]]
    judgements: Mapping[tuple[int, int], Verdict]
    marks: Mapping[int, Mark]
    #: Sketches of what reports tell in their own words.
    wording: Mapping[int, int] = field(default_factory=dict)


class AtOnce(Protocol):
    """Looks at everything at once, by the same rules."""

    def limits(self, everything: Everything) -> Limits:
        """Measure the limits that the caseload stands under."""

    def places(
        self, everything: Everything, limits: Limits
    ) -> tuple[Mapping[int, Place], Mapping[int, State]]:
        """Work out where every report and every identifier stands."""
