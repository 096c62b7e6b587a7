"""Checks the networks: works all of them out at once, and compares with those kept as they came."""

from collections.abc import Iterable
from dataclasses import dataclass

from fielding.access.roles import SYSTEM
from fielding.engines.linking.whole import work_out
from fielding.store.linking.loading import load, load_limits
from fielding.store.queries.linking_health import LinkingReach, reach_of, sight
from fielding.store.statements import read_statements
from fielding.wiring.linking_health import LastCheck, keep_check
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
    """Compare, and keep what came of it; what is owed another look may differ until it is paid."""
    with hub_at_hand(), sight(SYSTEM) as cursor:
        reach = reach_of(cursor)
        reports = cursor.execute(SQL["all_reports"]).fetchall()
        states = dict(cursor.execute(SQL["all_states"]).fetchall())
        found = work_out(load(cursor).everything(), load_limits(cursor))
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
    checked = Checked(
        at=reach,
        reports=len(reports),
        identifiers=len(found.identifiers),
        differences=len(differing),
        named=tuple(differing[:NAMED]),
    )
    keep_check(
        LastCheck(
            upto=reach.upto,
            version=reach.version,
            reports=checked.reports,
            identifiers=checked.identifiers,
            differences=checked.differences,
        )
    )
    return checked


def _differing(
    what: str, kept: Iterable[tuple[int, object]], found: dict[int, object]
) -> list[Difference]:
    return [
        Difference(what=what, number=number, kept=str(stands), found=str(found[number]))
        for number, stands in kept
        if found[number] != stands
    ]
