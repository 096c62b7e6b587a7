"""What the database counts across forces is what a look at every report says."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import psycopg
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fielding.access.roles import Actor, Role
from fielding.oversight.linking.cross_force import KnownNetwork
from fielding.simulation.linking.joining import effects_drawn
from fielding.store.queries.across_forces import across_forces_shown, known_networks

OVERSEER = Actor(name="otto", role=Role.OVERSEER)
FORCES = ("north", "south", "west")
#: The first three identifiers are phone numbers, the others accounts; the last is a hub.
KINDS = ("phone", "phone", "phone", "account", "account", "account")
HUB = 5


@dataclass(frozen=True)
class Told:
    """One report of a drawn world; its index is its place in it."""

    network: int
    force: str | None
    suspects: frozenset[int]
    own: frozenset[int]


IDENTIFIERS = st.frozensets(st.integers(0, len(KINDS) - 1), max_size=3)
REPORTS = st.lists(
    st.builds(Told, st.integers(0, 4), st.sampled_from([*FORCES, None]), IDENTIFIERS, IDENTIFIERS),
    max_size=30,
)
#: Invisible alone with one of no force, known to two, known to one, and too few.
WORLD = [
    Told(network, {"N": "north", "S": "south", "W": "west"}.get(letter), frozenset(), frozenset())
    for network, word in enumerate(["NSW?", "NNNSSS", "NNN", "SS"])
    for letter in word
]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(reports=WORLD, known_at=3)
@given(reports=REPORTS, known_at=st.integers(2, 5))
def test_counts_and_what_they_rest_on_are_those_of_a_look_at_every_report(
    superuser: psycopg.Connection, reports: list[Told], known_at: int
) -> None:
    _keep(superuser, reports)
    known = _known(reports, known_at)

    shown = across_forces_shown(OVERSEER, known_at, most=2, identifiers=True)
    every = known_networks(OVERSEER, known_at)

    across, effects = shown.across, shown.across.effects
    to = [len(one.known_to) for one in known]
    assert (effects.known_at, effects.reports, effects.joined) == (known_at, len(reports), len(to))
    assert (effects.alone, effects.invisible) == (sum(to), to.count(0))
    assert effects.counted_again == sum(max(one - 1, 0) for one in to)
    assert effects == effects_drawn(*_arrays(reports), known_at)
    assert across.unplaced == sum(one.force is None for one in reports)
    assert across.by_force == Counter(force for one in known for force in one.known_to)
    assert list(every.networks) == known
    assert list(shown.networks) == known[:2]
    told = {one.kind: (one.groups, one.leaving, one.left, one.identifiers)
            for one in shown.identifiers or ()}  # fmt: skip
    assert told == _identifiers(reports, known)


def _known(reports: list[Told], known_at: int) -> list[KnownNetwork]:
    networks = defaultdict(list)
    for entry, report in enumerate(reports):
        networks[report.network].append(entry)
    found = []
    for entries in networks.values():
        held = Counter(reports[entry].force for entry in entries)
        forces = sorted(force for force in held if force)
        known_to = [force for force in forces if held[force] >= known_at]
        found.append(
            KnownNetwork(network=entries[0], entries=entries, forces=forces, known_to=known_to)
        )
    return sorted(
        (one for one in found if len(one.entries) >= known_at), key=lambda one: one.network
    )


def _identifiers(
    reports: list[Told], known: list[KnownNetwork]
) -> dict[str, tuple[int, int, int, int]]:
    found = {}
    for kind in sorted(set(KINDS)):
        left = [
            {
                each
                for entry in one.entries
                for each in reports[entry].suspects
                if KINDS[each] == kind and each != HUB
            }
            for one in known
        ]
        if different := set[int]().union(*left):
            leaving = sum(bool(one) for one in left)
            found[kind] = (len(known), leaving, sum(map(len, left)), len(different))
    return found


def _arrays(reports: list[Told]) -> tuple[np.ndarray, np.ndarray]:
    networks = [report.network for report in reports]
    forces = [FORCES.index(report.force) if report.force else -1 for report in reports]
    return np.array(networks, dtype=np.int64), np.array(forces, dtype=np.int64)


def _keep(superuser: psycopg.Connection, reports: list[Told]) -> None:
    superuser.execute("TRUNCATE link_report, link_mention, link_identifier")
    first: dict[int, int] = {}
    cursor = superuser.cursor()
    cursor.executemany(
        "INSERT INTO link_identifier (identifier, kind, token, shown, state)"
        " OVERRIDING SYSTEM VALUE VALUES (%s, %s, %s, '', %s)",
        [
            (number, kind, UUID(int=number).bytes, "hub" if number == HUB else "joins")
            for number, kind in enumerate(KINDS)
        ],
    )
    cursor.executemany(
        "INSERT INTO link_report (report, case_id, network, core, in_body, family, body,"
        " received_at, loss, set_aside) VALUES (%s, %s, %s, 0, true, 0, %s, now(), 0, '{}')",
        [
            (entry, UUID(int=entry), first.setdefault(one.network, entry), one.force)
            for entry, one in enumerate(reports)
        ],
    )
    cursor.executemany(
        "INSERT INTO link_mention (report, identifier, whose) VALUES (%s, %s, %s)",
        [
            (entry, each, "suspect" if each in one.suspects else "reporter")
            for entry, one in enumerate(reports)
            for each in one.suspects | one.own
        ],
    )
