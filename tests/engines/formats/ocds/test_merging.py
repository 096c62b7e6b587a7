"""Merging: as the standard's own fixtures say, and never two buyers' releases into one."""

import json
from pathlib import Path

import pytest
from tests.conftest import shared

from fielding.app.books.registering.contracting import Fault
from fielding.engines.formats.ocds.merging import compile_releases
from fielding.engines.formats.ocds.processes import Group
from fielding.engines.formats.ocds.reader import read_contracting
from fielding.engines.formats.ocds.releases import Found

FIXTURES = "oversight/ocds_merge_fixtures/tests/fixtures"
#: What the fixtures of merging are called; each has releases and what they come to.
NAMES = [
    "contextual", "empty-identifiermerge-array", "empty-object", "empty-wholelistmerge-array",
    "fill-identifiermerge-array", "fill-object", "fill-wholelistmerge-array", "initial-null",
    "lists", "mergeid", "null", "simple", "single-empty-identifiermerge-array",
    "single-empty-object", "single-empty-wholelistmerge-array", "string-list", "unit",
]  # fmt: skip


def _compiled(path: Path) -> object:
    releases = json.loads(path.read_text(encoding="utf-8"))
    found = tuple(Found(place=str(n), release=release) for n, release in enumerate(releases))
    whole = [
        one
        for one in compile_releases(Group(ocid="", buyers=(), found=found))
        if not isinstance(one, Fault)
    ]
    return whole[-1].whole


@pytest.mark.parametrize("name", NAMES)
def test_releases_merge_as_the_fixtures_of_the_standard_say(name: str) -> None:
    folder = shared(f"{FIXTURES}/1.1")

    wanted = json.loads((folder / f"{name}-compiled.json").read_text(encoding="utf-8"))

    assert _compiled(folder / f"{name}.json") == wanted


def test_releases_of_the_standard_before_parties_are_read_with_their_organisations() -> None:
    folder = shared("oversight/ocds_sample/fictional-example/1.0")
    told = read_contracting(folder / "ocds-213czf-000-00001-05-contract.json")

    (process,) = told.processes
    contract = next(dealing for dealing in process.dealings if dealing.kind == "contract")
    names = [process.parties[key].name for key in contract.states[-1].suppliers]
    assert process.parties[process.buyers[0]].name == "London Borough of Barnet"
    assert names == ["AnyCorp Cycle Provision"]


def test_a_record_with_versions_gives_its_compiled_release() -> None:
    folder = shared("oversight/ocds_sample/fictional-example/1.1/record")

    told = read_contracting(folder / "ocds-213czf-000-00001-withversions.json")

    assert told.releases == 1
    assert [dealing.kind for dealing in told.processes[0].dealings] == [
        "tender",
        "award",
        "contract",
    ]
