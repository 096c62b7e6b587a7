"""The page about the API tells every address and every problem, and its examples are true."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from fielding.api import documents
from fielding.api.answers import odd_answers
from fielding.api.package import Package
from fielding.api.problems import KINDS, SCHEMA, TYPE
from fielding.api.version1 import api
from fielding.app.ports import Hub
from fielding.cases.answers import check_answers
from fielding.definitions.service import Service
from fielding.definitions.shown import shown_questions

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```json (\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
DESCRIPTION = api.get_openapi_schema(path_prefix="/api/v1/")


@pytest.mark.parametrize("path", DESCRIPTION["paths"])
def test_every_address_of_the_description_is_on_the_page(path: str) -> None:
    methods = [method.upper() for method in DESCRIPTION["paths"][path]]

    assert [method for method in methods if f"`{method} {path}" not in PAGE] == []


def test_the_page_has_no_address_that_is_not_in_the_description() -> None:
    told = set(re.findall(r"`(?:GET|POST) (/api/v1/[^`?]*)", PAGE))

    assert told == set(DESCRIPTION["paths"])


def test_every_problem_is_on_the_page_with_its_status_and_nothing_else_is() -> None:
    rows = re.findall(r"^\| `([a-z.-]+)` \| (\d{3}) \| (.+) \|$", PAGE, re.MULTILINE)

    kinds = {
        (kind.code.replace("_", "-"), str(status), title) for kind, (status, title) in KINDS.items()
    }
    assert set(rows) == kinds
    assert len({kind.code for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_each_example_is_what_its_description_says(name: str, text: str) -> None:
    document = json.loads(text)

    if name == "problem":
        Draft202012Validator(SCHEMA).validate(document)
    else:
        kind: Any = Package if name == "Package" else getattr(documents, name)
        found = TypeAdapter(kind).validate_python(document)
        assert json.loads(TypeAdapter(kind).dump_json(found)) == document


def test_every_document_that_goes_in_or_out_has_an_example() -> None:
    told = {name for name, _ in EXAMPLES}

    asked = {
        content["schema"]["$ref"].rpartition("/")[2]
        for methods in DESCRIPTION["paths"].values()
        for operation in methods.values()
        for part in [operation.get("requestBody"), *operation["responses"].values()]
        if part
        for media, content in part["content"].items()
        if media == "application/json"
    }
    assert asked | {"problem"} == told


def test_the_example_of_a_report_could_be_sent_as_it_stands(hub: Hub) -> None:
    fraud: Service = hub.services.current("fraud")
    answers = json.loads(dict(EXAMPLES)["Report"])["answers"]

    checked = check_answers(fraud, answers, today=date(2026, 11, 22))

    assert not checked.faults
    assert not odd_answers(fraud, answers)
    shown = {question.name for question in shown_questions(fraud, answers)}
    assert set(answers) <= shown


def test_every_operation_tells_that_problems_come_as_problems() -> None:
    operations = [
        operation for methods in DESCRIPTION["paths"].values() for operation in methods.values()
    ]

    assert all(
        "application/problem+json" in operation["responses"]["default"]["content"]
        for operation in operations
    )


def test_the_page_says_what_every_type_of_problem_begins_with() -> None:
    assert f"`{TYPE}`" in PAGE


def test_the_description_is_served(program: Any) -> None:
    response = program.client.get("/api/v1/openapi.json")

    assert response.json()["openapi"].startswith("3.1")
    assert set(response.json()["paths"]) == set(DESCRIPTION["paths"])
