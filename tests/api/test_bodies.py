"""A body is JSON in UTF-8, not too large, not too deep, with each name once."""

import json
from typing import Any

import pytest
from django.http import HttpResponse

from fielding.api.bodies import DEEPEST, MOST_BYTES, read_json
from fielding.api.errors import NotJson, TooDeep
from fielding.definitions.service import Service

Program = Any


def nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


def sent(program: Program, service: Service, body: bytes, **headers: str) -> HttpResponse:
    response: HttpResponse = program.post(f"reports/{service.code}", body, **headers)
    return response


def problem_type(response: HttpResponse) -> str:
    return str(json.loads(response.content)["type"]).removeprefix("urn:fielding:problem:")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"a": }',
        b"\xff\xfe{}",
        b'\xef\xbb\xbf{"a": 1}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1, "a": 2}',
        b"9" * 5000,
        b"'text'",
        b"[1,]",
        b'["\\ud800"]',
    ],
)
def test_what_is_not_json_is_refused(content: bytes) -> None:
    with pytest.raises(NotJson):
        read_json(content)


def test_the_deepest_body_is_read_and_one_level_more_is_refused() -> None:
    read_json(nested(DEEPEST))

    with pytest.raises(TooDeep):
        read_json(nested(DEEPEST + 1))


@pytest.mark.parametrize("levels", [1_000, 100_000, 400_000])
def test_a_bottomless_body_is_refused_and_harms_nothing(levels: int) -> None:
    with pytest.raises(TooDeep):
        read_json(nested(levels))


def test_a_fault_of_syntax_is_told_with_its_place_but_not_with_what_stood_there() -> None:
    with pytest.raises(NotJson) as raised:
        read_json(b'{"answers":\n  {"name": Marigold}}')

    assert raised.value.facts == {"line": 2, "column": 12}
    assert "Marigold" not in str(raised.value)


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        (b"{", 400, "not-json"),
        (nested(33), 400, "too-deep"),
        (b'{"answers": {}, "more": 1}', 422, "request-at-fault"),
        (b"[]", 422, "request-at-fault"),
        (b"null", 422, "request-at-fault"),
        (b"{}", 422, "request-at-fault"),
        (b'{"answers": []}', 422, "request-at-fault"),
        (b'"' + b"x" * MOST_BYTES + b'"', 413, "too-large"),
        (b'"' + b"x" * 3 * MOST_BYTES + b'"', 413, "too-large"),
    ],
)
def test_each_kind_of_bad_body_has_its_own_problem(
    program: Program, service: Service, body: bytes, status: int, name: str
) -> None:
    response = sent(program, service, body)

    assert (response.status_code, problem_type(response)) == (status, name)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x", ""]
)
def test_a_body_of_another_type_is_refused(program: Program, service: Service, kind: str) -> None:
    response = sent(program, service, b'{"answers": {}}', content_type=kind)

    assert (response.status_code, problem_type(response)) == (415, "not-json-type")


def test_the_type_may_name_its_charset(program: Program, service: Service) -> None:
    response = sent(
        program, service, b'{"answers": {}}', content_type="application/json; charset=utf-8"
    )

    assert problem_type(response) == "answers-at-fault"


def test_a_misplaced_part_is_pointed_to(program: Program, service: Service) -> None:
    response = sent(program, service, b'{"answers": {}, "more": 1}')

    assert [fault["pointer"] for fault in json.loads(response.content)["errors"]] == ["#/more"]
