"""Wallets: each kind of address held against its own checksum."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.linking.identifiers.identifier import Doubt, Refusal
from fielding.linking.identifiers.keccak import keccak_256
from fielding.linking.identifiers.wallets import read_wallet

#: The examples of BIP 173, BIP 350 and EIP-55; Bitcoin's first; Tether's contract on Tron.
VALID = (
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
    "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
)


def doubt(written: str) -> Doubt | None:
    read = read_wallet(written)
    assert isinstance(read, tuple)
    return read[0].doubt


@given(st.binary(max_size=400))
def test_our_permutation_makes_the_standard_librarys_hash(message: bytes) -> None:
    assert keccak_256(message, padding=0x06) == hashlib.sha3_256(message).digest()


@pytest.mark.parametrize("address", VALID)
def test_published_addresses_are_valid(address: str) -> None:
    assert doubt(address) is None


@given(st.sampled_from(VALID), st.integers(4, 30))
def test_two_letters_changed_places_leave_a_doubt(address: str, at: int) -> None:
    swapped = address[:at] + address[at + 1] + address[at] + address[at + 2 :]

    assert (doubt(swapped) is None) == (swapped == address)


def test_a_later_version_under_the_earlier_checksum_is_doubted() -> None:
    refused = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd"  # BIP 350

    assert doubt(refused) is Doubt.CHECK_DIGITS


def test_capitals_do_not_part_what_is_one_wallet() -> None:
    lower, upper = read_wallet(VALID[0]), read_wallet(VALID[0].upper())

    assert isinstance(lower, tuple)
    assert isinstance(upper, tuple)
    assert lower[0].canonical == upper[0].canonical
    assert doubt(VALID[4].lower()) is Doubt.NO_CHECK_DIGITS


@pytest.mark.parametrize(
    "written",
    [
        "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=0.1&label=x",
        "https://explorer.example/address/1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "BTC: 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa (their wallet)",
        "1A1zP 1eP5Q Gefi2 DMPTf TL5SL mv7Di vfNa",
    ],
)
def test_an_address_is_found_in_its_link_and_among_words(written: str) -> None:
    read = read_wallet(written)

    assert isinstance(read, tuple)
    assert [one.canonical for one in read] == ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"]


def test_words_are_no_wallet_and_another_chain_is_doubted() -> None:
    assert read_wallet("I do not know it any more") is Refusal.NOT_A_WALLET
    assert doubt("DRpbCBMxVnDK7maPM5tGv6MvB3v1sRMC86PZ8okm21hy") is Doubt.CHAIN_UNKNOWN
