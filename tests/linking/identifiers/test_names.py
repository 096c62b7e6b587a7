"""Names in one form, to search by."""

import pytest

from fielding.definitions.service import Kind
from fielding.linking.identifiers.identifier import Refusal
from fielding.linking.identifiers.nearness import also_sought, near_forms
from fielding.linking.identifiers.reading import read_answer


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Mr. John O'Neil", ["john oneil"]),
        ("O’NEIL, John", ["john oneil"]),
        ("José  Müller-Lee", ["jose muller lee"]),
        ("Jo Ng and Ann Lee", ["jo ng", "ann lee"]),
        ("李小龙", ["李小龙"]),
        ("Marks and Spencer", ["marks and spencer"]),
        ("MARKS & SPENCER", ["marks and spencer"]),
        ("Jo Ng / Ann", ["jo ng", "ann"]),
        ("Jo Ng/Ann Lee", ["jo ng", "ann lee"]),
        ("Novo Nordisk A/S", ["novo nordisk a s"]),
        ("Ann Lee t/a Lee Roofing", ["ann lee", "lee roofing"]),
        ("Mr and Mrs Smith", ["smith"]),
    ],
)
def test_ways_of_writing_one_name_are_one(raw: str, names: list[str]) -> None:
    found = read_answer(Kind.NAME, raw)

    assert [one.canonical for one in found.identifiers] == names


@pytest.mark.parametrize(
    "raw",
    ["unknown", "Don't know", "N/A", "none and none", "J", "Mr", "Mr & Mrs", "Flat 3b", "a " * 50],
)
def test_what_is_no_name_is_set_aside(raw: str) -> None:
    found = read_answer(Kind.NAME, raw)

    assert found.identifiers == ()
    assert [one.reason for one in found.set_aside] == [Refusal.NOT_A_NAME]


@pytest.mark.parametrize(
    "other", ["Jonn Smith", "Jon Smyth", "Jno Smith", "J Smith", "Jon Albert Smith"]
)
def test_names_a_letter_apart_are_near(other: str) -> None:
    one, near = (read_answer(Kind.NAME, raw).identifiers[0] for raw in ("Jon Smith", other))

    assert {*near_forms(one), *also_sought(one)} & {*near_forms(near)}
    assert {*near_forms(near), *also_sought(near)} & {*near_forms(one)}
