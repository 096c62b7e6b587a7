"""`fielding link`: what the commands say of reports that belong together, on a real PostgreSQL."""

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from tests.cli.conftest import Fielding

from fielding.testing.linked_hub import OTHER_PHONE, PHONE, LinkedHub


@pytest.fixture
def network(linked: LinkedHub) -> list[str]:
    """Three reports of one phone number, and one of another; the cases in that order."""
    cases = [
        *(linked.report(suspect_phone=PHONE) for _ in "abc"),
        linked.report(suspect_phone=OTHER_PHONE),
    ]
    linked.link()
    return cases


def test_health_says_how_far_linking_is_and_what_joins(
    fielding: Fielding, linked: LinkedHub, network: list[str]
) -> None:
    said = fielding("link", "health", "--json")
    assert said.code == 0, said.err

    found = json.loads(said.out)
    assert said.code == 0
    assert found["at"]["upto"] == found["at"]["size"] > 0
    assert (found["reports"], found["joined"], found["networks"]) == (4, 3, 1)
    assert found["sizes"] == {"1": 1, "3": 1}
    joining = [one for one in found["identifiers"] if one["kind"] == "phone"]
    assert joining == [{"kind": "phone", "state": "joins", "identifiers": 2}]


def test_health_says_in_words_why_pieces_of_answers_are_no_identifiers(
    fielding: Fielding, linked: LinkedHub
) -> None:
    linked.report(suspect_phone="0800 FRAUD-99")
    linked.link()

    said = fielding("link", "health")

    assert "  it has letters where a phone number has digits: 1" in said.out


def test_health_counts_entries_that_are_not_read_yet(
    fielding: Fielding, linked: LinkedHub, network: list[str]
) -> None:
    linked.report(suspect_phone=PHONE)
    linked.sequence()

    found = json.loads(fielding("link", "health", "--json").out)

    assert found["at"]["waiting"] == 2
    assert found["at"]["oldest"]
    assert found["reports"] == 4


def test_the_networks_kept_are_those_worked_out_at_once(
    fielding: Fielding, network: list[str]
) -> None:
    said = fielding("link", "health", "--check")

    assert said.code == 0
    assert "equal to what is kept" in said.out


def test_a_network_that_is_kept_wrongly_is_found_and_named(
    fielding: Fielding, network: list[str], superuser: psycopg.Connection
) -> None:
    superuser.execute("UPDATE link_report SET network = report WHERE case_id = %s", (network[2],))

    said = fielding("link", "health", "--check")

    assert said.code == 1
    assert "1 are kept otherwise" in said.out
    assert "link run --anew" in said.out


def test_the_hubs_health_tells_a_linker_that_is_absent_from_one_at_work_and_one_behind(
    fielding: Fielding, linked: LinkedHub, network: list[str], superuser: psycopg.Connection
) -> None:
    absent = _linker(fielding)
    linked.linker.take_over()
    at_work = _linker(fielding)
    linked.report(suspect_phone=PHONE)
    linked.sequence()
    superuser.execute("ALTER TABLE entry DISABLE TRIGGER ALL")
    superuser.execute("UPDATE entry SET recorded_at = recorded_at - interval '31 seconds'")
    behind = _linker(fielding)

    assert not absent["fine"]
    assert "no linker is at work" in absent["said"]
    assert at_work["fine"]
    assert not behind["fine"]
    assert behind["said"].startswith("behind: 2 entries wait to be linked, the oldest for ")


def _linker(fielding: Fielding) -> dict[str, Any]:
    found = json.loads(fielding("health", "--json").out)["found"]
    return next(each for each in found if each["name"] == "linker")


def test_twins_are_drawn_like_the_hub_and_what_they_cannot_correct_is_said(
    fielding: Fielding, network: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FIELDING_VAR", tmp_path)
    before = fielding("link", "across-forces")
    drawn = fielding("link", "twins", "--count", "4", "--seed", "7", "--json")
    after = json.loads(fielding("link", "across-forces", "--json").out)

    assert Path(json.loads(drawn.out)["file"]).is_relative_to(tmp_path)
    assert "cannot be computed, because none are drawn" in before.out
    assert json.loads(drawn.out)["seeds"] == [7, 8, 9, 10]
    assert json.loads(drawn.out)["reports"] == 4
    assert after["found"]["joined"] == 1
    assert after["twins"]["seeds"] == [7, 8, 9, 10]
    assert "there are no groups known alone here" in after["likely"]["because"]


def test_linking_says_under_which_version_of_the_rules(
    fielding: Fielding, network: list[str]
) -> None:
    told = fielding("link", "run").out

    assert "1 networks of two reports or more, under version 2 of the rules" in told
    assert json.loads(fielding("link", "run", "--json").out)["version"] == 2
