"""Which near pairs count as evidence: the rule of `linking.networks.evidence` over arrays."""

import numpy as np

from fielding.engines.linking.batch_arrays import Arrays, Flags, Numbers
from fielding.linking.networks.limits import Limits


def accepted(arrays: Arrays, joins: Flags, near: Numbers, limits: Limits) -> Numbers:
    """Give the near pairs that join reports, by the places of their identifiers."""
    sizes = arrays.holders.sizes
    pairs = near[
        joins[near].all(axis=1)
        & (sizes[near].min(axis=1) > 0)
        & (sizes[near].min(axis=1) < limits.slip)
    ]
    wide = arrays.wide[pairs[:, 0]]
    doubtful = pairs[~wide]
    beside: dict[int, list[int]] = {}
    for one, other in near.tolist():
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    twice = np.array(
        [_share_more(arrays, beside, one, other) for one, other in doubtful.tolist()], np.bool_
    )
    kept: Numbers = np.concatenate([pairs[wide], doubtful[twice]])
    return kept


def _share_more(arrays: Arrays, beside: dict[int, list[int]], one: int, other: int) -> bool:
    """Say whether two reports, one of each, share anything more, or near to it."""
    rare, busy = sorted((one, other), key=lambda each: arrays.holders.sizes[each])
    held = {
        each for report in arrays.holders.of(rare) for each in arrays.holds.of(report).tolist()
    } - {rare, busy}
    more = (held | {near for each in held for near in beside.get(each, ())}) - {rare, busy}
    return any(
        not more.isdisjoint(arrays.holds.of(report).tolist()) for report in arrays.holders.of(busy)
    )
