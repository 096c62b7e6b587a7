"""Reading ownership: every interest kept, persons apart, declared silence told from no record."""

import json
from decimal import Decimal

import pytest
from tests.conftest import shared

from fielding.app.books.registering.ownership import Ownership
from fielding.engines.formats.bods import ownership_of, read_ownership
from fielding.engines.formats.ocds.json_values import values_of

ENTITY = {
    "recordId": "e",
    "recordType": "entity",
    "statementDate": "2026-01-01",
    "recordDetails": {"name": "Alpha", "entityType": {"type": "registeredEntity"}},
}


def a_relationship(**details: object) -> dict[str, object]:
    told = {"subject": "e", "interestedParty": "e2", "interests": [], **details}
    return {"recordId": "r", "recordType": "relationship", "recordDetails": told}


def other(record: str = "e2") -> dict[str, object]:
    return {**ENTITY, "recordId": record, "recordDetails": {"name": "Beta"}}


def reading(*statements: object) -> Ownership:
    return ownership_of(list(values_of(json.dumps(statements).encode())))


def fixture(name: str) -> Ownership:
    return read_ownership(shared(f"oversight/bods_fixtures/data/{name}.json"))


def test_a_direct_owner_keeps_both_interests_and_the_person_apart() -> None:
    told = fixture("core/01-direct-ownership")

    assert [party.identifiers for party in told.organisations.values()] == [
        (("GB-COH", "10000001"),)
    ]
    assert [(i.kind, i.least, i.most) for i in told.interests] == [
        ("shareholding", Decimal(75), Decimal(75)),
        ("votingRights", Decimal(75), Decimal(75)),
    ]
    assert {i.person for i in told.interests} == {"rec-jane-smith-1975"}
    assert "Jane Smith" in told.interests[0].person_told
    assert not told.faults


def test_both_sides_of_a_circle_are_kept() -> None:
    told = fixture("edge-cases/10-circular-ownership")

    assert {(i.subject, i.owner) for i in told.interests} == {
        ("GB-COH/10000010", "GB-COH/10000011"),
        ("GB-COH/10000011", "GB-COH/10000010"),
    }


def test_a_declared_unknown_owner_keeps_its_reason_and_no_person_is_made_up() -> None:
    told = fixture("edge-cases/11-anonymous-person")

    assert len(told.interests) == 1
    interest = told.interests[0]
    assert interest.unspecified == "subjectUnableToConfirmOrIdentifyBeneficialOwner"
    assert interest.words.startswith("The subject entity has reported")
    assert interest.person is None
    assert interest.owner is None


def test_a_later_statement_of_a_record_takes_the_place_of_an_earlier_one() -> None:
    renamed = {**ENTITY, "statementDate": "2026-05-01", "recordDetails": {"name": "Alpha Two"}}

    told = reading(renamed, ENTITY)

    assert [party.name for party in told.organisations.values()] == ["Alpha Two"]
    assert told.statements == 2


def test_a_closed_relationship_ends_on_the_day_of_its_statement() -> None:
    closed = {**a_relationship(), "recordStatus": "closed", "statementDate": "2026-03-01"}

    told = reading(ENTITY, other(), closed)

    assert str(told.interests[0].ends) == "2026-03-01"


@pytest.mark.parametrize(
    ("share", "least", "most"),
    [
        ({"exact": 25.5}, "25.5", "25.5"),
        ({"minimum": 50, "maximum": 75}, "50", "75"),
        ({"exclusiveMinimum": 25}, "25", "100"),
        ({"exact": 900}, "0", "100"),
        ({"minimum": 80, "maximum": 20}, "0", "100"),
        (None, "0", "100"),
    ],
)
def test_a_share_is_read_as_the_least_and_the_most_it_can_be(
    share: object, least: str, most: str
) -> None:
    interest = {"type": "shareholding", "share": share}

    told = reading(ENTITY, other(), a_relationship(interests=[interest]))

    assert (told.interests[0].least, told.interests[0].most) == (Decimal(least), Decimal(most))


@pytest.mark.parametrize(
    ("relationship", "code"),
    [
        (a_relationship(subject="nobody"), "no-subject"),
        (a_relationship(interestedParty="nobody"), "no-interested-party"),
        (a_relationship(interestedParty="e"), "self-owned"),
    ],
)
def test_what_hangs_in_the_air_is_listed(relationship: dict[str, object], code: str) -> None:
    told = reading(ENTITY, other(), relationship)

    assert [fault.code for fault in told.faults] == [code]
    assert told.interests == ()


def test_a_file_of_another_version_is_listed_statement_by_statement() -> None:
    told = reading({"statementType": "entityStatement", "statementID": "1"})

    assert [(fault.code, fault.lost) for fault in told.faults] == [("no-statement", True)]
