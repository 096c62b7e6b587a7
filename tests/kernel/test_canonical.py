"""Canonical bytes: RFC 8785 for what the ledger may hold."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.kernel.canonical import LARGEST_INTEGER, NotCanonical, canonical_bytes

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.text(st.characters(max_codepoint=127))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def test_keys_are_sorted_at_every_depth() -> None:
    written = canonical_bytes({"b": {"z": 1, "A": 2}, "a": [], "10": 0, "9": 0})

    assert written == b'{"10":0,"9":0,"a":[],"b":{"A":2,"z":1}}'


def test_characters_are_escaped_as_section_3_2_2_2_says() -> None:
    told = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/\b\t\f\r\x7f\u2028"

    written = canonical_bytes(told)

    assert written == ('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\\b\\t\\f\\r\x7f\u2028"').encode()


@pytest.mark.parametrize("letter", [chr(point) for point in range(0x20)])
def test_every_control_character_has_its_one_spelling(letter: str) -> None:
    short = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
    numbered = f"\\u{ord(letter):04x}"

    written = canonical_bytes(letter)

    assert written == f'"{short.get(letter, numbered)}"'.encode()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, b"0"),
        (-1, b"-1"),
        (LARGEST_INTEGER, b"9007199254740991"),
        (-LARGEST_INTEGER, b"-9007199254740991"),
        (True, b"true"),
        (False, b"false"),
        (None, b"null"),
        ((1, "a"), b'[1,"a"]'),
        ({}, b"{}"),
        ("\U0001f600", '"\U0001f600"'.encode()),
    ],
)
def test_plain_values_have_one_spelling(value: object, written: bytes) -> None:
    assert canonical_bytes(value) == written


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        LARGEST_INTEGER + 1,
        -LARGEST_INTEGER - 1,
        b"bytes",
        {1: "a"},
        {"é": 1},
        {None: 1},
        {"a": {"b": [object()]}},
        {"a"},
        "\ud800",
        ["fine", "\udfff"],
    ],
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical_bytes(value)


def test_what_is_nested_without_end_is_refused() -> None:
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]

    with pytest.raises(NotCanonical):
        canonical_bytes(nested)


@given(VALUES)
def test_reading_and_writing_again_gives_the_same_bytes(value: object) -> None:
    once = canonical_bytes(value)

    assert canonical_bytes(json.loads(once)) == once
    assert json.loads(once) == value


@given(st.dictionaries(KEYS, st.integers(0, 9), max_size=6), st.randoms())
def test_the_order_in_which_keys_came_does_not_matter(value: dict[str, int], random: Any) -> None:
    shuffled = list(value.items())
    random.shuffle(shuffled)

    assert canonical_bytes(dict(shuffled)) == canonical_bytes(value)
