"""Which near pairs count as evidence: the rule of `linking.networks.evidence` over arrays."""

import numpy as np

from fielding.engines.linking.batch_arrays import Arrays, Flags, Numbers, Rows, distinct
from fielding.linking.networks.limits import Limits
from fielding.linking.wording import ALIKE, BYTES

#: Pairs that are looked at together, and what is near them that is looked through at once: in a
#: flood of look-alikes each is near each, and all together would be their number to the fourth.
PAIRS, AT_ONCE = 50_000, 4_000_000


def accepted(arrays: Arrays, joins: Flags, near: Numbers, limits: Limits) -> Numbers:
    """Give the near pairs that join reports, by the places of their identifiers."""
    fewest = arrays.holders.sizes[near].min(axis=1)
    pairs = near[joins[near].all(axis=1) & (fewest > 0) & (fewest < limits.slip)]
    wide = arrays.wide[pairs[:, 0]]
    doubtful = pairs[~wide]
    more = _share_more(arrays, near, doubtful) | _in_same_words(arrays, doubtful)
    kept: Numbers = np.concatenate([pairs[wide], doubtful[more]])
    return kept


def _share_more(arrays: Arrays, near: Numbers, pairs: Numbers) -> Flags:
    """Say of which pairs two reports, one of each, share anything more, or near to it."""
    rows = _busier_neighbours(near, len(arrays.identifiers))
    parts = [pairs[at : at + PAIRS] for at in range(0, len(pairs), PAIRS)]
    flags = [_share_more_among(arrays, rows, part) for part in parts]
    return np.concatenate([np.zeros(0, np.bool_), *flags])


def _share_more_among(arrays: Arrays, rows: Rows, pairs: Numbers) -> Flags:
    flags = np.zeros(len(pairs), np.bool_)
    identifiers = max(len(arrays.identifiers), 1)
    sides = [_beside(arrays, pairs, side) for side in (0, 1)]
    for (one, by_one), (other, by_other) in (sides, sides[::-1]):
        there = distinct(by_other * identifiers + other)
        left = _in_turns(by_one)
        while len(left := left[~flags[by_one[left]]]):
            reach = np.cumsum(rows.sizes[one[left]] + 1)
            some, left = np.split(left, [max(int(np.searchsorted(reach, AT_ONCE, "right")), 1)])
            around, spot = rows.spread(one[some])
            more = np.concatenate([one[some], around])
            by_more = np.concatenate([by_one[some], by_one[some][spot]])
            met = np.isin(by_more * identifiers + more, there)
            flags[by_more[met]] = True
    return flags


def _in_turns(pair: Numbers) -> Numbers:
    """Give rows in turns, one of each pair: most pairs that share more show it by the first."""
    turn = np.arange(len(pair)) - np.searchsorted(pair, pair)
    return np.argsort(turn, kind="stable")


def _in_same_words(arrays: Arrays, pairs: Numbers) -> Flags:
    """Say of which pairs of persons both reports tell it in the same words."""
    flags = np.zeros(len(pairs), np.bool_)
    persons = np.flatnonzero(arrays.identifiers[pairs[:, 0]] < 0)
    one, other = (arrays.holders.spread(side)[0] for side in pairs[persons].T)
    mixed = arrays.wording[one] ^ arrays.wording[other]
    alike = (mixed.view(np.uint8).reshape(-1, BYTES) == 0).sum(axis=1)
    flags[persons] = arrays.worded[one] & arrays.worded[other] & (alike >= ALIKE)
    return flags


def _beside(arrays: Arrays, pairs: Numbers, side: int) -> tuple[Numbers, Numbers]:
    """Give what else is on the reports of one side of each pair, and which pair it is."""
    report, pair = arrays.holders.spread(pairs[:, side])
    held, row = arrays.holds.spread(report)
    pair = pair[row]
    apart = (held != pairs[pair, 0]) & (held != pairs[pair, 1])
    return held[apart], pair[apart]


def _busier_neighbours(near: Numbers, identifiers: int) -> Rows:
    """Give what each is near that is near no fewer: of a hub with thousands of slips, none.

    Of two that are near each other at least one is found from the other, so both sides are asked.
    """
    busy = np.bincount(near.reshape(-1), minlength=identifiers)
    both = np.concatenate([near, near[:, ::-1]])
    both = both[busy[both[:, 0]] <= busy[both[:, 1]]]
    both = both[np.argsort(both[:, 0], kind="stable")]
    return Rows.grouped(both[:, 0], both[:, 1], identifiers)
