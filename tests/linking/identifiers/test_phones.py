"""Phone numbers: every writing of one number is one number."""

import re
from collections.abc import Iterator

import phonenumbers
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneMetadata

from fielding.linking.identifiers.identifier import Doubt, Refusal
from fielding.linking.identifiers.phones import read_phone
from fielding.linking.identifiers.plain_text import plain

NATIONAL = st.from_regex(r"[1-357-9][0-9]{9}", fullmatch=True)
TYPES = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "voip", "personal_number",
    "pager", "uan", "voicemail",
)  # fmt: skip


def _given_out() -> Iterator[st.SearchStrategy[str]]:
    """Give, for each region behind +44 and each type of number, numbers that are given out."""
    for region in ("GB", "GG", "IM", "JE"):
        known = PhoneMetadata.metadata_for_region(region)
        for name in TYPES:
            of_type = getattr(known, name)
            if of_type is not None and of_type.national_number_pattern:
                pattern = of_type.national_number_pattern.replace(r"\d", "[0-9]")
                yield st.from_regex(pattern, fullmatch=True)


TEN_DIGITS = re.compile(r"[1-357-9][0-9]{9}")
GIVEN_OUT = st.one_of(NATIONAL, *_given_out()).filter(TEN_DIGITS.fullmatch)
WRITINGS = (
    "0{0}", "+44{0}", "0044{0}", "44{0}", "+44 (0){0}", "+44(0) {1} {2} {3}", "0{1} {2} {3}",
    "(0{1}) {2}{3}", "0{1}-{2}-{3}", "0{1}.{2}.{3}", "00 44 {1} {2} {3}", " 0{1} {2}{3} ",
)  # fmt: skip


def canonical(written: str) -> list[str]:
    read = read_phone(plain(written))
    return [one.canonical for one in read] if isinstance(read, tuple) else [read.name]


@settings(max_examples=400)
@given(GIVEN_OUT, st.sampled_from(["0{}", "+44{}", "0044{}", "+440{}", "{}"]))
def test_the_short_way_gives_what_the_library_gives(national: str, writing: str) -> None:
    written = writing.format(national)
    parsed = phonenumbers.parse(written, "GB")

    read = read_phone(written)

    assert isinstance(read, tuple)
    assert read[0].canonical == phonenumbers.format_number(
        parsed, phonenumbers.PhoneNumberFormat.E164
    )
    assert (read[0].doubt is None) == phonenumbers.is_valid_number(parsed)


@given(NATIONAL)
def test_every_writing_of_a_number_is_that_number(national: str) -> None:
    parts = (national, national[:4], national[4:7], national[7:])

    read = {tuple(canonical(writing.format(*parts))) for writing in WRITINGS}

    assert read == {(f"+44{national}",)}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("٠٧٧٠٠ ٩٠٠١٢٣", "+447700900123"),
        ("０７７００ ９００１２３", "+447700900123"),
        ("\u202e07700\u200b 900123\u202c", "+447700900123"),
        ("07700–900–123", "+447700900123"),
        ("07700 900123 ext. 12", "+447700900123"),
        ("tel: 07700 900123 (mobile)", "+447700900123"),
        ("+1 (212) 555-1234", "+12125551234"),
        ("00 49 30 123456", "+4930123456"),
        ("0800 1111", "+448001111"),
        ("07700/900123", "+447700900123"),
        ("07700_900_123", "+447700900123"),
        ("020 7946 0018/9", "+442079460018"),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, meant: str) -> None:
    assert canonical(written) == [meant]


def test_two_numbers_parted_by_a_space_are_two() -> None:
    assert canonical("07700 900123 07700 900124") == ["+447700900123", "+447700900124"]


@pytest.mark.parametrize("written", ["O7700 9OO123", "0800 FLOWERS", "07700 9001l3"])
def test_letters_among_digits_are_refused_with_that_reason(written: str) -> None:
    assert read_phone(written) is Refusal.LETTERS


def test_what_is_no_number_is_refused_with_the_reason() -> None:
    assert read_phone("159") is Refusal.TOO_SHORT
    assert read_phone("unknown") is Refusal.NOT_A_PHONE
    assert read_phone("1" * 2000) is Refusal.TOO_LONG


def test_a_number_without_its_country_is_kept_with_a_doubt() -> None:
    read = read_phone("919876543210")

    assert isinstance(read, tuple)
    assert (read[0].canonical, read[0].doubt) == ("+919876543210", Doubt.COUNTRY_ASSUMED)


def test_a_number_that_nobody_has_is_kept_with_a_doubt() -> None:
    read = read_phone("07700 900123")  # kept free for films

    assert isinstance(read, tuple)
    assert (read[0].checked, read[0].doubt) == ("unchecked", Doubt.NOT_GIVEN_OUT)


@given(st.text(alphabet="0123456789+ ()-.x/a", max_size=40))
@example("00000000000")
@example("10000000000000")
@example("0012345")
def test_reading_a_number_that_was_read_changes_nothing(written: str) -> None:
    read = read_phone(written)
    numbers = read if isinstance(read, tuple) else ()

    again = [canonical(one.canonical) for one in numbers]

    assert again == [[one.canonical] for one in numbers]
