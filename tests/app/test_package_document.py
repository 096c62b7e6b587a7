"""A package's document is plain JSON, with codes and the words for them."""

import json
from dataclasses import replace

from fielding.app.decide_case import decide_case
from fielding.app.fetch_package import Package, fetch_package
from fielding.app.open_case import open_case
from fielding.app.package_document import answer_labels, package_document
from fielding.app.receive_case import receive_case
from fielding.kernel.canonical import canonical_bytes
from fielding.testing.forms import REFER, a_report
from fielding.testing.hub import ASSESSOR, DPO, NORTH_OFFICER, REPORTER, a_world


def a_package(*, synthetic: bool = False) -> Package:
    world = a_world()
    hub = replace(world.hub, synthetic=synthetic)
    report = receive_case(hub, REPORTER, a_report(cost="£12.50"))
    decide_case(hub, ASSESSOR, report.case, REFER)
    case = open_case(hub, DPO, report.case, purpose="protect-data").standing.case
    return fetch_package(hub, NORTH_OFFICER, report.case, next(iter(case.referrals)))


def test_a_document_holds_only_what_canonical_json_can_write() -> None:
    document = package_document(a_package())

    again = json.loads(canonical_bytes(document))

    assert again == json.loads(json.dumps(document))
    assert again["format"] == "fielding-package/v1"


def test_chosen_answers_stand_with_their_words_and_typed_ones_alone() -> None:
    package = a_package()

    labels = {
        question.name: answer_labels(package.service, question, answer)
        for question, answer in package.answers
    }

    assert labels == {
        "source": ["Music"],
        "now": ["No"],
        "when": ["By day", "At night"],
        "cost": [],
        "postcode": [],
        "story": [],
    }


def test_codes_of_the_decision_stand_with_their_words() -> None:
    decision = package_document(a_package())["decision"]

    assert isinstance(decision, dict)
    assert (decision["code"], decision["code_title"]) == ("N1", "Music")
    assert (decision["reason"], decision["reason_title"]) == ("act", "The council can act")


def test_a_synthetic_case_is_marked_in_its_document() -> None:
    marks = [package_document(a_package(synthetic=each))["synthetic"] for each in (True, False)]

    assert marks == [True, False]


def test_a_document_says_where_in_the_ledger_the_report_is() -> None:
    package = a_package()

    ledger = package_document(package)["ledger"]

    received = package.received
    assert ledger == {"entry": received.entry.id, "leaf": received.leaf.hex(), "index": None}
