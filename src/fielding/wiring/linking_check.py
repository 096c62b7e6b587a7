"""Checks the networks: works all of them out at once, and compares with those kept as they came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import psycopg

from fielding.access.roles import SYSTEM
from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Mentions, Numbers
from fielding.engines.linking.batch_found import Networks
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.linking.networks.limits import WIDE, Limits
from fielding.store.queries.linking_health import LinkingReach, reach_of, sight
from fielding.store.statements import read_statements
from fielding.wiring.standing_by import hub_at_hand

SQL = read_statements("linking_statements")
#: Differences that are named; all are counted.
NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A report whose network, or an identifier whose state, is kept otherwise than worked out."""

    what: str  # report, identifier
    number: int
    kept: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Networks and states as kept against all worked out at once, at one moment."""

    at: LinkingReach
    reports: int
    identifiers: int
    differences: int
    #: The first of them.
    named: tuple[Difference, ...]


def check_networks() -> Checked:
    """Compare; what is owed another look may differ until it is paid."""
    with hub_at_hand(), sight(SYSTEM) as cursor:
        reach = reach_of(cursor)
        reports = cursor.execute(SQL["all_reports"]).fetchall()
        states = dict(cursor.execute(SQL["all_states"]).fetchall())
        found = _worked_out(cursor, [row[0] for row in reports])
    networks = ((row[0], row[4]) for row in reports)
    expected = dict(zip(found.reports.tolist(), found.network.tolist(), strict=True))
    differing = [
        *_differing("report", networks, expected),
        *_differing(
            "identifier",
            ((one, states.get(one, "joins")) for one in found.identifiers.tolist()),
            {one: state.value for one, state in found.states().items()},
        ),
    ]
    return Checked(
        at=reach,
        reports=len(reports),
        identifiers=len(found.identifiers),
        differences=len(differing),
        named=tuple(differing[:NAMED]),
    )


def _differing(
    what: str, kept: Iterable[tuple[int, object]], found: dict[int, object]
) -> list[Difference]:
    return [
        Difference(what=what, number=number, kept=str(stands), found=str(found[number]))
        for number, stands in kept
        if found[number] != stands
    ]


def _worked_out(cursor: psycopg.Cursor, reports: Sequence[int]) -> Networks:
    mentions = cursor.execute(SQL["all_mentions"]).fetchall()
    near = cursor.execute(SQL["all_near"]).fetchall()
    judged = cursor.execute(SQL["all_judgements"]).fetchall()
    said = Said(
        judgements={
            (min(one, other), max(one, other)): Verdict(told) for one, other, told in judged
        },
        marks={one: Mark(told) for one, told in cursor.execute(SQL["all_marks"]).fetchall()},
    )
    return network_all(
        _numbers(reports),
        Mentions(
            report=_numbers([row[0] for row in mentions]),
            identifier=_numbers([row[1] for row in mentions]),
            own=np.array([row[3] == Whose.REPORTER for row in mentions], np.bool_),
            wide=np.array([row[2] in WIDE for row in mentions], np.bool_),
        ),
        _numbers([number for pair in near for number in pair]).reshape(-1, 2),
        said,
        Limits(),
    )


def _numbers(told: Sequence[int]) -> Numbers:
    return np.array(told, np.int64)
