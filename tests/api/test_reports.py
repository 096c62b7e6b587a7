"""A program reports through the same door as the public, and gets the same proof."""

import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.http import HttpResponse

from fielding.app.ports import Hub
from fielding.definitions.service import Service
from fielding.ledger.proofs import parse_receipt_file, verify_inclusion_file
from fielding.store.proofs import PostgresProofs
from fielding.store.transactions import PostgresTransaction
from fielding.store.tries import MOST
from fielding.wiring.hub import keyring

Program = Any
Answers = dict[str, object]
KEY = "0193d2f4-0000-7000-8000-000000000001"


@pytest.fixture
def impatient(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a proof: what has none at once is promised one."""
    monkeypatch.setattr(PostgresProofs, "_wait_for_place", PostgresProofs._find)


def problem(response: HttpResponse) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/problem+json", response.content
    told: dict[str, Any] = json.loads(response.content)
    assert told["status"] == response.status_code
    return told


def pointers(response: HttpResponse) -> dict[str, str]:
    return {
        fault.get("pointer") or fault["name"]: fault["detail"]
        for fault in problem(response)["errors"]
    }


@pytest.mark.usefixtures("sequencing")
def test_a_report_is_answered_with_its_proof(
    program: Program, service: Service, answers: Answers
) -> None:
    response = program.post(f"reports/{service.code}", {"answers": answers})

    told = response.json()
    assert response.status_code == 201
    assert response.headers["Location"] == f"/api/v1/reports/{told['reference']}"
    receipt = parse_receipt_file(json.dumps(told["receipt"]).encode())
    keys = keyring()
    both = [keys.log.verifier(), keys.cosigner.verifier()]
    verify_inclusion_file(receipt.proof, receipt.entry, both, keys.log.name)
    facts = json.loads(receipt.entry)["facts"]
    assert (facts["reference"], facts["door"]) == (told["reference"], "api")


@pytest.mark.usefixtures("impatient")
def test_while_the_sequencer_is_slow_a_report_is_answered_with_a_signed_promise(
    program: Program, service: Service, answers: Answers
) -> None:
    response = program.post(f"reports/{service.code}", {"answers": answers})

    assert response.status_code == 202
    assert response.json()["promise"]["note"].startswith("fielding-promise/v1\n")
    assert "receipt" not in response.json()


@pytest.mark.usefixtures("impatient")
def test_the_promised_proof_comes_when_the_same_is_sent_again(
    program: Program, service: Service, answers: Answers, sequence: Callable[[], int]
) -> None:
    promised = program.post(f"reports/{service.code}", {"answers": answers}, key=KEY).json()
    sequence()

    response = program.post(f"reports/{service.code}", {"answers": answers}, key=KEY)

    assert response.status_code == 201
    assert response.json()["reference"] == promised["reference"]


@pytest.mark.usefixtures("impatient")
def test_the_same_key_and_answers_give_the_same_receipt_and_one_case(
    program: Program,
    service: Service,
    answers: Answers,
    sequence: Callable[[], int],
    superuser: psycopg.Connection,
) -> None:
    program.post(f"reports/{service.code}", {"answers": answers}, key=KEY)
    sequence()

    first, second = (
        program.post(f"reports/{service.code}", {"answers": answers}, key=KEY).json()
        for _ in range(2)
    )

    assert first == second
    assert superuser.execute("SELECT count(*) FROM case_row").fetchone() == (1,)


@pytest.mark.usefixtures("impatient")
def test_the_same_key_with_other_answers_is_refused(
    program: Program, service: Service, answers: Answers
) -> None:
    program.post(f"reports/{service.code}", {"answers": answers}, key=KEY)
    text = next(name for name, answer in answers.items() if "Marigold" in str(answer))

    other = {**answers, text: "Something else"}
    response = program.post(f"reports/{service.code}", {"answers": other}, key=KEY)

    assert response.status_code == 422
    assert problem(response)["type"] == "urn:fielding:problem:key-reused"


@pytest.mark.usefixtures("impatient")
def test_a_report_that_another_request_is_just_making_is_not_made_twice(
    program: Program, service: Service, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.post(f"reports/{service.code}", {"answers": answers}, key=KEY)
    # Between a look for the key and the end of the other request, the key is not seen.
    monkeypatch.setattr(PostgresTransaction, "recall", lambda *_: None)

    response = program.post(f"reports/{service.code}", {"answers": answers}, key=KEY)

    assert response.status_code == 409
    assert problem(response)["type"] == "urn:fielding:problem:in-flight"
    assert response.headers["Retry-After"] == "1"


@pytest.mark.parametrize("key", ["", "short", "x" * 201, "white space in the key"])
def test_without_a_usable_key_nothing_is_taken(
    program: Program, service: Service, answers: Answers, key: str, superuser: psycopg.Connection
) -> None:
    response = program.post(f"reports/{service.code}", {"answers": answers}, key=key)

    assert response.status_code == 400
    assert list(pointers(response)) == ["Idempotency-Key"]
    assert superuser.execute("SELECT count(*) FROM entry").fetchone() == (0,)


def test_every_fault_of_the_answers_is_told_at_once_with_its_place(
    program: Program, service: Service, answers: Answers
) -> None:
    missing = next(iter(answers))
    told = {name: answer for name, answer in answers.items() if name != missing}

    response = program.post(
        f"reports/{service.code}", {"answers": {**told, "no-such": "x", "a/b~c": ["x", 1]}}
    )

    assert response.status_code == 422
    assert {f"#/answers/{missing}", "#/answers/no-such", "#/answers/a~1b~0c"} <= set(
        pointers(response)
    )


def test_a_misspelt_question_is_told_what_it_may_have_meant(
    program: Program, service: Service, answers: Answers
) -> None:
    name = max(answers, key=len)

    response = program.post(
        f"reports/{service.code}", {"answers": {**answers, name + "s": answers[name]}}
    )

    assert f"did you mean {name}?" in pointers(response)[f"#/answers/{name}s"]


@pytest.mark.parametrize("answer", [1.5, True, {"a": "b"}, [["a"]], [1]])
def test_an_answer_of_a_shape_that_no_question_takes_is_told_so(
    program: Program, service: Service, answers: Answers, answer: object
) -> None:
    name = next(iter(answers))

    response = program.post(f"reports/{service.code}", {"answers": {**answers, name: answer}})

    assert pointers(response)[f"#/answers/{name}"] == (
        "Send text, a whole number, or a list of texts"
    )


@pytest.mark.usefixtures("impatient")
def test_answers_that_the_others_do_not_bring_up_are_named_as_left_out(
    program: Program, service: Service, answers: Answers
) -> None:
    hidden = next(
        question.name
        for question in service.questions.values()
        if question.name not in answers and question.required
    )

    response = program.post(f"reports/{service.code}", {"answers": {**answers, hidden: "x"}})

    assert response.json()["not_asked"] == [hidden]


@pytest.mark.parametrize("code", ["no-such-service", "recorded-crime", "%00", "Fraud'"])
def test_a_service_that_the_public_cannot_report_to_is_not_found(
    program: Program, code: str
) -> None:
    response = program.post(f"reports/{code}", {"answers": {}})

    assert response.status_code == 404
    assert problem(response)["type"] == "urn:fielding:problem:unknown-service"


def test_while_the_database_is_away_a_program_is_told_when_to_try_again(
    program: Program, service: Service, answers: Answers, records_away: Callable[[], None]
) -> None:
    records_away()

    response = program.post(f"reports/{service.code}", {"answers": answers})

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "Nothing was kept" in problem(response)["detail"]


@pytest.mark.usefixtures("impatient")
def test_a_report_can_be_followed_with_its_code(
    program: Program, service: Service, answers: Answers
) -> None:
    sent = program.post(f"reports/{service.code}", {"answers": answers}).json()

    response = program.get(f"reports/{sent['reference']}", Progress_Code=sent["progress_code"])

    told = response.json()
    assert response.status_code == 200
    assert (told["reference"], told["service"]) == (sent["reference"], service.code)
    assert told["steps"][0]["kind"] == "case.received"
    assert "due" in {promise["state"] for promise in told["promises"]}


def test_who_opened_a_report_is_told_by_role_and_body_only(
    program: Program, force: Program, desk: Any
) -> None:
    report = desk.refers("west-yorkshire")
    listed = force.get("referrals").json()["referrals"]
    force.get(f"referrals/{listed[0]['referral']}/package")

    told = program.get(f"reports/{report.reference}", Progress_Code=report.code)

    assert [(read["role"], read["body"]) for read in told.json()["reads"]] == [
        ("force-officer", "west-yorkshire")
    ]
    assert b"officer-1" not in told.content


@pytest.mark.parametrize("reference", ["NFRC269999999", "%00", "%ff%ff", "x" * 300])
def test_a_reference_that_does_not_fit_its_code_tells_nothing_more(
    program: Program, reference: str
) -> None:
    response = program.get(f"reports/{reference}", Progress_Code="0000-0000-0000-0000")

    assert response.status_code == 404
    assert problem(response)["type"] == "urn:fielding:problem:wrong-code"


def test_after_ten_wrong_codes_a_wait_is_asked(program: Program, desk: Any) -> None:
    report = desk.receives()
    for _ in range(MOST):
        program.get(f"reports/{report.reference}", Progress_Code="0000-0000-0000-0000")

    response = program.get(f"reports/{report.reference}", Progress_Code=report.code)

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "3600"
