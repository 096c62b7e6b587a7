"""Addresses of wallets, held against the checksum each kind carries.

Base58Check (Bitcoin's first two kinds, Tron, Litecoin, Dogecoin), Bech32 and Bech32m (BIP 173 and
350), Ethereum's capitals (EIP-55). An address whose checksum does not fit is kept, with a doubt:
two people who copied the same wrong address were told the same wrong address.
"""

import re
from hashlib import sha256

from stdnum.bitcoin import b58decode, bech32_checksum

from fielding.linking.identifiers.accounts import read_iban
from fielding.linking.identifiers.identifier import (
    Doubt,
    Identifier,
    IdentifierKind,
    Read,
    Refusal,
)
from fielding.linking.identifiers.keccak import keccak_256

#: BIP 173 fixes the remainder of the first kind (witness version 0), BIP 350 of all later ones.
_BECH32, _BECH32M = 1, 0x2BC830A3
_BECH32_LETTERS = {letter: at for at, letter in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
#: The first byte of a decoded address: Bitcoin 0 and 5, Tron 65, Litecoin 48 and 50, Dogecoin 30.
_VERSIONS = frozenset({0x00, 0x05, 0x41, 0x30, 0x32, 0x1E})
_ETHEREUM = re.compile(r"0x[0-9a-f]{40}", re.IGNORECASE)
_SEGWIT = re.compile(r"(bc|tb|ltc)1[0-9a-z]{20,87}", re.IGNORECASE)
_BASE58 = re.compile(r"[13LMDT][1-9A-HJ-NP-Za-km-z]{25,34}")
_OTHER = re.compile(r"[0-9A-Za-z]{20,110}")


def read_wallet(piece: str) -> Read:
    """Read the addresses of a piece: alone, spaced out, in a payment link or one of an explorer."""
    parts = re.split(r"[^0-9A-Za-z]+", piece)
    for written in (parts, ["".join(piece.split())]):
        if known := tuple(filter(None, map(_known, written))):
            return known
    if isinstance(iban := read_iban(piece), tuple):
        return iban
    others = (part for part in parts if _OTHER.fullmatch(part) and re.search(r"\d", part))
    return tuple(_wallet(part, part, Doubt.CHAIN_UNKNOWN) for part in others) or (
        Refusal.NOT_A_WALLET
    )


def _known(address: str) -> Identifier | None:
    if _ETHEREUM.fullmatch(address):
        return _wallet("0x" + address[2:].lower(), address, _capitals(address[2:]))
    if _SEGWIT.fullmatch(address):
        canonical = address.lower()
        return _wallet(canonical, canonical, None if _segwit(address) else Doubt.CHECK_DIGITS)
    if _BASE58.fullmatch(address):
        return _wallet(address, address, None if _base58(address) else Doubt.CHECK_DIGITS)
    return None


def _wallet(canonical: str, shown: str, doubt: Doubt | None) -> Identifier:
    return Identifier(kind=IdentifierKind.WALLET, canonical=canonical, shown=shown, doubt=doubt)


def _capitals(digits: str) -> Doubt | None:
    """Check the capitals of EIP-55: letter i is a capital if digit i of the hash is over seven."""
    if digits in {digits.lower(), digits.upper()}:
        return Doubt.NO_CHECK_DIGITS
    hashed = keccak_256(digits.lower().encode()).hex()
    meant = "".join(
        letter.upper() if int(by, 16) > 7 else letter
        for letter, by in zip(digits.lower(), hashed, strict=False)
    )
    return None if digits == meant else Doubt.CHECK_DIGITS


def _segwit(address: str) -> bool:
    lower = address.lower()
    if address not in {lower, address.upper()} and address[1:] != lower[1:]:
        return False  # one capital at the beginning is a keyboard's doing
    prefix, _, coded = address.lower().partition("1")
    if any(letter not in _BECH32_LETTERS for letter in coded):
        return False
    values = [_BECH32_LETTERS[letter] for letter in coded]
    spread = [ord(each) >> 5 for each in prefix] + [0] + [ord(each) & 31 for each in prefix]
    return bech32_checksum(spread + values) == (_BECH32 if values[0] == 0 else _BECH32M)


def _base58(address: str) -> bool:
    decoded = b58decode(address)
    check = sha256(sha256(decoded[:-4]).digest()).digest()[:4]
    return len(decoded) == 25 and decoded[0] in _VERSIONS and check == decoded[-4:]
