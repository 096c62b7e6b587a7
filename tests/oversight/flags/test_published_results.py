"""Red flags against the Open Contracting Partnership's published inputs and results."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.conftest import SHARED, shared

from fielding.oversight.flags.contracting import Contracting, read_contracting
from fielding.oversight.flags.differences import differences_of
from fielding.oversight.flags.indicators import indicators_of
from fielding.oversight.flags.results import published
from fielding.oversight.flags.settings import CODES, Settings, read_settings

FIXTURES = "oversight/cardinal_fixtures"
EXAMPLES = "oversight/cardinal_examples/R"
#: With what every published test runs.
GLOBAL = {"no_price_comparison_procurement_methods": "NPC"}
EXCLUSIONS = {"procurement_method_details": "EXC"}
#: From the pages of the indicators.
SHOWN = {
    "003": {"OCID": {"F": {"R003": 1.0}}},
    "018": {"OCID": {"F": {"R018": 1.0}}},
    "024": {"OCID": {"F": {"R024": 1.0}}, "Tenderer": {"W": {"R024": 0.0}, "L": {"R024": 0.0}}},
    "025": {"Tenderer": {"F": {"R025": 0.16666666666666666}}},
    "028": {"OCID": {"F": {"R028": 1.0}}, "Tenderer": {"D": {"R028": 1.0}, "V": {"R028": 1.0}}},
    "030": {"OCID": {"F": {"R030": 1.0}}, "Tenderer": {"W": {"R030": 1.0}}},
    "035": {"OCID": {"F": {"R035": 1.0}}, "Tenderer": {"V": {"R035": 0.0}}},
    "036": {"OCID": {"F": {"R036": 1.0}}},
    "038": {"Buyer": {"B": {"R038": 0.5}}},
    "048": {"Tenderer": {"F": {"R048": 2.0}}},
    "058": {"OCID": {"F": {"R058": 99.0}}, "Tenderer": {"W": {"R058": 0.0}}},
}
PAIRS = sorted(path.stem for path in (SHARED / FIXTURES).glob("*.expected"))


@pytest.mark.parametrize("name", PAIRS)
def test_red_flags_equal_the_published_results(name: str) -> None:
    expected = json.loads(shared(f"{FIXTURES}/{name}.expected").read_text())

    found = indicators_of(_read(shared(f"{FIXTURES}/{name}.jsonl")), _settings_in(name))

    assert published(found) == expected


@pytest.mark.parametrize("page", SHOWN)
def test_red_flags_equal_what_the_published_pages_show(page: str) -> None:
    minimum = {"minimum_contracting_processes": "1"} if page == "048" else {}

    found = indicators_of(
        _read(shared(f"{EXAMPLES}/{page}.jsonl")), read_settings({f"R{page}": minimum})
    )

    assert published(found) == SHOWN[page]


@pytest.mark.parametrize("name", PAIRS)
def test_every_process_is_either_computed_or_has_a_reason(name: str) -> None:
    processes = _read(shared(f"{FIXTURES}/{name}.jsonl"))

    for indicator in indicators_of(processes, _settings_in(name)):
        assert indicator.computed + len(indicator.unknown) == len(processes)


def test_a_file_of_real_notices_computes_nothing_it_cannot() -> None:
    processes = _read(shared("oversight/ocds_uk/contracts_finder_2025.jsonl"))

    found = {i.code: i for i in indicators_of(processes, Settings())}

    assert published(list(found.values())) == {}
    assert all(found[code].computed == 0 for code in CODES)
    assert found["R024"].unknown[processes[0].place, processes[0].ocid].because == "no-bids"


def test_the_time_zone_flaw_of_the_peer_is_listed_as_a_difference() -> None:
    late = _process("late", bid="2000-03-15T23:30:00-01:00", deadline="2000-03-16T00:00:00Z")
    on_time = _process("on time", bid="2000-03-15T22:30:00Z", deadline="2000-03-15T22:00:00-01:00")

    found = list(differences_of([late, on_time], Settings()))

    assert [(d.ocid, d.ours, d.theirs) for d in found] == [
        ("late", True, False),
        ("on time", False, True),
    ]


def _process(ocid: str, bid: str, deadline: str) -> Contracting:
    tenderers = [{"id": "W"}]
    made = read_contracting(
        {
            "ocid": ocid,
            "bids": {"details": [{"status": "valid", "date": bid, "tenderers": tenderers}]},
            "tender": {"tenderPeriod": {"endDate": deadline}},
            "awards": [{"status": "active", "suppliers": tenderers}],
        },
        "line 1",
    )
    assert made is not None
    return made


def _settings_in(name: str) -> Settings:
    """Read the settings that a fixture's name tells: R048-minimum_contracting_processes-1."""
    code, *told = name.split("-")
    by_details: dict[str, str] = {}
    if told and told[0] == "procurement_method_details":
        by_details, told = dict(_pairs(told[1:])), []
    values = {key: value.replace("+", "|") for key, value in _pairs(told)}
    return read_settings(
        {
            "": GLOBAL,
            "exclusions": EXCLUSIONS,
            code: values,
            f"{code}.procurement_method_details": by_details,
        }
    )


def _pairs(told: list[str]) -> Iterator[tuple[str, str]]:
    yield from zip(told[::2], told[1::2], strict=False)


def _read(path: Path) -> list[Contracting]:
    lines = [line for line in path.read_text().splitlines() if line.strip()]
    found = [
        read_contracting(json.loads(line, parse_float=Decimal), f"line {number}")
        for number, line in enumerate(lines, 1)
    ]
    return [one for one in found if one is not None]
