"""Groups known to forces alone, and joined."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.oversight.linking.cross_force import LinkedReport, across_forces
from fielding.oversight.linking.errors import KnownTooSoon

FORCES = ("north", "south", "west")
IDENTIFIERS = st.frozensets(st.tuples(st.sampled_from(["phone", "account"]), st.integers(0, 6)))
REPORTS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from([*FORCES, None]), IDENTIFIERS), max_size=40
).map(
    lambda told: [
        LinkedReport(entry=entry, network=network, force=force, identifiers=identifiers)
        for entry, (network, force, identifiers) in enumerate(told)
    ]
)


def _reports(told: str, **more: str) -> list[LinkedReport]:
    """Read `N` or `S` for each report of the network that each word is."""
    forces = {"N": "north", "S": "south", "W": "west", "?": None}
    letters = [(network, letter) for network, word in enumerate(told.split()) for letter in word]
    return [
        LinkedReport(entry=entry, network=network, force=forces[letter])
        for entry, (network, letter) in enumerate(letters)
    ]


def test_a_group_that_no_force_has_enough_reports_of_is_invisible_alone() -> None:
    estimate = across_forces(_reports("NNSSW NNN SS"), known_at=3)

    assert (estimate.alone, estimate.joined, estimate.invisible) == (1, 2, 1)


def test_a_group_known_to_two_forces_is_counted_again() -> None:
    estimate = across_forces(_reports("NNNSSS NNN"), known_at=3)

    assert (estimate.alone, estimate.joined, estimate.counted_again) == (3, 2, 1)
    assert estimate.by_force == {"north": 2, "south": 1}


def test_invisible_groups_and_those_counted_again_can_hide_each_other() -> None:
    estimate = across_forces(_reports("NNNSSS NSW"), known_at=3)

    assert estimate.alone == estimate.joined == 2
    assert (estimate.invisible, estimate.counted_again) == (1, 1)


def test_a_report_without_a_force_counts_when_joined_alone() -> None:
    estimate = across_forces(_reports("NN?"), known_at=3)

    assert (estimate.alone, estimate.joined, estimate.unplaced) == (0, 1, 1)


def test_every_known_group_names_the_entries_it_rests_on() -> None:
    estimate = across_forces(_reports("NN SSS"), known_at=3)

    assert [network.entries for network in estimate.networks] == [(2, 3, 4)]
    assert estimate.networks[0].known_to == {"south"}


def test_identifiers_are_not_groups() -> None:
    lines = [frozenset({("phone", 1)}), frozenset({("phone", 2)}), frozenset({("account", 9)})]
    reports = [
        replace(report, identifiers=lines[report.entry % 3])
        for report in _reports("NNN SSS")
    ]

    held = across_forces(reports, known_at=3).identifiers("phone")

    assert (held.identifiers, held.groups) == (2, 2)
    assert (held.more, held.shared, held.without) == (2, 2, 0)


@given(REPORTS, st.integers(2, 6))
def test_the_effects_add_up(reports: list[LinkedReport], known_at: int) -> None:
    estimate = across_forces(reports, known_at)

    assert estimate.joined == estimate.alone - estimate.counted_again + estimate.invisible
    assert estimate.alone == sum(estimate.by_force.values())
    for kind in ("phone", "account"):
        held = estimate.identifiers(kind)
        assert held.identifiers == held.groups - held.without + held.more - held.shared


@given(REPORTS, st.integers(2, 6))
def test_counts_are_those_of_a_look_at_every_group(
    reports: list[LinkedReport], known_at: int
) -> None:
    held = Counter((report.network, report.force) for report in reports)
    total = Counter(report.network for report in reports)
    known = {(network, force) for (network, force), n in held.items() if force and n >= known_at}

    estimate = across_forces(reports, known_at)

    assert estimate.joined == sum(count >= known_at for count in total.values())
    assert estimate.alone == len(known)
    assert estimate.invisible == estimate.joined - len({network for network, _ in known})


@pytest.mark.parametrize("known_at", [-1, 0, 1])
def test_one_report_makes_no_group_known(known_at: int) -> None:
    with pytest.raises(KnownTooSoon):
        across_forces([], known_at)
