"""Commands and processes at fault: a sentence that says what to do, an exit code, nothing lost."""

import csv
import json
import os
import signal
import subprocess
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest
import requests

from fielding.ledger.notes import VerifierKey, open_note

pytestmark = pytest.mark.slow

FIELDING = Path(sysconfig.get_path("scripts")) / "fielding"
COLUMNS = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
)  # fmt: skip
ROW = (
    "2016-07", "West Yorkshire Police", "West Yorkshire Police", "-1.9", "53.9", "On or near A",
    "E01010646", "Bradford 001A", "Vehicle crime", "Offender given a caution", "",
)  # fmt: skip
#: More than one transaction's worth, so that a kill falls between two.
ROWS = 6_000


def run(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the hub in a folder of its own."""
    return subprocess.run(
        [FIELDING, *arguments],
        env=os.environ | {"FIELDING_VAR": str(var), "FIELDING_KEYS": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def write(file: Path, *rows: tuple[str, ...]) -> Path:
    with file.open("w", newline="", encoding="utf-8") as handle:
        csv.writer(handle).writerows([COLUMNS, *rows])
    return file


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """The keys of a hub that was never started."""
    var = tmp_path / "var"
    run(var, "service", "list")
    return var / "keys"


def test_all_faults_of_a_service_file_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("service: Broken One\nowner: 3\nquestons: {}\ndecisions: [a]\ncase: {}\n")

    done = run(tmp_path / "var", "service", "check", str(file), "--json")

    faults = json.loads(done.stdout)["faults"]
    assert done.returncode == 1
    assert len(faults) >= 4
    assert {fault["line"] for fault in faults} >= {1, 3}
    assert all(fault["message"] and fault["remedy"] for fault in faults)


def test_a_service_file_that_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(b"service: fraud\n\tname: [\n\xff")

    done = run(tmp_path / "var", "service", "check", str(file))

    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["serve", "run"])
def test_a_missing_key_stops_the_hub_with_what_to_do(command: str, keys: Path) -> None:
    (keys / "kek.key").unlink()

    done = run(keys.parent, command)

    assert done.returncode == 3
    assert "A key of the hub is missing: put the file back" in done.stderr
    assert str(keys / "kek.key") in done.stderr
    assert "Traceback" not in done.stderr


def test_health_names_the_key_that_is_missing(keys: Path) -> None:
    (keys / "kek.key").unlink()

    done = run(keys.parent, "health", "--json")

    found = {one["name"]: one for one in json.loads(done.stdout)["found"]}
    assert done.returncode == 1
    assert str(keys / "kek.key") in found["keys"]["said"]


@pytest.mark.parametrize("command", ["serve", "run"])
def test_a_key_that_others_can_read_stops_the_hub_with_the_command_to_run(
    command: str, keys: Path
) -> None:
    (keys / "log.key").chmod(0o644)

    done = run(keys.parent, command)

    assert done.returncode == 3
    assert f"chmod 600 {keys / 'log.key'}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_header_is_told_before_any_row_is_read(running_hub: Any, tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("Crime,Month\n1,2016-07\n")

    done = run(running_hub.var, "import", "recorded-crime", str(file))

    assert done.returncode == 1
    assert "Crime type" in done.stderr
    assert "Traceback" not in done.stderr


def test_rows_that_cannot_be_used_are_set_aside_and_end_with_one(
    running_hub: Any, tmp_path: Path
) -> None:
    huge = ("huge", *ROW[:-1], "x" * 10_000_000)
    file = write(tmp_path / "odd.csv", ("fine-1", *ROW), ("ragged",), huge, ("fine-2", *ROW))

    done = run(running_hub.var, "import", "recorded-crime", str(file), "--json")

    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert (told["read"], told["made"], told["set_aside"]) == (4, 2, 2)
    assert Path(told["listed"]).exists()


def test_an_import_killed_half_way_is_resumed_without_loss_or_double(
    running_hub: Any, tmp_path: Path
) -> None:
    file = write(tmp_path / "many.csv", *((f"{n:064x}", *ROW) for n in range(ROWS)))
    importing = subprocess.Popen(
        [FIELDING, "import", "recorded-crime", str(file)],
        env=os.environ | {"FIELDING_VAR": str(running_hub.var)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    first_batch = _size(running_hub)
    while _size(running_hub) == first_batch and importing.poll() is None:
        time.sleep(0.02)  # until something of it is under a checkpoint
    helping = psutil.Process(importing.pid).children()
    importing.kill()
    importing.wait()

    _, left = psutil.wait_procs(helping, timeout=60)
    again = json.loads(run(running_hub.var, "import", "recorded-crime", str(file), "--json").stdout)
    once_more = json.loads(
        run(running_hub.var, "import", "recorded-crime", str(file), "--json").stdout
    )

    assert helping
    assert not left, "nobody would hear what they made"
    assert 0 < again["known"] < ROWS
    assert again["known"] + again["made"] == ROWS
    assert (once_more["made"], once_more["known"]) == (0, ROWS)


def _size(running_hub: Any) -> int:
    answer = requests.get(f"{running_hub.address}log/checkpoint", timeout=30)
    return int(answer.text.splitlines()[1]) if answer.status_code == 200 else 0


def test_a_sequencer_that_is_stopped_leads_to_a_promise_and_then_to_the_receipt(
    running_hub: Any, answers: Callable[..., Any]
) -> None:
    def send() -> requests.Response:
        return requests.post(
            f"{running_hub.address}api/v1/reports/fraud",
            json={"answers": answers()},
            headers={"Idempotency-Key": "stopped-sequencer-0001"},
            timeout=60,
        )

    running_hub.process("sequencer").send_signal(signal.SIGSTOP)
    promised = send()
    running_hub.process("sequencer").send_signal(signal.SIGCONT)
    received = send()
    while received.status_code == 202:  # each asking waits for the checkpoint by itself
        received = send()

    published = requests.get(f"{running_hub.address}log/keys.json", timeout=30).json()["promise"]
    promise = promised.json()["promise"]
    text = open_note(promise["note"], [VerifierKey.parse(published)]).text
    assert promised.status_code == 202
    assert text.splitlines()[2] == promise["deadline"]
    assert received.status_code == 201
    assert received.json()["reference"] == promised.json()["reference"]


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("?q=" + "x" * 200_000, {}),
        ("", {"X-Long": "x" * 200_000}),
        ("", {"Cookie": "draft=" + "x" * 60_000}),
        ("", {"Accept-Language": "\u00ff" * 1_000}),
        ("", {"Host": "elsewhere.example"}),
    ],
    ids=["query", "header", "cookie", "language", "host"],
)
def test_a_request_too_large_or_for_somebody_else_harms_nobody(
    address: str, headers: dict[str, str], running_hub: Any
) -> None:
    try:
        status = requests.get(
            running_hub.address + address, headers=headers, timeout=30
        ).status_code
    except requests.ConnectionError:
        status = 400

    after = requests.get(running_hub.address, timeout=30)

    assert status < 500
    assert after.status_code == 200
