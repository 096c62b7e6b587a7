"""The page that teaches the language tells all of it, and its examples are read."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from fielding.definitions.language import SERVICE
from fielding.definitions.service import Kind, Service
from fielding.definitions.shapes import Listing, Record, Shape, Table
from fielding.definitions.words import ENGINE_KINDS, MAIL_PARTS

PAGE = (Path(__file__).parents[2] / "docs" / "services.md").read_text()
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)


def test_examples_together_are_a_service(read: Callable[[str], Service]) -> None:
    service = read("".join(EXAMPLES))

    assert service.code == "fly-tipping"
    assert service.csv is not None
    assert service.csv.values["size"]["Lorry"] == "more"


def _records(shape: Shape) -> Iterator[Record]:
    match shape:
        case Record():
            yield shape
            for key in shape.keys.values():
                yield from _records(key.shape)
        case Listing() | Table():
            yield from _records(shape.of)


def test_every_key_is_explained_as_the_reader_knows_it() -> None:
    missing = [
        (record.name, name)
        for record in _records(SERVICE)
        for name, key in record.keys.items()
        if f"| `{name}` | {key.purpose}" not in PAGE
    ]

    assert missing == []


def test_no_key_is_explained_that_the_reader_does_not_know() -> None:
    known = {name for record in _records(SERVICE) for name in record.keys}
    tables = re.findall(r"\| key \|.*\n\|---.*\n((?:\|.*\n)+)", PAGE)

    explained = {
        name for table in tables for name in re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE)
    }

    assert explained == known


def test_every_key_stands_in_an_example() -> None:
    example = "".join(EXAMPLES)
    known = {name for record in _records(SERVICE) for name in record.keys}

    assert {name for name in known if f"{name}:" not in example} == set()


def test_every_type_kind_and_part_of_a_message_is_named() -> None:
    words = {*Kind, *ENGINE_KINDS, *MAIL_PARTS}

    assert {word for word in words if f"`{word}`" not in PAGE} == set()
