"""Where every report and identifier stands, worked out at once: for a backlog, or new limits."""

from collections.abc import Mapping, Sequence

import numpy as np

from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Mentions, Numbers, arrange
from fielding.engines.linking.batch_found import Networks
from fielding.engines.linking.batch_limits import limits_of
from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.everything import Everything
from fielding.linking.networks.limits import WIDE, Limits
from fielding.linking.networks.standing import Place, State


class InBulk:
    """An `AtOnce` over arrays."""

    def limits(self, everything: Everything) -> Limits:
        return limits_of(arrange(_mentions(everything), _reports(everything), _near(everything)))

    def places(
        self, everything: Everything, limits: Limits
    ) -> tuple[Mapping[int, Place], Mapping[int, State]]:
        found = work_out(everything, limits)
        return _places(found, everything.judgements), found.states()


def work_out(everything: Everything, limits: Limits) -> Networks:
    """Work out all networks of everything."""
    return network_all(
        _reports(everything),
        _mentions(everything),
        _near(everything),
        Said(judgements=everything.judgements, marks=everything.marks),
        limits,
    )


def _reports(everything: Everything) -> Numbers:
    return _numbers(everything.reports)


def _near(everything: Everything) -> Numbers:
    numbers = [number for pair in sorted(everything.near) for number in pair]
    return _numbers(numbers).reshape(-1, 2)


def _mentions(everything: Everything) -> Mentions:
    report = [mention[0] for mention in everything.mentions]
    identifier = [mention[1] for mention in everything.mentions]
    own = [mention[2] for mention in everything.mentions]
    wide = {one for one, kind in everything.kinds.items() if kind in WIDE}
    return Mentions(
        report=_numbers(report),
        identifier=_numbers(identifier),
        own=np.array(own, np.bool_),
        wide=np.array([one in wide for one in identifier], np.bool_),
        worded=_numbers(list(everything.wording)),
        wording=_numbers(list(everything.wording.values())),
    )


def _places(
    found: Networks, judgements: Mapping[tuple[int, int], Verdict]
) -> Mapping[int, Place]:
    families = dict(zip(found.reports.tolist(), found.family.tolist(), strict=True))
    torn = {
        families[one]
        for (one, other), verdict in judgements.items()
        if verdict is Verdict.DIFFERENT
        and one in families
        and families[one] == families.get(other)
    }
    columns = (found.reports, found.core, found.body, found.family, found.network)
    return {
        report: Place(core=core, body=body, family=family, network=network, torn=family in torn)
        for report, core, body, family, network in zip(
            *(column.tolist() for column in columns), strict=True
        )
    }


def _numbers(told: Sequence[int]) -> Numbers:
    return np.array(told, np.int64)
