"""Writing OCDS: valid by the schema, and read back as what was written."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from tests.conftest import shared

from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.registering.importing import import_contracting
from fielding.app.books.registering.opening import open_contracts
from fielding.app.books.writing import write_in_folio
from fielding.cases.step import Step
from fielding.engines.formats.ocds.exact import exact_json
from fielding.engines.formats.ocds.json_values import values_of
from fielding.engines.formats.ocds.reader import contracting_of, read_contracting
from fielding.engines.formats.ocds.schemas import release_schema
from fielding.engines.formats.ocds.writer import Publisher, release_package
from fielding.oversight.findings.finding import Act, Finding, Reply
from fielding.oversight.findings.proposal import Severity
from fielding.oversight.performance.closing import Closed, Figure
from fielding.oversight.register.agreeing import agree_terms
from fielding.oversight.register.chains import Place, approve, register_subcontract
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.register import Register, fold_register
from fielding.oversight.register.registering import (
    Deal,
    register_contract,
    register_organisation,
    terminate_contract,
)
from fielding.testing.bookkeeping import bookkeeper_of
from fielding.testing.hub import World, a_world

MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER, firm="authority")
BY = Publisher(
    name="Test",
    uri="https://example.test/register.json",
    prefix="ocds-test01",
    at=datetime(2026, 11, 22, tzinfo=UTC),
)
APRIL = date(2026, 4, 1)


def register_of(world: World) -> Register:
    return bookkeeper_of(world).figures().folded(fold_register)


def exported(world: World) -> Mapping[str, Any]:
    register = register_of(world)
    opened = open_contracts(world.hub, MANAGER, register, tuple(register.contracts))
    package: Mapping[str, Any] = json.loads(exact_json(release_package(register, opened, BY)))
    return package


def brought_back(package: Mapping[str, Any]) -> Register:
    world = a_world()
    told = contracting_of(list(values_of(json.dumps(package).encode())))
    import_contracting(world.hub, MANAGER, told, Register())
    return register_of(world)


def check(package: Mapping[str, Any]) -> None:
    checker = jsonschema.Draft4Validator(
        dict(release_schema()), format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    )
    for release in package["releases"]:
        checker.validate(release)


def write(world: World, subject: str, *steps: Step) -> None:
    def act(folio: FolioPen) -> None:
        for step in steps:
            folio.write(MANAGER, step)

    write_in_folio(world.hub, MANAGER, subject, Action.KEEP_REGISTER, act)


@pytest.fixture
def world() -> World:
    """A contract of our own, with a chain, terms and an end before its time."""
    made = a_world()
    for slug, number in (("authority", "TEST001"), ("prime", "11111111"), ("sub-one", "22222222")):
        step = register_organisation("firm", [("GB-COH", number)], slug.title())
        write(made, f"organisation/{slug}", step)
    deal = Deal(
        buyer="authority", suppliers=("prime",), begins=APRIL, ends=date(2027, 3, 31),
        value=Decimal("1200000.50"),
    )  # fmt: skip
    write(made, "contract/c-1", register_contract(deal, {"title": "Call handling"}))
    place = Place(link="l-1", sub="sub-one", under="prime", begins=APRIL, share_cap=Decimal(30))
    write(made, "contract/c-1", register_subcontract(register_of(made).contracts["c-1"], place))
    approved = approve(register_of(made).contracts["c-1"], "l-1", ("accounts",))
    target = {"measure": "first-look", "target": "95", "floor": "90"}
    agreed = agree_terms(APRIL, APRIL, {"targets": [target]})
    write(made, "contract/c-1", approved, agreed, terminate_contract(date(2026, 9, 1), "early"))
    return made


def test_what_is_written_is_valid_by_the_schema(world: World) -> None:
    package = exported(world)

    check(package)
    (release,) = package["releases"]
    contract, award = release["contracts"][0], release["awards"][0]
    assert release["ocid"] == "ocds-test01-c-1"
    assert award["value"] == {"amount": 1200000.5, "currency": "GBP"}
    assert contract["status"] == "terminated"
    assert contract["terminationRationaleClassifications"] == [
        {"scheme": "fielding", "id": "early"}
    ]
    assert contract["agreedMetrics"][0]["observations"][0]["measure"] == 95
    told = award["subcontracting"]["subcontracts"][0]
    assert told["subcontractor"]["name"] == "Sub-One"
    assert "at most 30 percent of the work" in told["description"]
    assert "approved on" in told["description"]


def test_what_the_hub_counted_stands_beside_what_the_supplier_claims(world: World) -> None:
    claim = {"measure": "first-look", "month": "2026-05", "value": "99.9"}
    write(world, "contract/c-1", Step(kind="claim.posted", facts=claim))
    register = register_of(world)
    figures = {
        "first-look": Figure(measure="first-look", met=180, of=200, terms="ab"),
        "empty": Figure(measure="empty", met=0, of=0, terms="ab"),
    }
    closed = Closed(
        contract="c-1", month="2026-05", size=9, root=b"", at=BY.at, figures=figures, index=8
    )
    opened = open_contracts(world.hub, MANAGER, register, ["c-1"])

    package = json.loads(exact_json(release_package(register, opened, BY, [closed])))

    check(package)
    metrics = package["releases"][0]["contracts"][0]["implementation"]["metrics"]
    told = {metric["id"]: metric["observations"] for metric in metrics}
    assert [one["measure"] for one in told["first-look"]] == [90, 99.9]
    assert [one["dimensions"]["source"] for one in told["first-look"]] == ["hub", "supplier"]
    assert "nothing to count" in told["empty"][0]["notes"]


def test_a_measure_short_of_its_target_is_a_failure_once_a_reply_to_it_was_declined(
    world: World,
) -> None:
    register = register_of(world)
    opened = open_contracts(world.hub, MANAGER, register, ["c-1"])
    act = Act(entry="e-1", index=3, at=BY.at, by="overseer-1", role="overseer")
    waiting = Finding(
        id="f-1", instrument="F2", rule="ab" * 32, supplier=register.contracts["c-1"].supplier,
        contract="c-1", severity=Severity.MEDIUM, code="under-target",
        figure={"value": "90 %", "n": "200", "low": "85 %", "high": "93 %", "limit": "95 %"},
        evidence=(1,), rests_on=1, stands_at=9, period="2026-05", expires=date(2031, 1, 1),
        raised=act, replies=(Reply(made=act),), measure="first-look",
    )  # fmt: skip
    declined = replace(waiting, id="f-2", replies=(Reply(made=act, accepted=False, decided=act),))
    accepted = replace(waiting, id="f-3", replies=(Reply(made=act, accepted=True, decided=act),))
    findings = (waiting, declined, accepted)

    package = json.loads(exact_json(release_package(register, opened, BY, (), findings)))

    check(package)
    done = package["releases"][0]["contracts"][0]["implementation"]
    (failure,) = done["performanceFailures"]
    of_the_extension = {"$ref": "#/definitions/PerformanceFailure", **release_schema()}
    jsonschema.Draft4Validator(
        {"definitions": of_the_extension["definitions"], "$ref": of_the_extension["$ref"]}
    ).validate(failure)
    assert failure["id"] == "f-2"
    assert failure["requirement"] == "first-look: 95 %"
    assert "90 % of 200" in failure["description"]
    assert "The supplier replied" in failure["description"]
    assert failure["decisionDate"] == "2026-11-22T00:00:00Z"


def test_a_contract_comes_back_as_it_was_written(world: World) -> None:
    before = register_of(world).contracts["c-1"]

    (after,) = brought_back(exported(world)).contracts.values()

    assert (after.begins, after.ends, after.value) == (before.begins, before.ends, before.value)
    assert after.terminated
    assert after.supplier == "gb-coh-11111111"


@pytest.mark.parametrize("name", ["contracts_finder_2025", "contracts_finder_2020_bluetail"])
def test_published_contracts_come_back_equal(name: str) -> None:
    world = a_world()
    told = read_contracting(shared(f"oversight/ocds_uk/{name}.jsonl"))
    import_contracting(world.hub, MANAGER, told, Register())
    package = exported(world)

    back = brought_back(package)

    check(package)
    before = register_of(world)
    assert sorted(map(_told, before.contracts.values())) == sorted(
        map(_told, back.contracts.values())
    )
    assert len(back.processes) <= len(before.processes)


def _told(contract: Contract) -> str:
    """Say all that the standard carries of a contract; slugs of unidentified firms may differ."""
    published = contract.published
    assert published
    known = sorted(slug for slug in contract.suppliers if not slug.startswith("org-"))
    told = (published.ocid, contract.value, contract.ends, contract.undated, published.may_end)
    begins = None if contract.undated else contract.begins
    return str((*told, begins, known, len(contract.suppliers), published.form, published.stage))
