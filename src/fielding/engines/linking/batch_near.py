"""Which near pairs count as evidence: the rule of `linking.networks.evidence` over arrays."""

import numpy as np

from fielding.engines.linking.batch_arrays import Arrays, Flags, Numbers, Rows
from fielding.linking.networks.limits import Limits


def accepted(arrays: Arrays, joins: Flags, near: Numbers, limits: Limits) -> Numbers:
    """Give the near pairs that join reports, by the places of their identifiers."""
    fewest = arrays.holders.sizes[near].min(axis=1)
    pairs = near[joins[near].all(axis=1) & (fewest > 0) & (fewest < limits.slip)]
    wide = arrays.wide[pairs[:, 0]]
    doubtful = pairs[~wide]
    kept: Numbers = np.concatenate([pairs[wide], doubtful[_share_more(arrays, near, doubtful)]])
    return kept


def _share_more(arrays: Arrays, near: Numbers, pairs: Numbers) -> Flags:
    """Say of which pairs two reports, one of each, share anything more, or near to it."""
    one, by_one = _beside(arrays, pairs, 0)
    other, by_other = _beside(arrays, pairs, 1)
    around, spot = _neighbours(near, len(arrays.identifiers)).spread(one)
    more = np.concatenate([one, around])
    by_more = np.concatenate([by_one, by_one[spot]])
    apart = (more != pairs[by_more, 0]) & (more != pairs[by_more, 1])
    identifiers = max(len(arrays.identifiers), 1)
    met = np.isin(by_more[apart] * identifiers + more[apart], by_other * identifiers + other)
    flags = np.zeros(len(pairs), np.bool_)
    flags[by_more[apart][met]] = True
    return flags


def _beside(arrays: Arrays, pairs: Numbers, side: int) -> tuple[Numbers, Numbers]:
    """Give what else is on the reports of one side of each pair, and which pair it is."""
    report, pair = arrays.holders.spread(pairs[:, side])
    held, row = arrays.holds.spread(report)
    pair = pair[row]
    apart = (held != pairs[pair, 0]) & (held != pairs[pair, 1])
    return held[apart], pair[apart]


def _neighbours(near: Numbers, identifiers: int) -> Rows:
    both = np.concatenate([near, near[:, ::-1]])
    both = both[np.argsort(both[:, 0], kind="stable")]
    return Rows.grouped(both[:, 0], both[:, 1], identifiers)
