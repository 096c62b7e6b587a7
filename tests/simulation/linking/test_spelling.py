"""Identifiers that belong to nobody, spelt and written."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import bitcoin

from fielding.definitions.service import Kind as Asked
from fielding.linking.identifiers.reading import read_answer
from fielding.simulation.drawing import seeded
from fielding.simulation.linking.mixture import Kind
from fielding.simulation.linking.spelling import DRAMA, is_spelt, spell
from fielding.simulation.linking.writing import mistype, write, write_in_text
from fielding.testing.near_pairs import near_pairs

pytestmark = pytest.mark.slow

KINDS = st.sampled_from(Kind)
NUMBERS = st.integers(0, 1_019_999)
#: As what a definition asks for each kind.
ASKED = {
    Kind.PHONE: Asked.PHONE, Kind.ACCOUNT: Asked.ACCOUNT, Kind.EMAIL: Asked.EMAIL,
    Kind.DOMAIN: Asked.WEBSITE, Kind.HANDLE: Asked.HANDLE, Kind.WALLET: Asked.WALLET,
}  # fmt: skip


def _read(kind: Asked, text: str) -> set[str]:
    return {one.canonical for one in read_answer(kind, text).identifiers}


@pytest.mark.parametrize("kind", list(Kind))
def test_no_two_numbers_are_spelt_alike(kind: Kind) -> None:
    spelt = [spell(kind, number) for number in [*range(30_000), *range(1_000_000, 1_010_000)]]

    assert len(set(spelt)) == 40_000


def test_the_first_two_thousand_phones_are_kept_for_drama() -> None:
    phones = {spell(Kind.PHONE, number) for number in range(2_000)}

    assert len(phones) == 2_000
    assert all(phone[:-3] in DRAMA for phone in phones)


def test_all_later_phones_are_of_a_range_that_is_given_out_to_nobody() -> None:
    phones = [spell(Kind.PHONE, number) for number in range(2_000, 1_020_000, 997)]

    assert all(re.fullmatch(r"057\d{8}", phone) for phone in phones)


def test_no_two_phones_are_near_each_other() -> None:
    phones = [spell(Kind.PHONE, number) for number in range(4_000)]

    read = [read_answer(Asked.PHONE, phone).identifiers[0] for phone in phones]

    assert near_pairs(dict(enumerate(read))) == set()


@given(number=NUMBERS, below=NUMBERS)
def test_a_phone_is_known_to_be_spelt(number: int, below: int) -> None:
    assert is_spelt(spell(Kind.PHONE, number), below) == (number < below)


@given(number=st.integers(0, 10**9))
def test_a_wallet_has_the_checksum_of_its_kind(number: int) -> None:
    assert bitcoin.is_valid(spell(Kind.WALLET, number))


@settings(max_examples=400)
@given(kind=KINDS, number=NUMBERS, seed=st.integers(0, 10**6), wrong=st.booleans())
def test_every_way_of_writing_is_read_as_the_same(
    kind: Kind, number: int, seed: int, wrong: bool
) -> None:
    plain = spell(kind, number)
    if wrong:
        plain = mistype(seeded(f"slip/{seed}"), kind, plain)

    written = write(seeded(f"write/{seed}"), kind, plain)

    assert len(_read(ASKED[kind], plain)) == 1
    assert _read(ASKED[kind], written) == _read(ASKED[kind], plain)


@given(kind=KINDS, number=NUMBERS, seed=st.integers(0, 10**6))
def test_what_stands_in_a_story_is_found_there(kind: Kind, number: int, seed: int) -> None:
    plain = spell(kind, number)
    written = write_in_text(seeded(f"write/{seed}"), kind, plain)
    story = f"Then they used {written} as well. I did not answer."

    if kind is not Kind.HANDLE:
        assert _read(ASKED[kind], plain) == _read(Asked.LONG_TEXT, story)


@given(kind=KINDS, number=NUMBERS, seed=st.integers(0, 10**6))
def test_a_slip_is_another_one_and_nearly_the_same(kind: Kind, number: int, seed: int) -> None:
    plain = spell(kind, number)

    wrong = mistype(seeded(f"slip/{seed}"), kind, plain)

    assert wrong != plain
    assert len(plain) - 1 <= len(wrong) <= len(plain)
    if kind is Kind.PHONE:
        assert wrong[:-3] == plain[:-3]
        assert len(wrong) == len(plain)
