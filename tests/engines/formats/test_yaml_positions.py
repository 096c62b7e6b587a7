"""Reading YAML with lines and all faults at once."""

from datetime import date
from pathlib import Path

import pytest

import fielding
from fielding.definitions.errors import InvalidDefinition
from fielding.definitions.located import Located, plain
from fielding.engines.formats.yaml_positions import LARGEST_FILE, read_yaml


def read(text: str) -> Located:
    return read_yaml(text.encode(), file="service.yaml")


def faults(content: bytes) -> list[tuple[int, str]]:
    with pytest.raises(InvalidDefinition) as caught:
        read_yaml(content, file="service.yaml")
    return [(fault.line, fault.message) for fault in caught.value.faults]


def test_scalars_are_those_of_yaml_1_2() -> None:
    tree = read("a: 1\nb: yes\nc: true\nd: 1.5\ne: 2026-01-02\nf:\n1: x\n")

    values = tree.value

    assert isinstance(values, dict)
    assert {key: node.value for key, node in values.items()} == {
        "a": 1,
        "b": "yes",
        "c": True,
        "d": 1.5,
        "e": date(2026, 1, 2),
        "f": None,
        "1": "x",
    }


def test_a_mapping_entry_has_the_line_of_its_key_and_an_item_its_own() -> None:
    tree = read("a:\n  b:\n    - x\n    - y\n")

    assert isinstance(tree.value, dict)
    a = tree.value["a"]
    assert isinstance(a.value, dict)
    b = a.value["b"]
    assert isinstance(b.value, list)
    assert [tree.line, a.line, b.line, *(item.line for item in b.value)] == [1, 1, 2, 3, 4]


def test_every_shipped_service_is_read() -> None:
    files = sorted((Path(fielding.__file__).parent / "services").glob("*.yaml"))

    read_files = [plain(read_yaml(file.read_bytes(), file=file.name)) for file in files]

    assert all(isinstance(service, dict) and service["service"] for service in read_files)


def test_all_duplicate_keys_are_told_with_their_lines() -> None:
    found = faults(b"a: 1\nb:\n  c: 1\n  c: 2\na: 2\n")

    assert found == [
        (4, "`c` stands twice, first on line 3"),
        (5, "`a` stands twice, first on line 1"),
    ]


def test_a_syntax_fault_is_told_with_its_line() -> None:
    found = faults(b"a: 1\nb: c: d\n")

    assert [line for line, _ in found] == [2]
    assert "mapping values are not allowed here" in found[0][1]


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        (b"a: &x [1]\nb: *x\n", 2, "alias"),
        (b"a: &x [*x]\n", 1, "alias"),
        (b"a: 1\nb: !!python/object:os.system x\n", 2, "could not determine a constructor"),
        (b"a: 2026-13-45\n", 1, "month must be in 1..12"),
        (b"a: " + b"9" * 5000, 1, "cannot be read"),
        (b"? [a, b]\n: c\n", 1, "a key must be one word"),
        (b"a: 1\n---\nb: 2\n", 2, "single document"),
        (b"a: \x00\n", 1, "not YAML"),
        (b"a: 1\nb: caf\xe9\n", 2, "not UTF-8"),
        (b"[" * 50_000, 1, "nested too deep"),
        (b"a" * (LARGEST_FILE + 1), 1, "too large"),
    ],
)
def test_hostile_and_broken_files_are_refused_at_their_line(
    content: bytes, line: int, told: str
) -> None:
    found = faults(content)

    assert found[0][0] == line
    assert told in found[0][1]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert plain(read("\ufeffa: 1\n")) == {"a": 1}


def test_an_empty_file_is_an_empty_value() -> None:
    assert read("") == Located(value=None, line=1)
