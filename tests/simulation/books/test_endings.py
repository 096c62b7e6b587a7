"""A package short of cases, and a supplier under another name: all that was planted is found."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.oversight.awards.award import Award, rule_on
from fielding.oversight.findings.finding import fold_findings
from fielding.oversight.handovers.comparing import compare
from fielding.oversight.register.register import fold_register
from fielding.simulation.books.handing_back import HandBack, simulate_hand_back
from fielding.simulation.books.renaming import BEGIN, NEXT, simulate_renaming
from fielding.testing.histories import SERVICES

ON = date(2026, 11, 22)
counts = st.integers(0, 6)


@settings(max_examples=25)
@given(st.integers(0, 2**32), counts, counts, counts, counts, counts)
def test_every_case_that_differs_is_named_and_no_other(
    seed: int, missing: int, stale: int, altered: int, cut: int, twice: int
) -> None:
    plan = HandBack(cases=60, missing=missing, stale=stale, altered=altered, cut=cut, twice=twice)
    package = simulate_hand_back(seed, plan)

    found = compare(package.listed, package.posted)

    for kind, cases in package.truth.items():
        assert {d.case for d in found.differences if d.kind == kind} == cases
    assert (found.root == package.listed.root) == (found.differences == ())


def test_37_cases_missing_of_many_are_named() -> None:
    package = simulate_hand_back(181, HandBack(cases=4_000))

    found = compare(package.listed, package.posted)

    assert {one.case for one in found.differences} == package.truth["missing"]
    assert len(found.differences) == 37
    assert found.root != package.listed.root


@pytest.mark.slow
def test_37_cases_missing_of_181_000_are_named() -> None:
    package = simulate_hand_back(37, HandBack())

    found = compare(package.listed, package.posted)

    assert (len(package.listed.cases), len(package.posted)) == (181_000, 180_963)
    assert {one.case for one in found.differences} == package.truth["missing"]
    assert {one.kind for one in found.differences} == {"missing"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_renamed_supplier_is_known_by_its_number_and_a_namesake_is_left_alone(seed: int) -> None:
    world = simulate_renaming(SERVICES["fraud"], seed)
    books = world.scribe.books(BEGIN.replace(month=11))
    register, findings = fold_register(books.folios), fold_findings(books.folios)

    hows = {}
    for supplier in (*world.blocked, *world.free):
        award = Award(contract=NEXT, suppliers=(supplier,), on=ON, officer="award-officer-1")
        ruling = rule_on(register, findings.values(), award)
        hows[supplier] = [touch.how for touch in ruling.blocking]

    assert hows == {
        **{supplier: [how] for supplier, how in world.blocked.items()},
        **{supplier: [] for supplier in world.free},
    }
