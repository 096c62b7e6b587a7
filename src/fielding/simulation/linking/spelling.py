"""Spells identifiers that belong to nobody, one for each number, by rules that keep them unused.

Phones come first from the ranges that Ofcom keeps free for drama, then from those beginning with
057, of which its numbering plan gives none out. Of either only numbers with a right check digit
(Damm's) are taken, so that no two are one slip apart: in real life, too, hardly any two are. Sort
code 00-00-00 is no bank's; RFC 2606 keeps `example` free; a wallet's checksum is right and its key
hash is drawn, so that nobody holds the key to it.
"""

from hashlib import sha256

from stdnum import damm
from stdnum.bitcoin import bech32_checksum

from fielding.simulation.linking.mixture import Kind

#: Ofcom, telephone numbers for use in TV and radio drama programmes: all but the last three digits.
DRAMA = (
    "07700900", "01134960", "01144960", "01154960", "01164960", "01174960", "01184960", "01214960",
    "01314960", "01414960", "01514960", "01614960", "02079460", "01914980", "02896496", "02920180",
    "03069990", "08081570", "09098790", "01632960",
)  # fmt: skip
UNUSED = "057"
#: Steps that go through all numbers of a range once, in no visible order, but for the check digit.
_DRAMA_STEP, _WIDE_STEP = 61, 6_180_339
_DRAMA_TURNS, _WIDE_TURNS = 100, 10**7
_LETTERS = "bcdfghjklmnprstvwz"
_VOWELS = "aeiou"
_SYLLABLES = tuple(letter + vowel for letter in _LETTERS for vowel in _VOWELS)
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
#: The human-readable part `bc`, as BIP 173 has it checked.
_BC = (3, 3, 0, 2, 3)
_HOSTS = ("example.com", "example.org", "example.net")


def spell(kind: Kind, number: int) -> str:
    """Spell the identifier with this number, in its plainest way; a number is always the same."""
    match kind:
        case Kind.PHONE:
            return _phone(number)
        case Kind.ACCOUNT:
            return f"00-00-00 {number * 48_271_337 % 10**8:08}"
        case Kind.EMAIL:
            return f"{_word(number)}{number % 97}@{_HOSTS[number % 3]}"
        case Kind.DOMAIN:
            word = _word(number)
            return f"{word[:4]}-{word[4:]}.example"
        case Kind.HANDLE:
            return f"@{_word(number)}{number % 89}"
        case Kind.WALLET:
            return _wallet(sha256(f"wallet/{number}".encode()).digest()[:20])


def is_spelt(phone: str, below: int) -> bool:
    """Say whether a phone is that of one of the numbers below this."""
    if len(phone) != 11 or not damm.is_valid(phone):
        return False
    if phone.startswith(UNUSED):
        turn = int(phone[len(UNUSED) : -1]) * pow(_WIDE_STEP, -1, _WIDE_TURNS) % _WIDE_TURNS
        return turn + len(DRAMA) * _DRAMA_TURNS < below
    for place, start in enumerate(DRAMA):
        if phone.startswith(start):
            turn = int(phone[len(start) : -1]) * pow(_DRAMA_STEP, -1, _DRAMA_TURNS) % _DRAMA_TURNS
            return turn * len(DRAMA) + place < below
    return False


def _phone(number: int) -> str:
    turn, place = divmod(number, len(DRAMA))
    if turn < _DRAMA_TURNS:
        digits = f"{DRAMA[place]}{turn * _DRAMA_STEP % _DRAMA_TURNS:02}"
    else:
        beyond = number - len(DRAMA) * _DRAMA_TURNS
        digits = f"{UNUSED}{beyond * _WIDE_STEP % _WIDE_TURNS:07}"
    return digits + damm.calc_check_digit(digits)


def _word(number: int) -> str:
    """Say a number in four syllables, each number up to 65 million differently."""
    left, word = number * 7_368_787 % len(_SYLLABLES) ** 4, ""
    for _ in range(4):
        left, place = divmod(left, len(_SYLLABLES))
        word += _SYLLABLES[place]
    return word


def _wallet(key_hash: bytes) -> str:
    """Spell a wallet that pays to a key's hash: BIP 173, version 0."""
    bits = int.from_bytes(key_hash)
    values = [0, *(bits >> shift & 31 for shift in range(155, -1, -5))]
    polymod = bech32_checksum([*_BC, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    check = [polymod >> shift & 31 for shift in range(25, -1, -5)]
    return "bc1" + "".join(_BECH32[value] for value in values + check)
