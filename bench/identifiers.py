"""Identifiers read as people write them, and found in running text, beside the bare library."""

import random
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import phonenumbers

from bench.figures import Figure
from fielding.definitions.service import Kind
from fielding.linking.identifiers.finding import find_in_text
from fielding.linking.identifiers.nearness import near_forms
from fielding.linking.identifiers.reading import read_answer

COUNT = 200_000
SEED = 4
#: Of a narrative, so many letters: about what people write.
NARRATIVE = (
    "They rang me from {0} and said they were my bank. I went to {1} as they told me, and sent "
    "£2,400.00 on 12-03-26 to sort code {2}. Later a mail came from {3}. I am very upset. " * 3
)
T = TypeVar("T")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def measure() -> list[Figure]:
    """Read many of each kind, find them in narratives, and make keys for near ones."""
    chance = random.Random(SEED)
    written = [_written(chance) for _ in range(COUNT)]
    phones = [raw for kind, raw in written if kind is Kind.PHONE]
    begun = time.process_time()
    read = [one for kind, raw in written for one in read_answer(kind, raw).identifiers]
    reading = time.process_time() - begun
    return [
        Figure(
            what=f"identifiers read, {COUNT:,} in six kinds as people write them",
            value=round(COUNT / reading), unit="identifiers/s of one core",
            limit=round(_rate(_bare, phones[:10_000])),
            limit_is="the library of phone numbers alone, on the phones among them",
        ),
        Figure(
            what="keys by which near ones meet, for each identifier",
            value=round(_rate(near_forms, read[:20_000])), unit="identifiers/s of one core",
        ),
        Figure(
            what="narratives of 500 letters looked through",
            value=round(_rate(find_in_text, list(_narratives(chance)))),
            unit="narratives/s of one core",
        ),
        Figure(
            what="the slowest text of 20,000 signs that we know of",
            value=round(1000 / _rate(find_in_text, ["0 " * 10_000] * 3), 1), unit="ms",
        ),
    ]  # fmt: skip


def _rate(work: Callable[[T], object], things: list[T]) -> float:
    begun = time.process_time()
    for thing in things:
        work(thing)
    return len(things) / (time.process_time() - begun)


def _bare(raw: str) -> str:
    number = phonenumbers.parse(raw, "GB")
    phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _narratives(chance: random.Random) -> Iterator[str]:
    for _ in range(2_000):
        parts = (_phone(chance), _website(chance), _account(chance), _email(chance))
        yield NARRATIVE.format(*parts)[:500]


def _written(chance: random.Random) -> tuple[Kind, str]:
    kind = chance.choice(list(_WRITERS))
    return kind, _WRITERS[kind](chance)


def _word(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(_LETTERS, k=length))


def _digits(chance: random.Random, length: int) -> str:
    return f"{chance.randrange(10**length):0{length}}"


def _phone(chance: random.Random) -> str:
    number = f"7{_digits(chance, 9)}"
    writing = chance.choice(("0{0}", "+44 {1} {2}", "0{1} {2}", "0044{0}", "(0{1}){2}", "0{1}-{2}"))
    return writing.format(number, number[:4], number[4:])


def _account(chance: random.Random) -> str:
    sort_code, number = _digits(chance, 6), _digits(chance, 8)
    pairs = (sort_code[:2], sort_code[2:4], sort_code[4:], number)
    return chance.choice(("{0}-{1}-{2} {3}", "{0}{1}{2} {3}", "{0} {1} {2} acc {3}")).format(*pairs)


def _email(chance: random.Random) -> str:
    writing = chance.choice(("{}@{}", "{} @ {}", "{}(at){}", "mailto:{}@{}"))
    return writing.format(_word(chance, 7), f"{_word(chance, 6)}.com")


def _website(chance: random.Random) -> str:
    writing = chance.choice(("{}.co.uk", "https://www.{}.com/login?id=3", "hxxps://{}[.]top"))
    return writing.format(_word(chance, 9))


def _wallet(chance: random.Random) -> str:
    return "bc1q" + "".join(chance.choices("qpzry9x8gf2tvdw0s3jn54khce6mua7l", k=38))


def _handle(chance: random.Random) -> str:
    return chance.choice(("@{}", "{}", "https://t.me/{}")).format(_word(chance, 9))


_WRITERS: dict[Kind, Callable[[random.Random], str]] = {
    Kind.PHONE: _phone,
    Kind.ACCOUNT: _account,
    Kind.EMAIL: _email,
    Kind.WEBSITE: _website,
    Kind.WALLET: _wallet,
    Kind.HANDLE: _handle,
}
