"""Works out which judgements split reports off a network, or whether two networks can be merged."""

from collections.abc import Collection
from dataclasses import dataclass

from fielding.access.errors import NotFound
from fielding.access.roles import Actor
from fielding.linking.errors import (
    AlreadyTogether,
    JudgedDifferent,
    NothingToSplit,
    NotLinked,
    TooMuchToSplit,
)
from fielding.linking.networks.splitting import MOST_PAIRS, pairs_to_split, parts_after
from fielding.linking.networks.why import Evidence, evidence_of
from fielding.store.linking.loading import load_limits
from fielding.store.queries.across_forces import Named, names_of
from fielding.store.queries.evidence import (
    MOST_READ,
    family_reports,
    judged_different,
    place_of,
    read_evidence,
)
from fielding.store.queries.linking_health import sight

#: Reports of a part that are named.
MOST_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPart:
    """A network as it would be after a split: reports of one side, and whom they would join."""

    reports: int  # of the one side
    named: tuple[Named, ...]  # the first of those
    leaving: bool  # or else they stay
    others: int  # reports that judgements kept apart from the network before
    joined: tuple[Named, ...]  # the networks that those are of now, by their first reports

    @property
    def alone(self) -> bool:
        """Whether one report would be in no network."""
        return self.reports + self.others == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSplit:
    """What a split judges different, and what becomes of its reports by that."""

    pairs: tuple[tuple[str, str], ...]
    parts: tuple[PlannedPart, ...]

    @property
    def plain(self) -> bool:
        """Whether both sides are one network each, and nobody joins them."""
        return len(self.parts) == 2 and not any(part.others for part in self.parts)


def plan_split(actor: Actor, network: str, leaving: Collection[str]) -> PlannedSplit:
    """Give the pairs of cases to judge different, so that the leaving ones part from the others.

    Raises NotFound, NothingToSplit, JudgedSame, TooMuchToSplit.
    """
    with sight(actor) as cursor:
        named = place_of(cursor, network)
        placed = [place_of(cursor, case) for case in leaving]
        if named is None:
            raise NotFound(network=network)
        if any(one is None or one[1] != named[1] for one in placed):
            raise NothingToSplit
        reports = family_reports(cursor, named[0])
        if len(reports) == MOST_READ:
            raise TooMuchToSplit(most=MOST_PAIRS)
        evidence = evidence_of(read_evidence(cursor, reports), load_limits(cursor), reports)
        gone = [one[0] for one in placed if one]
        pairs = pairs_to_split(evidence, gone)
        parts = parts_after(evidence, gone, pairs)
        joined = {part: _networks_of(evidence, part.others) for part in parts}
        told = {report for pair in pairs for report in pair}
        told.update(*(part.side[:MOST_NAMED] for part in parts))
        names = names_of(actor, told.union(*joined.values()))
    return PlannedSplit(
        pairs=tuple((names[one].case, names[other].case) for one, other in pairs),
        parts=tuple(
            PlannedPart(
                reports=len(part.side),
                named=tuple(names[report] for report in part.side[:MOST_NAMED]),
                leaving=bool(part.leaving),
                others=len(part.others),
                joined=tuple(names[first] for first in joined[part]),
            )
            for part in parts
        ),
    )


def _networks_of(evidence: Evidence, reports: Collection[int]) -> list[int]:
    return sorted({evidence.members[report].place.network for report in reports})


def require_mergeable(actor: Actor, one: str, other: str) -> None:
    """Refuse two cases whose networks are one already, or were judged to be different.

    Raises NotFound, NotLinked, AlreadyTogether, JudgedDifferent.
    """
    with sight(actor) as cursor:
        first, second = place_of(cursor, one), place_of(cursor, other)
        if first is None:
            raise NotFound(case=one)
        if second is None:
            raise NotLinked
        if first[1] == second[1]:
            raise AlreadyTogether
        if judged_different(cursor, first[1], second[1]):
            raise JudgedDifferent
