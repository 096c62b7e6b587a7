"""All that an index holds, to work out all networks at once, or to measure the limits."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

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


#: Works out where everything stands: by the same rules, all at once.
AtOnce = Callable[[Everything, Limits], tuple[Mapping[int, Place], Mapping[int, State]]]
