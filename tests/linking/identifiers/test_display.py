"""Identifiers on pages: a part is hidden."""

import pytest

from fielding.definitions.service import Kind
from fielding.linking.identifiers.display import masked
from fielding.linking.identifiers.reading import read_answer


@pytest.mark.parametrize(
    ("kind", "raw", "shown"),
    [
        (Kind.PHONE, "07700900123", "+44 7700 900•••"),
        (Kind.ACCOUNT, "100239 64671828", "10-02-39 64671•••"),
        (Kind.ACCOUNT, "DE89370400440532013000", "DE89 3•••0 00"),
        (Kind.EMAIL, "rumeni413@kewibe.com", "rum•••@kewibe.com"),
        (Kind.EMAIL, "a@kewibe.com", "•••@kewibe.com"),
        (Kind.WEBSITE, "https://www.evil.com/x", "evil.com"),
        (Kind.WALLET, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "bc1qw5•••f3t4"),
        (Kind.HANDLE, "https://t.me/bovihuki34", "@bov••• (Telegram)"),
        (Kind.NAME, "Mr Jon A. Smith", "J••• A••• S•••"),
        (Kind.POSTCODE, "ls13ex", "LS1 •••"),
    ],
)
def test_pages_show_enough_to_tell_two_apart(kind: Kind, raw: str, shown: str) -> None:
    identifier = read_answer(kind, raw).identifiers[0]

    assert masked(identifier) == shown
