"""Looks again at how identifiers stand, after something about them or their reports changed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from fielding.linking.networks.hubs import MANY, state_alone, state_among
from fielding.linking.networks.index import Index
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.standing import Standing, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Identifiers as they stand now, and which of them stood otherwise before."""

    #: The identifiers that something happened to, and those whose state changed by it.
    identifiers: frozenset[int]
    #: These and all that is near them, as they stand now.
    standings: Mapping[int, Standing]
    changed: Mapping[int, State]
    before: Mapping[int, State]

    def joining(self) -> frozenset[int]:
        """Give those of them that join reports or did, and what is near these and does or did."""
        mine = {each for each in self.identifiers & self.standings.keys() if self._joins(each)}
        near = {other for each in mine for other in self.standings[each].near}
        known = near & self.standings.keys()
        return frozenset({*mine, *(each for each in known if self._joins(each))})

    def doubting(self, identifiers: Collection[int]) -> "Reviewed":
        """Take it that these may have joined reports when those were last settled."""
        return replace(self, before={**self.before, **dict.fromkeys(identifiers, State.JOINS)})

    def lost(self, arrived: int, limits: Limits) -> Iterator[int]:
        """Give the identifiers of which rings may have gone, when so many reports were told."""
        for each in self.identifiers & self.standings.keys():
            standing = self.standings[each]
            stopped = self.before.get(each, State.HUB).joining and not standing.state.joining
            if stopped or limits.ringing < standing.reports <= limits.ringing + arrived:
                yield each

    def _joins(self, identifier: int) -> bool:
        """Say whether an identifier may join reports, or did."""
        joined = self.before.get(identifier, State.HUB).may_join
        return joined or self.standings[identifier].state.may_join


def review_states(index: Index, identifiers: Collection[int], limits: Limits) -> Reviewed:
    """Say how these identifiers stand now, and what that means for those near them."""
    known = dict(index.standings(identifiers))
    states = {each: standing.state for each, standing in known.items()}
    asked = [each for each in identifiers if each in known]
    least = min({limits.part, *limits.few})
    tested = [
        each
        for each in asked
        if known[each].reports >= least and not (known[each].mark or known[each].own)
    ]
    sampled = index.sampled(tested, limits.sample) if tested else {}
    for each in asked:
        sample = [filed.identifiers for filed in sampled.get(each, ())]
        states[each] = state_alone(known[each], sample, limits)
    turned = [each for each in asked if (states[each] in MANY) != (known[each].state in MANY)]
    plain = [each for each in asked if states[each].joining]
    _read_near(index, known, {*turned, *plain})
    around = {near for each in turned for near in known[each].near if near in known}
    _read_near(index, known, around)
    for each in {*around, *plain}:
        if states.setdefault(each, known[each].state) in {State.JOINS, State.SLIP}:
            beside = [known[other] for other in known[each].near if other in known]
            near = [states.get(one.identifier, one.state) for one in beside if one.mentioned]
            states[each] = state_among(known[each], near, limits)
    changed = {each: state for each, state in states.items() if state != known[each].state}
    return Reviewed(
        identifiers=frozenset(identifiers) | changed.keys(),
        standings={
            each: replace(standing, state=states.get(each, standing.state))
            for each, standing in known.items()
        },
        changed=changed,
        before={each: known[each].state for each in changed},
    )


def _read_near(index: Index, known: dict[int, Standing], identifiers: Collection[int]) -> None:
    """Read how all that is near these identifiers stands."""
    missing = {near for each in identifiers for near in known[each].near} - known.keys()
    if missing:
        known |= index.standings(missing)
