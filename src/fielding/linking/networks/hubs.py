"""Hubs: identifiers that unrelated people mention, told without labels, and slips of such.

Take the identifier away: if what else its reports mention leaves them in scattered pieces, it is a
bank's switchboard, a shortener or a mule's account, not a group's own telephone. A group's reports
share a few more things again and again; strangers do not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from fielding.linking.judgements.marking import Mark
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.people import is_person
from fielding.linking.networks.standing import Standing, State
from fielding.linking.networks.unions import Unions

#: An identifier near one of these is taken for a mistyped one.
MANY = frozenset({State.HUB, State.SHARED})


def state_alone(standing: Standing, sample: Sequence[Sequence[int]], limits: Limits) -> State:
    """Say how an identifier stands by itself: a person's mark, then whose it is, then the test.

    `sample`: what each of its sampled reports mentions.
    """
    if not standing.mentioned:
        return State.JOINS
    if standing.mark:
        return State.OFFENDER if standing.mark is Mark.OFFENDER else State.SHARED
    if standing.own:
        return State.OWN
    if not is_scattered(standing.identifier, sample, limits):
        return State.JOINS
    return State.HUB if standing.reports > limits.sample else State.SCATTERED


def state_among(standing: Standing, near: Iterable[State], limits: Limits) -> State:
    """Say how an identifier that joins by itself stands beside those near it."""
    slips = standing.reports < limits.slip and any(each in MANY for each in near)
    return State.SLIP if slips else State.JOINS


def is_scattered(identifier: int, sample: Sequence[Sequence[int]], limits: Limits) -> bool:
    """Say whether an identifier's reports fall to pieces without it.

    Reports that mention nothing else say nothing either way and are not counted; nor do persons,
    of whom each report has its own.
    """
    telling = [held for held in sample if sum(not is_person(each) for each in held) > 1]
    if not limits.tested(len(telling)):
        return False
    return limits.scatters(largest_piece(identifier, telling, limits), len(telling))


def largest_piece(identifier: int, sample: Sequence[Sequence[int]], limits: Limits) -> int:
    """Count the reports of the largest piece that other identifiers hold together."""
    pieces = Unions()
    for other, places in _others(identifier, sample).items():
        if limits.vouches(other, len(places), len(sample)):
            for place in places[1:]:
                pieces.join(places[0], place)
    return max(Counter(pieces.of(place) for place in range(len(sample))).values())


def _others(identifier: int, sample: Sequence[Sequence[int]]) -> Mapping[int, list[int]]:
    at: dict[int, list[int]] = defaultdict(list)
    for place, held in enumerate(sample):
        for other in held:
            if other != identifier:
                at[other].append(place)
    return at
