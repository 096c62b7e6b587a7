"""The few numbers that decide what joins reports; docs/decisions/0012 says how each follows.

None is fitted to a file: each is a bound on what chance alone does, or on work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import comb
from types import MappingProxyType

#: Kinds of so many possible values that two of them are near each other by a slip, not by chance.
WIDE = frozenset({"account", "iban", "wallet", "domain"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How the rules weigh evidence; the same for one report at a time and for all at once."""

    #: An identifier is tested for being a hub on at most so many of its reports.
    sample: int = 32
    #: They are in pieces if what else they mention holds one in so many of them together at most;
    #: with fewer that mention anything else, one alone would be more than that.
    part: int = 5
    #: Fewer say something where all are apart and the caseload shows that strangers are among such.
    few: frozenset[int] = frozenset()
    #: With fewer reports than this an identifier near a hub is a slip of it.
    slip: int = 6
    #: So many reports held together by rings are a body: one identifier alone joins no two of them.
    body: int = 8
    #: So many different identifiers join two bodies.
    ties: int = 2
    #: An identifier with more reports than this makes no rings, which bounds the work.
    ringing: int = 256
    #: Of identifiers that very many reports mention: which share of all reports does.
    common: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))

    def tested(self, reports: int) -> bool:
        """Say whether so many reports that mention more can show an identifier to be a hub."""
        return reports >= self.part or reports in self.few

    def scatters(self, largest: int, of: int) -> bool:
        """Say whether so many reports are in pieces, of which the largest has so many."""
        return largest == 1 or largest * self.part <= of

    def vouches(self, identifier: int, together: int, of: int) -> bool:
        """Say whether an identifier on so many of a sample's reports is more than chance there."""
        share = self.common.get(identifier)
        return together > 1 if share is None else together >= beyond_chance(of, share)


@lru_cache(maxsize=100_000)
def beyond_chance(of: int, share: float, level: float = 1e-6) -> int:
    """Give the least count that chance reaches at most so rarely: the binomial's upper tail."""
    tail, count = 1.0, 0
    while tail > level and count <= of:
        tail -= comb(of, count) * share**count * (1 - share) ** (of - count)
        count += 1
    return max(count, 2)
