"""Who leads: the first rule whose place has a body, with the reason or the doubt."""

from typing import Any

import pytest

from fielding.engines.geography import ReferencePlaces
from fielding.engines.reference_tables import ReferenceTables
from fielding.kernel.canonical import canonical_bytes
from fielding.referral.area import Outside
from fielding.referral.lead import LeadSuggestion, lead_facts, suggest_lead
from fielding.testing.places import MemoryPlaces
from fielding.testing.services import sample_service, shipped

NOISE = sample_service()
TABLES = ReferenceTables()
SHIPPED = shipped()
REFERENCE = ReferencePlaces(TABLES)


def lead(**answers: Any) -> LeadSuggestion:
    named = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return suggest_lead(NOISE, named, MemoryPlaces())


def test_the_first_rule_with_an_answer_wins() -> None:
    both = lead(their_postcode="S1 1AA", postcode="N1 1AA")
    one = lead(postcode="N1 1AA")

    assert both.recipient == "south-council"
    assert one.recipient == "north-council"
    assert both.rule
    assert one.rule
    assert (both.rule.rank, one.rule.rank) == (1, 2)


def test_a_place_that_nobody_knows_gives_way_to_the_next_rule() -> None:
    assert lead(their_postcode="Q9 9ZZ", postcode="N1 1AA").recipient == "north-council"


def test_a_doubt_is_kept_with_its_shares() -> None:
    found = lead(postcode="B1 1AA")

    assert found.recipient == "south-council"
    assert not found.area.sure
    facts = lead_facts(found)
    assert facts["bodies"] == [["south-council", 600], ["north-council", 400]]
    assert facts["sure"] is False


@pytest.mark.parametrize(
    ("postcode", "outside"),
    [
        ("EH1 1AA", Outside.NOT_COVERED),
        ("BFPO 57", Outside.FORCES_POST),
        ("Q9 9ZZ", Outside.UNKNOWN),
    ],
)
def test_outside_the_services_nations_nobody_leads_and_the_reason_is_told(
    postcode: str, outside: Outside
) -> None:
    found = lead(postcode=postcode)

    assert found.recipient is None
    assert lead_facts(found)["outside"] == outside.value


def test_a_known_place_outside_is_not_forgotten_for_an_unknown_one() -> None:
    found = lead(their_postcode="EH1 1AA", postcode="Q9 9ZZ")

    assert found.area.outside is Outside.NOT_COVERED
    assert found.area.nation == "scotland"


def test_a_place_outside_gives_way_to_one_inside() -> None:
    assert lead(their_postcode="EH1 1AA", postcode="N1 1AA").recipient == "north-council"


@pytest.mark.parametrize("answers", [{}, {"postcode": ["N1 1AA"]}, {"postcode": 7}])
def test_without_a_place_nobody_leads(answers: dict[str, Any]) -> None:
    found = lead(**answers)

    assert found.recipient is None
    assert found.rule is None


@pytest.mark.parametrize("postcode", ["N1 1AA", "B1 9ZZ", "EH1 1AA"])
def test_the_facts_hold_no_postcode(postcode: str) -> None:
    facts = lead_facts(lead(postcode=postcode))

    assert postcode.encode() not in canonical_bytes(facts)


@pytest.mark.parametrize(
    ("postcode", "recipient", "outside"),
    [
        ("LS1 3EX", "west-yorkshire", None),
        ("EH1 1AA", None, "not-covered"),
        ("BFPO 57", None, "forces-post"),
        ("BF1 3AA", None, "forces-post"),
        ("JE2 3AB", None, "crown-dependency"),
        ("BT1 1AA", "northern-ireland", None),
        ("nowhere", None, "unknown"),
    ],
)
def test_the_shipped_tables_and_the_shipped_rules_agree(
    postcode: str, recipient: str | None, outside: str | None
) -> None:
    found = suggest_lead(SHIPPED["fraud"], {"postcode": postcode}, REFERENCE)

    assert found.recipient == recipient
    assert lead_facts(found).get("outside") == outside
