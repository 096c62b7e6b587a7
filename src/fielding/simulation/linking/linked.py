"""Links a drawn caseload by the hub's own rules, from its numbers alone."""

import numpy as np

from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Mentions, arrange
from fielding.engines.linking.batch_limits import limits_of
from fielding.linking.networks.limits import WIDE
from fielding.simulation.linking.groups import Numbers, Reports
from fielding.simulation.linking.mixture import Kind, Mixture
from fielding.simulation.linking.naming import Truth, Whose, draw_mentions


def link_drawn(rng: np.random.Generator, mixture: Mixture, drawn: Reports) -> Numbers:
    """Draw what the reports mention, and give each its network; a typo is near what it meant."""
    named = draw_mentions(rng, mixture, drawn)
    wide = np.array([kind.name.lower() in WIDE for kind in Kind])
    mentions = Mentions(
        report=named.report,
        identifier=named.identifier,
        own=named.whose == Whose.REPORTER,
        wide=wide[named.kind[named.identifier]],
    )
    typos = np.flatnonzero(named.truth == Truth.TYPO)
    near = np.stack([typos, named.meant[typos]], axis=1)
    near = near[np.isin(near, named.identifier).all(axis=1)]
    places = np.arange(len(drawn))
    limits = limits_of(arrange(mentions, places, near))
    return network_all(places, mentions, near, Said(), limits).network
