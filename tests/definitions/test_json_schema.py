"""The JSON Schema: says yes and no where the reader's own shapes do."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import fielding.services
from fielding.definitions.json_schema import service_schema
from fielding.definitions.located import Located, plain

FILES = sorted(Path(fielding.services.__path__[0]).glob("*.yaml"))
VALIDATOR = Draft202012Validator(service_schema())


def test_schema_is_a_schema_and_can_be_shipped() -> None:
    schema = json.loads(json.dumps(service_schema()))

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_shipped_services_are_valid(file: Path, tree: Callable[[str], Located]) -> None:
    service = plain(tree(file.read_text()))

    faults = [fault.message for fault in VALIDATOR.iter_errors(service)]

    assert faults == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("questions:", "quetions:"),
        ("owner:", "onwer:"),
        ("type: choice", "type: chioce"),
        ("open: true", "open: maybe"),
        ("from: 2026-01-01", "from: soon"),
        ("by: importer", "by: somebody"),
        ("kind: input", "kind: effort"),
        ("count of: case.received", "count of: received"),
        ("crime-type:", "Crime Type:"),
        ('"RC{yy}{number:08}"', '"RC"'),
    ],
)
def test_broken_service_is_not_valid(
    tree: Callable[[str], Located], right: str, wrong: str
) -> None:
    text = next(file for file in FILES if file.stem == "recorded-crime").read_text()
    assert right in text

    service = plain(tree(text.replace(right, wrong, 1)))

    assert not VALIDATOR.is_valid(service)
