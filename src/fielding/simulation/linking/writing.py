"""Writes identifiers as people do: in many ways, and now and then wrongly."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from fielding.simulation.drawing import percent
from fielding.simulation.linking.mixture import Kind

#: How often somebody writes an identifier in another way than the plainest, in percent.
OTHERWISE = 55.0
#: Of the digits and letters of an identifier, only so many at the end are mistyped: a phone stays
#: in its range that nobody has.
TAIL: Mapping[Kind, int] = {
    Kind.PHONE: 3, Kind.ACCOUNT: 8, Kind.EMAIL: 4, Kind.DOMAIN: 6, Kind.HANDLE: 5, Kind.WALLET: 30,
}  # fmt: skip

Way = Callable[[str], str]


def _spaced(number: str) -> str:
    return f"{number[:5]} {number[5:8]} {number[8:]}"


def _sort_code(account: str) -> str:
    return account[:8].replace("-", "")


def _in_fours(account: str) -> str:
    """Part the account number in two fours, where it has eight digits."""
    number = account[9:]
    return f"{account[:8]} {number[:4]} {number[4:]}" if len(number) == 8 else account


_WAYS: Mapping[Kind, Sequence[Way]] = {
    Kind.PHONE: (
        _spaced,
        lambda number: f"+44 {number[1:5]} {number[5:]}",
        lambda number: f"0044{number[1:]}",
        lambda number: f"({number[:5]}) {number[5:]}",
        lambda number: f"+44 (0){number[1:]}",
        lambda number: f"{number[:5]}-{number[5:]}",
    ),
    Kind.ACCOUNT: (
        lambda account: f"{_sort_code(account)} {account[9:]}",
        lambda account: f"{_sort_code(account)}-{account[9:]}",
        lambda account: f"sort code {account[:8].replace('-', ' ')} acc {account[9:]}",
        _in_fours,
    ),
    Kind.EMAIL: (
        str.upper,
        lambda address: f"mailto:{address}",
        str.capitalize,
    ),
    Kind.DOMAIN: (
        lambda host: f"http://{host}/",
        lambda host: f"https://www.{host}/login?id=457",
        lambda host: f"hxxps://{host.replace('.', '[.]')}",
        str.upper,
    ),
    Kind.HANDLE: (
        lambda handle: handle.removeprefix("@"),
        str.upper,
        lambda handle: f"https://t.me/{handle.removeprefix('@')}",
    ),
    Kind.WALLET: (str.upper, lambda wallet: f"{wallet} "),
}
#: In running text an identifier is written so that it shows what it is.
_IN_TEXT: Mapping[Kind, Sequence[Way]] = {
    Kind.PHONE: (lambda number: f"+44{number[1:]}", lambda number: f"+44 {number[1:]}"),
    Kind.ACCOUNT: (
        lambda account: f"sort code {account[:8]} account {account[9:]}",
        lambda account: f"{account[:8]}, account number {account[9:]}",
    ),
    Kind.EMAIL: (str, lambda address: address.replace("@", " (at) ")),
    Kind.DOMAIN: (lambda host: f"https://{host}", lambda host: f"hxxp://{host}/pay"),
    Kind.HANDLE: (str,),
    Kind.WALLET: (str,),
}


def write(rng: Random, kind: Kind, spelt: str) -> str:
    """Write an identifier in one of the ways that people write its kind."""
    if not percent(rng, OTHERWISE):
        return spelt
    return rng.choice(_WAYS[kind])(spelt)


def write_in_text(rng: Random, kind: Kind, spelt: str) -> str:
    """Write an identifier as it stands in a story."""
    return rng.choice(_IN_TEXT[kind])(spelt)


def mistype(rng: Random, kind: Kind, spelt: str) -> str:
    """Write one digit or letter wrongly, swap two, or drop one; never gives the same again.

    A phone keeps its length: one that is too short is no phone to any reader.
    """
    end = spelt.index("@") if kind is Kind.EMAIL else len(spelt.removesuffix(".example"))
    places = [place for place in range(end) if spelt[place].isalnum()][-TAIL[kind] :]
    wrong = spelt
    while wrong == spelt:
        wrong = _slip(rng, spelt, places)
        if kind is Kind.PHONE and len(wrong) < len(spelt):
            wrong = spelt
    return wrong


def _slip(rng: Random, spelt: str, places: Sequence[int]) -> str:
    place = rng.choice(places)
    before, letter, after = spelt[:place], spelt[place], spelt[place + 1 :]
    chance = rng.random()
    if chance < 0.5:
        others = "0123456789" if letter.isdecimal() else "acdefghjklmnpqrstuvwxyz"
        return before + rng.choice(others) + after
    if chance < 0.75 and place != places[0] and spelt[place - 1].isalnum():
        return before[:-1] + letter + before[-1] + after
    return before + after
