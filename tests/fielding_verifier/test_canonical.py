"""Only one spelling of a value is accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.kernel.canonical import canonical_bytes
from fielding_verifier.canonical import read_canonical
from fielding_verifier.errors import Refused

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=127)), inner, max_size=4)
    ),
)


@given(value=VALUES)
def test_whatever_the_hub_writes_is_read_back(value: object) -> None:
    assert read_canonical(canonical_bytes(value)) == value


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b"1.5",
        b"1e3",
        b"NaN",
        b"9007199254740992",
        b"-0",
        b'"\\u0041"',
        b'"\\ud800"',
        b"\xef\xbb\xbf1",
        b"\xff",
        b"",
        b"[" * 100_000,
    ],
)
def test_any_other_spelling_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read_canonical(content)
