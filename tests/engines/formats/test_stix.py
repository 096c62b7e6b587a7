"""A network as a STIX 2.1 bundle: valid, and the same thing has the same name every time."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from stix2validator import ValidationOptions, validate_string

from fielding.app.linking.package import (
    NetworkPackage,
    PackagedIdentifier,
    PackagedJudgement,
    PackagedReport,
)
from fielding.engines.formats.stix import network_bundle
from fielding.linking.identifiers.identifier import IdentifierKind as K

MOMENT = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
CASES = ("01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002")
#: One of each kind, and each of the ways in which a site is told.
EVERY = (
    (K.PHONE, "+447700900123"),
    (K.ACCOUNT, "10020364671828"),
    (K.IBAN, "DE89370400440532013000"),
    (K.EMAIL, "pay@example.org"),
    (K.DOMAIN, "example.org"),
    (K.DOMAIN, "xn--mnchen-3ya.de"),
    (K.DOMAIN, "192.0.2.7"),
    (K.DOMAIN, "2001:db8::7"),
    (K.DOMAIN, "sites.google.com/view/win"),
    (K.WALLET, "0x52908400098527886e0f7030069857d2e4169ee7"),
    (K.HANDLE, "quick_profit"),
    (K.COMPANY, "00445790"),
    (K.VEHICLE, "AB12CDE"),
    (K.POSTCODE, "LS1 4AP"),
    (K.NAME, "zoe quill"),
)


def a_report(case: str, *, synthetic: bool = False) -> PackagedReport:
    return PackagedReport(
        case=case,
        reference=f"NFRC26000000{case[-1]}",
        body="kent",
        force="Kent Police",
        received_at=MOMENT,
        loss=123_45,
        why="Shares Phone number +44 7700 900123",
        synthetic=synthetic,
    )


def a_package(*, synthetic: bool = False) -> NetworkPackage:
    reports = tuple(a_report(case, synthetic=synthetic) for case in CASES)
    references = tuple(report.reference for report in reports)
    return NetworkPackage(
        network=CASES[0],
        reference=references[0],
        made_at=datetime(2026, 4, 1, 12, 0, tzinfo=UTC),
        handed_at=None,
        count=2,
        bodies=1,
        loss=246_90,
        first_at=MOMENT,
        last_at=MOMENT,
        erased=0,
        part=1,
        parts=1,
        reports=reports,
        identifiers=tuple(
            PackagedIdentifier(
                kind=kind,
                canonical=canonical,
                title=kind.value,
                shown=canonical,
                doubt="",
                joins=True,
                says="Joins the reports that mention it",
                cases=CASES,
                references=references,
            )
            for kind, canonical in EVERY
        ),
        judgements=(
            PackagedJudgement(
                one=CASES[0],
                other=CASES[1],
                one_reference=references[0],
                other_reference=references[1],
                says="They belong together",
                by="analyst-1",
                at=MOMENT,
            ),
        ),
    )


def objects(bundle: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bundle)["objects"]
    return found


@pytest.mark.parametrize("synthetic", [False, True])
def test_a_bundle_of_every_kind_is_valid_by_all_that_the_standard_recommends(
    synthetic: bool,
) -> None:
    bundle = network_bundle(a_package(synthetic=synthetic))

    # Only a schema named by an address would be fetched; this one is told in words.
    checked = validate_string(bundle, ValidationOptions(version="2.1", strict=True))

    assert checked.is_valid, [str(error) for error in checked.errors]


def test_identifiers_of_two_kinds_that_read_the_same_are_two() -> None:
    package = a_package()
    one = replace(package.identifiers[0], kind=K.HANDLE, canonical="madonna")
    both = (one, replace(one, kind=K.NAME))

    told = objects(network_bundle(replace(package, identifiers=both)))

    named = {one["id"]: one["type"] for one in told}
    ends = {named[one["target_ref"]] for one in told if one["type"] == "relationship"}
    assert ends == {"user-account", "x-fielding-identifier", "identity"}


def test_what_has_a_type_in_the_standard_is_written_as_that_type() -> None:
    bundle = network_bundle(a_package())

    types = [one["type"] for one in objects(bundle)]
    named = ("email-addr", "domain-name", "ipv4-addr", "ipv6-addr", "url", "user-account")
    assert [types.count(each) for each in named] == [1, 2, 1, 1, 1, 1]
    others = [one for one in objects(bundle) if one["type"] == "x-fielding-identifier"]
    assert ("phone", "+447700900123") in {(one["kind"], one["value"]) for one in others}


def test_every_identifier_is_related_to_every_report_that_gives_it() -> None:
    bundle = objects(network_bundle(a_package()))

    incidents = {one["id"] for one in bundle if one["type"] == "incident"}
    ends = {
        (one["source_ref"], one["target_ref"]) for one in bundle if one["type"] == "relationship"
    }
    (phone,) = (one["id"] for one in bundle if one.get("value") == "+447700900123")
    assert {(incident, phone) for incident in incidents} <= ends
    assert len(incidents) == 2


def test_the_same_network_has_the_same_names_in_a_later_package() -> None:
    package = a_package()
    later = replace(package, made_at=datetime(2026, 5, 1, tzinfo=UTC))

    once, twice, then = (network_bundle(one) for one in (package, package, later))

    assert once == twice
    assert [one["id"] for one in objects(once)] == [one["id"] for one in objects(then)]
    assert json.loads(once)["id"] != json.loads(then)["id"]


def test_all_of_a_made_up_network_is_marked_as_made_up() -> None:
    bundle = objects(network_bundle(a_package(synthetic=True)))

    (marking,) = (one["id"] for one in bundle if one["type"] == "marking-definition")
    frame = ("extension-definition", "marking-definition")
    told = [one for one in bundle if one["type"] not in frame and one.get("name") != "Fielding"]
    assert all(one["object_marking_refs"] == [marking] for one in told)
    real = objects(network_bundle(a_package()))
    assert not any(one["type"] == "marking-definition" for one in real)


def test_who_judged_is_told_by_pseudonym() -> None:
    bundle = objects(network_bundle(a_package()))

    (note,) = (one for one in bundle if one["type"] == "note")
    assert note["authors"] == ["analyst-1"]
    assert "They belong together" in note["content"]
