"""Plain text, and the way back to the text as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from fielding.linking.identifiers.plain_text import plain, text_made_plain

#: What is taken out or mended, between letters that stay.
PIECES = st.sampled_from(["\u200b", "\u202e", "[.]", " (at) ", "hxxp:", "[:]", "٣", "é"])
SIGNS = ("hXxp", "H**P", "s", ":", "[", "{", "(", "]", "}", ")", ".", "DOT", "at", "@", " ")
KEPT = st.sampled_from(["q", "Q9", "zz", " k "])


def test_marks_that_nobody_sees_are_taken_out_and_digits_are_digits() -> None:
    assert plain("\u202e07\u200b7００ ٩٠٠") == "0770" + "0 900"


def test_what_was_made_harmless_is_mended() -> None:
    assert plain("hxxps[:]//a[.]b (dot) c {at} d h**p://x") == "https://a.b.c@d http://x"


@given(st.lists(st.sampled_from(SIGNS), max_size=8).map("".join))
def test_a_text_is_mended_alike_whether_or_not_brackets_stand_in_it(text: str) -> None:
    assert plain(text) + "~[" == plain(f"{text}~[")


@given(st.lists(st.one_of(PIECES, KEPT), max_size=12))
def test_every_kept_letter_is_found_where_it_was_written(pieces: list[str]) -> None:
    written = "".join(pieces)

    made = text_made_plain(written)

    kept = [at for at, letter in enumerate(made.text) if letter in "qQz9k"]
    assert [written[made.origin(at)] for at in kept] == [made.text[at] for at in kept]


@given(st.text(max_size=40))
def test_making_plain_never_fails(text: str) -> None:
    made = text_made_plain(text)

    assert made.origin(len(made.text)) <= len(text)
