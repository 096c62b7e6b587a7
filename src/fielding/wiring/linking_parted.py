"""Works out which judgements split reports off a network, or whether two networks can be merged."""

from collections.abc import Collection

from fielding.access.errors import NotFound
from fielding.access.roles import Actor
from fielding.linking.errors import (
    AlreadyTogether,
    JudgedDifferent,
    NothingToSplit,
    NotLinked,
    TooMuchToSplit,
)
from fielding.linking.networks.splitting import MOST_PAIRS, pairs_to_split
from fielding.linking.networks.why import evidence_of
from fielding.store.linking.loading import load_limits
from fielding.store.queries.across_forces import names_of
from fielding.store.queries.evidence import (
    MOST_READ,
    family_reports,
    judged_different,
    place_of,
    read_evidence,
)
from fielding.store.queries.linking_health import sight


def judgements_to_split(
    actor: Actor, network: str, leaving: Collection[str]
) -> tuple[tuple[str, str], ...]:
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
        pairs = pairs_to_split(evidence, [one[0] for one in placed if one])
        names = names_of(actor, {report for pair in pairs for report in pair})
    return tuple((names[one].case, names[other].case) for one, other in pairs)


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
