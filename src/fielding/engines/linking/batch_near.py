"""Which near pairs count as evidence: the rule of `linking.networks.evidence` over arrays."""

import numpy as np

from fielding.engines.linking.batch_arrays import Arrays, Flags, Numbers, Rows, distinct
from fielding.linking.networks.limits import Limits
from fielding.linking.wording import ALIKE, BYTES


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
    flags = np.zeros(len(pairs), np.bool_)
    identifiers = max(len(arrays.identifiers), 1)
    rows = _busier_neighbours(near, len(arrays.identifiers))
    sides = [_beside(arrays, pairs, side) for side in (0, 1)]
    for (one, by_one), (other, by_other) in (sides, sides[::-1]):
        around, spot = rows.spread(one)
        more, by_more = np.concatenate([one, around]), np.concatenate([by_one, by_one[spot]])
        there = distinct(by_other * identifiers + other)
        met = np.isin(by_more * identifiers + more, there)
        flags[by_more[met]] = True
    return flags


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
