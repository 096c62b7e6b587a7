"""The pages on how linking does: what they say, where it stands, and who may see it."""

import csv
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.test import Client

from fielding.access.roles import Role
from fielding.engines.linking.levels_file import KeptLevels, write_levels
from fielding.engines.linking.twins_file import KeptTwins
from fielding.oversight.linking.correcting import Twin, correct
from fielding.oversight.linking.cross_force import Effects
from fielding.oversight.linking.drift import LevelSeen
from fielding.testing.linked_hub import OTHER_PHONE, LinkedHub
from fielding.web.networks import across_forces_page
from fielding.wiring.linking_drift import levels_file
from fielding.wiring.linking_health import LastCheck, keep_check
from fielding.wiring.linking_twins import Correction


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn and counted lies where no other test leaves anything."""
    monkeypatch.setattr(settings, "FIELDING_VAR", tmp_path)


@pytest.fixture
def overseer(signed_in: Callable[..., Client]) -> Client:
    return signed_in("otto", Role.OVERSEER, "the-authority")


def test_the_page_says_what_is_linked_and_where_in_the_ledger_it_stands(
    overseer: Client, linked: LinkedHub, network: list[str]
) -> None:
    linked.report(suspect_phone=OTHER_PHONE)
    while linked.sequence():
        pass

    page = overseer.get("/networks/health").content.decode()

    assert "under version 2 of the rules" in page
    assert "3 (75.0%), in 1 network" in page
    assert "Not at work" in page
    assert "2, the first recorded" in page


def test_one_place_of_the_navigation_is_where_the_reader_is(
    signed_in: Callable[..., Client], linked: LinkedHub
) -> None:
    analyst = signed_in("ada", Role.ANALYST, "the-authority")

    page = analyst.get("/networks/health").content.decode()

    assert page.count("govuk-service-navigation__item--active") == 1


def test_the_page_says_what_the_last_check_found_and_how_far_the_model_drifted(
    overseer: Client, network: list[str], superuser: psycopg.Connection
) -> None:
    before = overseer.get("/networks/health").content.decode()
    superuser.execute("UPDATE link_head SET model = 'abc'")
    seen = (LevelSeen(name="same", then=50, now=80), LevelSeen(name="other", then=50, now=20))
    kept = KeptLevels(
        version="abc", trained_on=70, records=4, upto=9, comparisons={"first_name": seen}
    )
    write_levels(levels_file(), kept)
    check = LastCheck(upto=9, version=1, reports=4, identifiers=2, differences=0)
    keep_check(check)

    after = overseer.get("/networks/health").content.decode()
    file = overseer.get("/networks/health/file").content.decode()

    assert "Not checked yet" in before
    assert "because the networks stand under no model of persons" in before
    assert "Equal: 4 reports and 2 identifiers at entry 9" in after
    assert "model abc learnt from: 70 records then" in after
    assert re.search(r"First name.*0\.4\d\d.*0\.077.*Much", after)
    assert '"model abc, first_name",other: now,20,' in file


def test_the_file_has_every_figure_with_its_standpoint(
    overseer: Client, linked: LinkedHub, network: list[str]
) -> None:
    file = overseer.get("/networks/health/file").content.decode()

    rows = list(csv.reader(StringIO(file)))
    figures = {(row[0], row[1]): row[2] for row in rows[1:]}
    assert figures["networks", "reports of the largest"] == "3"
    assert figures["Phone number", "Join reports"] == "2"
    assert len({(row[3], row[4]) for row in rows[1:]}) == 1
    assert "900123" not in file.replace(" ", "")


def test_across_forces_the_three_effects_stand_apart_with_what_they_rest_on(
    overseer: Client, linked: LinkedHub, network: list[str]
) -> None:
    page = overseer.get("/networks/across-forces").content.decode()

    assert linked.received[network[0]].reference in page
    assert "Groups known when all reports are joined" in page
    assert "it cannot be computed, because none are drawn; draw twins" in page
    assert f"/networks/{network[0]}/" not in page, "the overseer opens no network"


def test_identifiers_are_held_against_groups_when_somebody_asks(
    overseer: Client, network: list[str]
) -> None:
    before = overseer.get("/networks/across-forces?known_at=3").content.decode()
    asked = overseer.get("/networks/across-forces?known_at=3&identifiers=yes").content.decode()

    assert "?known_at=3&amp;identifiers=yes#identifiers" in before
    assert "Less: shared by groups" not in before
    assert re.search(r"Phone number</th>(<td[^>]*>[01]</td>){5}", asked)


def test_what_is_likely_stands_beside_what_was_found_with_the_twins_it_rests_on(
    overseer: Client, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Effects(known_at=3, reports=4, alone=30, counted_again=5, invisible=20)
    true = Effects(known_at=3, reports=4, alone=36, counted_again=7, invisible=30)
    twins = (Twin(found=found, true=true),) * 4
    kept = KeptTwins(world="fraud", seeds=(1, 2, 3, 4), version=1, upto=9, twins={3: twins})
    correction = Correction(figures=correct(found, twins), twins=kept)
    monkeypatch.setattr(across_forces_page, "correction_of", lambda _found: correction)

    page = overseer.get("/networks/across-forces").content.decode()

    assert ">36<" in page
    assert ">−7 to −7<" in page
    assert "59 to 59" in page
    assert "4 twins of 4 reports each" in page
    assert "cannot be computed" not in page


def test_the_file_across_forces_names_every_entry(
    overseer: Client, linked: LinkedHub, network: list[str]
) -> None:
    file = overseer.get("/networks/across-forces/file?known_at=2").content.decode()
    none = overseer.get("/networks/across-forces/file?known_at=5").content.decode()

    (row,) = csv.DictReader(StringIO(file))
    assert len(row["entries"].split()) == 3
    assert row["first entry"] == row["entries"].split()[0]
    assert row["known at"] == "2"
    assert list(csv.DictReader(StringIO(none))) == []


@pytest.mark.parametrize("place", ["health", "health/file", "across-forces"])
def test_before_the_first_report_the_pages_say_that_there_is_nothing(
    overseer: Client, place: str
) -> None:
    answer = overseer.get(f"/networks/{place}")

    assert answer.status_code == 200


@pytest.mark.parametrize(("role", "status"), [(Role.ANALYST, 200), (Role.ASSESSOR, 403)])
def test_who_works_on_single_reports_does_not_watch_linking(
    signed_in: Callable[..., Client], role: Role, status: int
) -> None:
    person = signed_in("pat", role, "first-firm")

    assert person.get("/networks/health").status_code == status
