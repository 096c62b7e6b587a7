"""How all identifiers stand at once: the rules of `linking.networks.hubs` over arrays."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from fielding.engines.linking.batch_arrays import Arrays, Flags, Numbers, counted
from fielding.linking.judgements.marking import Mark
from fielding.linking.networks.limits import Limits, beyond_chance
from fielding.linking.networks.standing import State

#: States by number, so that an array can hold them.
STATES = tuple(State)
_NUMBER = {state: number for number, state in enumerate(STATES)}


def states_of(
    arrays: Arrays, near: Numbers, marks: Mapping[int, Mark], limits: Limits
) -> NDArray[np.int8]:
    """Give the state of each identifier, as a place in STATES; `near`: pairs of places."""
    states = np.full(len(arrays.identifiers), _NUMBER[State.JOINS], np.int8)
    scattered = _scattered(arrays, limits)
    few = arrays.holders.sizes[scattered] <= limits.sample
    states[scattered] = np.where(few, _NUMBER[State.SCATTERED], _NUMBER[State.HUB])
    states[arrays.own] = _NUMBER[State.OWN]
    names = np.fromiter(marks, np.int64, len(marks))
    mentioned = arrays.own | (arrays.holders.sizes > 0)
    for place, mark in zip(arrays.places(names), marks.values(), strict=True):
        if place >= 0 and mentioned[place]:
            state = State.OFFENDER if mark is Mark.OFFENDER else State.SHARED
            states[place] = _NUMBER[state]
    many = np.isin(states, [_NUMBER[State.HUB], _NUMBER[State.SHARED]])
    beside = np.zeros(len(states), np.bool_)
    for one, other in (near.T, near.T[::-1]):
        beside[one[many[other]]] = True
    slips = (states == _NUMBER[State.JOINS]) & (arrays.holders.sizes < limits.slip) & beside
    states[slips] = _NUMBER[State.SLIP]
    return states


def joining(states: NDArray[np.int8]) -> Flags:
    """Say which identifiers join reports."""
    flags: Flags = np.isin(states, [_NUMBER[state] for state in STATES if state.joining])
    return flags


def lots(reports: Numbers) -> Numbers:
    """Give the lots of reports; the same numbers as `linking.networks.lots.lot_of`."""
    mixed = reports.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)


def _scattered(arrays: Arrays, limits: Limits) -> Numbers:
    """Give the identifiers whose sampled reports fall to pieces without them."""
    tested = np.flatnonzero(arrays.holders.sizes >= min({limits.part, *limits.few}))
    telling, largest = pieces_of(arrays, limits, tested, limits.sample)
    tells = (telling >= limits.part) | np.isin(telling, list(limits.few))
    found: Numbers = tested[tells & ((largest == 1) | (largest * limits.part <= telling))]
    return found


def pieces_of(
    arrays: Arrays, limits: Limits, tested: Numbers, most: int
) -> tuple[Numbers, Numbers]:
    """Take identifiers away: say how many of each one's sample tell, and of its largest piece.

    `most`: of how many reports a sample is.
    """
    report, place = arrays.holders.spread(tested)
    kept = arrays.holders.sizes[tested][place] <= most
    many = np.flatnonzero(~kept)
    kept[many] = _drawn(arrays.reports[report[many]], place[many], most)
    kept &= _told(arrays)[report] > 1
    report, place = report[kept], place[kept]
    telling = np.bincount(place, minlength=len(tested))
    return telling, _largest_pieces(arrays, limits, tested, report, place)


def _drawn(reports: Numbers, group: Numbers, most: int) -> Flags:
    """Say which rows of sorted groups have one of the lowest lots of their group."""
    order = np.lexsort((lots(reports), group))
    first = np.searchsorted(group, group)
    flags = np.zeros(len(group), np.bool_)
    flags[order] = np.arange(len(group)) - first < most
    return flags


def _told(arrays: Arrays) -> Numbers:
    """Count what each report mentions, but for persons: each report has its own."""
    persons = int(np.searchsorted(arrays.identifiers, 0))
    report, _ = arrays.holders.spread(np.arange(persons))
    told: Numbers = arrays.holds.sizes - np.bincount(report, minlength=len(arrays.reports))
    return told


def _largest_pieces(
    arrays: Arrays, limits: Limits, tested: Numbers, report: Numbers, place: Numbers
) -> Numbers:
    """Count for each tested identifier the reports of the largest piece of its sample."""
    other, spot = arrays.holds.spread(report)
    owner = place[spot]
    apart = other != tested[owner]
    other, spot, owner = other[apart], spot[apart], owner[apart]
    keys, group, counts = counted(owner * len(arrays.identifiers) + other)
    of = np.bincount(place, minlength=len(tested))
    vouching = counts >= _least(arrays, limits, of, keys)
    vouched = vouching[group]
    node = np.cumsum(vouching) - 1 + len(report)
    nodes = len(report) + int(vouching.sum())
    labels = components(nodes, spot[vouched], node[group[vouched]])[: len(report)]
    largest = np.zeros(len(tested), np.int64)
    np.maximum.at(largest, place, np.bincount(labels)[labels] if len(labels) else labels)
    return largest


def _least(arrays: Arrays, limits: Limits, of: Numbers, keys: Numbers) -> Numbers:
    """Give how many of a sample's reports an identifier must be on to vouch for anything."""
    identifiers = max(len(arrays.identifiers), 1)
    least = np.full(len(keys), 2, np.int64)
    names = np.fromiter(limits.common, np.int64, len(limits.common))
    common = np.full(identifiers, -1, np.int64)
    places = arrays.places(names)
    common[places[places >= 0]] = np.flatnonzero(places >= 0)
    here = np.flatnonzero(common[keys % identifiers] >= 0)
    sizes = of[keys[here] // identifiers]
    cases, which, _ = counted(common[keys[here] % identifiers] * (limits.sample + 1) + sizes)
    shares = list(limits.common.values())
    bounds = [
        beyond_chance(int(case % (limits.sample + 1)), shares[int(case // (limits.sample + 1))])
        for case in cases
    ]
    least[here] = np.array(bounds, np.int64)[which]
    return least


def common_shares(arrays: Arrays) -> dict[int, float]:
    """Measure `Limits.common`: which share of all reports mentions what more than 1 in 1,024 do.

    It must fill a sample as well. Of fewer than 2,000 reports nothing is common: one group may be
    a large share of so few.
    """
    reports, sizes = len(arrays.reports), arrays.holders.sizes
    if reports < 2_000:
        return {}
    common = np.flatnonzero((sizes * 1_024 > reports) & (sizes >= Limits().sample))
    shares = arrays.holders.sizes[common] / reports
    return dict(zip(arrays.identifiers[common].tolist(), shares.tolist(), strict=True))


def components(nodes: int, one: Numbers, other: Numbers) -> Numbers:
    """Give each node the number of its connected component."""
    ones = np.ones(len(one), np.bool_)
    graph = coo_array((ones, (one, other)), shape=(nodes, nodes)).tocsr()
    labels: Numbers = connected_components(graph, directed=False)[1].astype(np.int64)
    return labels
