"""Measures the limits of a caseload: what is common in it, and how few reports can be strangers'.

Nothing here knows the truth. What is asked is whether identifiers on few reports look like those
of which much is known: a group's own, on many reports, with all but a few of these left out.
"""

import numpy as np
from scipy.stats import hypergeom

from fielding.engines.linking.batch_arrays import Arrays, Numbers
from fielding.engines.linking.batch_states import common_shares, pieces_of
from fielding.linking.networks.limits import Limits

#: Chance alone calls so few reports strangers' at most so rarely.
LEVEL = 1e-3


def limits_of(arrays: Arrays) -> Limits:
    """Measure the limits that a caseload stands under."""
    limits = Limits(common=common_shares(arrays))
    return Limits(common=limits.common, few=few_of(arrays, limits))


def few_of(arrays: Arrays, limits: Limits) -> frozenset[int]:
    """Measure `Limits.few`: with how few reports an identifier may be many strangers'.

    Of identifiers on so many reports a share is apart: their reports share nothing else. So many
    reports drawn from each busy identifier that is no hub are apart as well, and more often, since
    large groups use many identifiers side by side. Where the former are apart more often still,
    beyond chance (Fisher's exact test), strangers are among them.
    """
    theirs = np.flatnonzero(~arrays.own & (arrays.holders.sizes > 1))
    telling, largest = pieces_of(arrays, limits, theirs, limits.sample)
    whole = arrays.holders.sizes[theirs] <= limits.sample
    known = theirs[(telling >= limits.part) & (largest > 1) & (largest * limits.part > telling)]
    found = set()
    for few in range(2, limits.part):
        asked = largest[whole & (telling == few)]
        told, drawn = pieces_of(arrays, limits, known, few)
        if _more_apart(asked, drawn[told == few]):
            found.add(few)
    return frozenset(found)


def _more_apart(asked: Numbers, known: Numbers) -> bool:
    """Say whether pieces of one report are more often the largest than chance gives."""
    apart, also = int((asked == 1).sum()), int((known == 1).sum())
    chance = hypergeom.sf(apart - 1, len(asked) + len(known), apart + also, len(asked))
    return bool(chance < LEVEL)
