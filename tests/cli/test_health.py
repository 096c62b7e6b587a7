"""`fielding health`: what is well, what is ill, and an exit code for whatever watches it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from fielding.app.ports import Hub
from fielding.app.receive_case import receive_case
from fielding.engines.keyring import FILES
from fielding.testing.forms import a_report
from fielding.testing.hub import REPORTER
from fielding.testing.places import MemoryPlaces
from fielding.testing.services import MemoryServices, sample_service
from fielding.wiring.hub import sort_codes

Found = dict[str, dict[str, Any]]


@pytest.fixture
def health(fielding: Any) -> Any:
    def look() -> Found:
        said = fielding("health", "--json")
        found = json.loads(said.out)
        assert said.code == (0 if found["fine"] else 1)
        return {each["name"]: each for each in found["found"]}

    return look


def test_a_working_sequencer_is_well_and_its_absence_is_ill(
    health: Any, database: str, sequence: Any
) -> None:
    found = health()

    assert found["database"]["fine"]
    assert found["sequencer"]["fine"]
    assert found["promises"]["fine"]


def test_no_sequencer_is_ill(health: Any, database: str) -> None:
    found = health()

    assert not found["sequencer"]["fine"]
    assert "fielding serve" in found["sequencer"]["said"]


def test_a_sequencer_that_takes_nothing_for_some_seconds_is_ill(
    health: Any, hub: Hub, sequence: Any, superuser: psycopg.Connection
) -> None:
    assert sequence() == 0
    noisy = replace(hub, services=MemoryServices([sample_service()]), places=MemoryPlaces())
    receive_case(noisy, REPORTER, a_report())
    superuser.execute("UPDATE pending SET since = now() - interval '5 seconds'")

    found = health()

    assert not found["sequencer"]["fine"]
    assert "took nothing for 5 s" in found["sequencer"]["said"]
    assert found["promises"]["fine"], "nothing is overdue yet"


def test_a_sequencer_that_works_off_what_gathered_is_well(
    health: Any, hub: Hub, sequence: Any, superuser: psycopg.Connection
) -> None:
    noisy = replace(hub, services=MemoryServices([sample_service()]), places=MemoryPlaces())
    receive_case(noisy, REPORTER, a_report())
    sequence()
    receive_case(noisy, REPORTER, a_report(key="key-2"))
    superuser.execute("UPDATE pending SET since = now() - interval '5 seconds'")

    found = health()

    assert found["sequencer"]["fine"]


def test_a_promised_receipt_that_is_a_minute_late_is_an_alarm(
    health: Any, hub: Hub, superuser: psycopg.Connection
) -> None:
    noisy = replace(hub, services=MemoryServices([sample_service()]), places=MemoryPlaces())
    receive_case(noisy, REPORTER, a_report())
    assert health()["promises"]["fine"]
    superuser.execute("UPDATE pending SET since = now() - interval '61 seconds'")

    found = health()

    assert not found["promises"]["fine"]
    assert found["promises"]["facts"]["oldest_seconds"] >= 61
    assert "overdue" in found["promises"]["said"]


def test_a_database_that_does_not_answer_is_ill_and_the_rest_is_still_told(
    health: Any, database: str
) -> None:
    connections["default"].close()
    host = connections["default"].settings_dict["HOST"]
    connections["default"].settings_dict["HOST"] = "/nowhere"

    found = health()

    connections["default"].settings_dict["HOST"] = host
    assert not found["database"]["fine"]
    assert found["disk"]["fine"]


@pytest.mark.parametrize("name", FILES)
def test_a_key_that_others_can_read_is_ill(health: Any, database: str, name: str) -> None:
    key = settings.FIELDING_KEYS / name
    key.chmod(0o644)

    found = health()

    key.chmod(0o600)
    assert not found["keys"]["fine"]
    assert f"chmod 600 {key}" in found["keys"]["said"]


def test_a_key_that_is_missing_is_ill(health: Any, database: str) -> None:
    key = settings.FIELDING_KEYS / "kek.key"
    elsewhere = key.rename(key.with_suffix(".away"))

    found = health()

    elsewhere.rename(key)
    assert not found["keys"]["fine"]
    assert "put the file back" in found["keys"]["said"]


def test_a_table_of_sort_codes_is_named_and_a_spoilt_one_is_ill(
    health: Any, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FIELDING_SORT_CODES", tmp_path)
    table = tmp_path / "valacdos.txt"
    table.write_text("100000 100009 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1\n", encoding="ascii")

    sort_codes.cache_clear()
    named = health()["sort codes"]
    table.write_text("a page that says sign in\n", encoding="ascii")
    sort_codes.cache_clear()
    spoilt = health()["sort codes"]

    sort_codes.cache_clear()
    assert named["fine"]
    assert named["said"].startswith("valacdos.txt, 1 rows, version ")
    assert not spoilt["fine"]
    assert "line 1 of valacdos.txt" in spoilt["said"]
