"""Near identifiers share a key; strangers do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.definitions.service import Kind
from fielding.linking.identifiers.identifier import Identifier, IdentifierKind
from fielding.linking.identifiers.nearness import MOST_NEAR_FORMS, also_sought, near_forms
from fielding.linking.identifiers.reading import read_answer

NUMBER = st.from_regex(r"7[0-9]{9}", fullmatch=True)
ACCOUNT = st.from_regex(r"[0-9]{14}", fullmatch=True)


def of(kind: IdentifierKind, canonical: str) -> Identifier:
    return Identifier(kind=kind, canonical=canonical, shown=canonical)


def near(one: Identifier, other: Identifier) -> bool:
    """Say whether two are near; whichever of them comes first."""
    first, second = (
        not {*near_forms(this), *also_sought(this)}.isdisjoint(near_forms(that))
        for this, that in ((one, other), (other, one))
    )
    assert first == second
    return first


def read_near(kind: Kind, one: str, other: str) -> bool:
    first, second = (read_answer(kind, raw).identifiers[0] for raw in (one, other))
    return near(first, second)


@given(NUMBER, st.integers(0, 9), st.sampled_from("0123456789"))
def test_a_slip_in_one_digit_leaves_a_number_near(number: str, at: int, digit: str) -> None:
    phone = of(IdentifierKind.PHONE, f"+44{number}")
    slips = {
        "another digit": number[:at] + digit + number[at + 1 :],
        "swapped": number[:at] + number[at : at + 2][::-1] + number[at + 2 :],
        "left out": number[:at] + number[at + 1 :],
        "doubled": number[:at] + digit + number[at:],
    }

    phones = {name: of(IdentifierKind.PHONE, f"+44{slip}") for name, slip in slips.items()}
    apart = [
        name for name, slip in phones.items() if slip != phone and not near(phone, slip)
    ]

    assert apart == []


def _slips(one: str, other: str) -> bool:
    """Say whether numbers of one length differ in one digit, or in two swapped."""
    differ = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(differ) < 2:
        return True
    at = differ[0]
    return differ == [at, at + 1] and one[at : at + 2] == other[at : at + 2][::-1]


@given(ACCOUNT, st.lists(st.tuples(st.integers(0, 13), st.sampled_from("0123456789")), max_size=3))
def test_accounts_are_near_exactly_if_one_slip_makes_one_the_other(
    account: str, changes: list[tuple[int, str]]
) -> None:
    other = account
    for at, digit in changes:
        other = other[:at] + digit + other[at + 1 :]

    found = near(of(IdentifierKind.ACCOUNT, account), of(IdentifierKind.ACCOUNT, other))

    assert found == _slips(account, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.WEBSITE, "paypal.com", "paypa1.com"),
        (Kind.WEBSITE, "paypal.com", "раураl.com"),  # Cyrillic but for the l
        (Kind.WEBSITE, "modern-bank.com", "modembank.com"),
        (Kind.WEBSITE, "wodi-makanu.com", "wodimakanu.com"),
        (Kind.WEBSITE, "wodi-makanu.com", "wodi-makanu.top"),
        (Kind.WEBSITE, "wodimakanu.com", "wodimakan.com"),
        (Kind.EMAIL, "rumeni413@kewibe.com", "rueni413@kewibe.com"),
        (Kind.EMAIL, "rumeni413@kewibe.com", "rumeni413@outlook.com"),
        (Kind.EMAIL, "help@paypal.com", "help@paypa1.com"),
        (Kind.WALLET, "bc1qjpueo2xlrz4pz5nyymamxdum9sh4pa8gx",
         "bc1qjpueo2xlrz4pz5nyymamxdum9sh4pa8g"),
        (Kind.HANDLE, "@babatile4", "babatile_4"),
        (Kind.ACCOUNT, "DE89370400440532013000", "DE89370400440532013001"),
    ],
)  # fmt: skip
def test_look_alikes_and_slips_are_near(kind: Kind, one: str, other: str) -> None:
    assert read_near(kind, one, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.WEBSITE, "paypal.com", "pippa.com"),
        (Kind.WEBSITE, "bit.ly/AbC", "bit.ly/AbD"),
        (Kind.EMAIL, "info@one-firm.com", "info@other-firm.com"),
        (Kind.EMAIL, "jo@evil.com", "jim@evil.com"),
        (Kind.WALLET, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
         "0x5aAeb6053F00000000000000000000E7Ef1BeAed"),
        (Kind.PHONE, "07700 900123", "07700 900145"),
        (Kind.POSTCODE, "LS1 3EX", "LS2 3EY"),
        (Kind.NAME, "Jon Smith", "Jan Smyth"),
        (Kind.NAME, "Jon Smith", "Jon Taylor"),
    ],
)  # fmt: skip
def test_strangers_are_not_near(kind: Kind, one: str, other: str) -> None:
    assert not read_near(kind, one, other)


@given(
    st.sampled_from(list(IdentifierKind)),
    st.from_regex(r"\+?(44)?[a-z0-9@.]{0,300}", fullmatch=True),
)
def test_no_identifier_has_more_keys_than_is_said(kind: IdentifierKind, canonical: str) -> None:
    identifier = of(kind, canonical)

    assert len(near_forms(identifier)) <= MOST_NEAR_FORMS
    if kind is not IdentifierKind.NAME:
        assert len(also_sought(identifier)) <= MOST_NEAR_FORMS
