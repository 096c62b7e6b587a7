"""All networks at once from arrays: the same as keeping them up report by report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from fielding.engines.linking.batch_arrays import Arrays, Flags, Mentions, Numbers, arrange
from fielding.engines.linking.batch_cores import cores_of, vouched
from fielding.engines.linking.batch_families import Ties, bodies_of, families_of
from fielding.engines.linking.batch_found import Networks
from fielding.engines.linking.batch_judged import networks_of
from fielding.engines.linking.batch_near import accepted
from fielding.engines.linking.batch_states import STATES, joining, states_of
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.standing import State


@dataclass(frozen=True, kw_only=True)
class Said:
    """What people said: judgements on two reports, the earlier first, and marks on identifiers."""

    judgements: Mapping[tuple[int, int], Verdict] = field(default_factory=dict)
    marks: Mapping[int, Mark] = field(default_factory=dict)


def network_all(
    reports: Numbers, mentions: Mentions, near: Numbers, said: Said, limits: Limits
) -> Networks:
    """Work out all networks; `near`: rows of two near identifiers, told once in either order."""
    return network_arranged(arrange(mentions, reports, near), near, said, limits)


def network_arranged(arrays: Arrays, near: Numbers, said: Said, limits: Limits) -> Networks:
    """Work out all networks of mentions that were arranged with the same near pairs."""
    pairs = arrays.places(near.reshape(-1)).reshape(-1, 2)
    states = states_of(arrays, pairs, said.marks, limits)
    joins = joining(states)
    sizes = arrays.holders.sizes
    ringing = joins & (sizes > 1) & (sizes <= limits.ringing)
    cores = cores_of(arrays, ringing)
    close = accepted(arrays, joins, pairs, limits)
    scattered = np.flatnonzero(states == STATES.index(State.SCATTERED))
    joins[vouched(arrays, scattered, cores, limits)] = True
    ties = _ties(arrays, joins, states == STATES.index(State.OFFENDER), close, limits)
    known = set(arrays.reports.tolist())
    judged = {pair: verdict for pair, verdict in said.judgements.items() if known.issuperset(pair)}
    same = [
        (int(np.searchsorted(arrays.reports, one)), int(np.searchsorted(arrays.reports, other)))
        for (one, other), verdict in judged.items()
        if verdict is Verdict.SAME
    ]
    families = families_of(cores, ties, same, limits)
    found = Networks(
        reports=arrays.reports,
        core=arrays.reports[cores],
        body=bodies_of(cores, limits),
        family=arrays.reports[families],
        network=arrays.reports[families],
        identifiers=arrays.identifiers,
        state=states,
    )
    return networks_of(found, arrays, pairs, judged, limits)


def _ties(
    arrays: Arrays, joins: Flags, offenders: Flags, close: Numbers, limits: Limits
) -> Ties:
    """Give all evidence: identifiers that several reports share, and near pairs that count."""
    shared = np.flatnonzero(joins & (arrays.holders.sizes > 1))
    report, tie = arrays.holders.spread(shared)
    near_report, near_tie = arrays.holders.spread(close.reshape(-1))
    weight = np.where(offenders[shared], limits.ties, 1)
    return Ties(
        tie=np.concatenate([tie, near_tie // 2 + len(shared)]),
        report=np.concatenate([report, near_report]),
        weight=np.concatenate([weight, np.ones(len(close), np.int64)]),
    )
