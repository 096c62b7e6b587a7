"""The return code is hard to guess, easy to read out, and forgiving to type."""

from hypothesis import given
from hypothesis import strategies as st

from fielding.web.public.return_code import new_return_code, read_grouped, write_grouped


class Drawn:
    def __init__(self, drawn: bytes) -> None:
        self.drawn = drawn

    def bytes(self, count: int) -> bytes:
        assert count == len(self.drawn)
        return self.drawn


@given(st.binary(min_size=15, max_size=15))
def test_a_code_is_read_back_as_it_is_shown(drawn: bytes) -> None:
    code = new_return_code(Drawn(drawn))

    assert read_grouped(write_grouped(code)) == code
    assert len(code) == 24


def test_a_code_is_shown_in_groups_of_four() -> None:
    assert write_grouped("ABCD1234EFGH") == "ABCD 1234 EFGH"


def test_small_letters_dashes_and_misread_letters_are_forgiven() -> None:
    assert read_grouped(" abcd-o1Il ") == "ABCD0111"
