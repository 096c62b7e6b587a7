"""Invents people who live together, and what reports say of them, with the truth kept apart.

They share surname, postcode, place and often a telephone; some are twins, some are named after a
parent. Every field is at times left out or mistyped. This is where models of persons fail most.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from fielding.simulation.drawing import percent, seeded
from fielding.simulation.linking.mixture import Kind
from fielding.simulation.linking.spelling import spell

_SYLLABLES = (
    "ba", "co", "da", "el", "fi", "ga", "ha", "io", "ja", "ka", "lo", "ma", "ne", "or", "pe",
    "qui", "ra", "sa", "to", "ul", "va", "wi", "ya", "zo", "th", "br", "st", "an", "er", "in",
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FIRST_NAMES, _SURNAMES, _PLACES = 600, 3000, 300
#: How common a name is falls with its rank, from here on.
_FIRST_HEAD, _SURNAME_HEAD = 5, 15
#: How often a person occurs: so many records, by weight.
_RECORDS = {1: 40, 2: 25, 3: 20, 4: 10, 6: 5}
_ADULTS, _CHILDREN = (1, 2, 2, 2), (0, 0, 1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How often it goes which way, in percent."""

    twins: float = 6
    namesakes: float = 8
    #: The household's telephone is given, and not one's own.
    shared_phone: float = 70
    email: float = 40
    missing: float = 6
    mistyped: float = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one report says of a person, and who it truly was."""

    person: int
    household: int
    fields: dict[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Home:
    number: int
    surname: str
    place: str
    postcode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stock:
    first_names: list[str]
    surnames: list[str]
    places: list[tuple[str, str]]


def households(records: int, seed: str, habits: Habits | None = None) -> list[Told]:
    """Invent so many records of people in households, in no order; a seed is always the same."""
    rng, habits = seeded(f"households/{seed}"), habits or Habits()
    told: list[Told] = []
    stock = _stock(rng)
    people = home = 0
    while len(told) < records:
        house = _home(rng, stock, home)
        home += 1
        for first_name, born in _members(rng, stock, habits):
            told += _told(rng, habits, house, (people, first_name, born))
            people += 1
    rng.shuffle(told)
    return told[:records]


def _stock(rng: Random) -> _Stock:
    places = _words(rng, _PLACES, 3, 4)
    return _Stock(
        first_names=_words(rng, _FIRST_NAMES, 2, 3),
        surnames=_words(rng, _SURNAMES, 2, 4),
        places=[
            (place, f"{''.join(rng.choices(_LETTERS, k=2))}{rng.randint(1, 29)}")
            for place in places
        ],
    )


def _words(rng: Random, number: int, shortest: int, longest: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        found["".join(rng.choices(_SYLLABLES, k=rng.randint(shortest, longest)))] = None
    return list(found)


def _common(rng: Random, names: list[str], head: int) -> str:
    weights = [1 / (rank + head) for rank in range(len(names))]
    return rng.choices(names, weights)[0]


def _home(rng: Random, stock: _Stock, number: int) -> _Home:
    place, district = rng.choice(stock.places)
    return _Home(
        number=number,
        surname=_common(rng, stock.surnames, _SURNAME_HEAD),
        place=place,
        postcode=f"{district} {rng.randint(1, 9)}{''.join(rng.choices(_LETTERS, k=2))}",
    )


def _members(rng: Random, stock: _Stock, habits: Habits) -> Iterator[tuple[str, str]]:
    def name() -> str:
        return _common(rng, stock.first_names, _FIRST_HEAD)

    born, parent = rng.randint(1940, 1985), name()
    yield parent, _date(rng, born)
    for _ in range(rng.choice(_ADULTS) - 1):
        yield name(), _date(rng, born)
    for _ in range(rng.choice(_CHILDREN)):
        day = _date(rng, born + 28)
        yield parent if percent(rng, habits.namesakes) else name(), day
        if percent(rng, habits.twins):
            yield name(), day


def _date(rng: Random, about: int) -> str:
    year = rng.randint(about - 6, about + 6)
    return f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _told(
    rng: Random, habits: Habits, home: _Home, person: tuple[int, str, str]
) -> Iterator[Told]:
    number, first_name, born = person
    own, shared = spell(Kind.PHONE, 2 * number), spell(Kind.PHONE, 2 * home.number + 1)
    email = f"{first_name}.{home.surname}{number % 97}@example.com"
    for _ in range(rng.choices(list(_RECORDS), list(_RECORDS.values()))[0]):
        fields = {
            "first_name": first_name,
            "surname": home.surname,
            "date_of_birth": born,
            "place": home.place,
            "postcode": home.postcode,
            "phone": shared if percent(rng, habits.shared_phone) else own,
            "email": email if percent(rng, habits.email) else None,
        }
        yield Told(
            person=number,
            household=home.number,
            fields={name: _written(rng, habits, value) for name, value in fields.items()},
        )


def _written(rng: Random, habits: Habits, value: str | None) -> str | None:
    if value is None or percent(rng, habits.missing):
        return None
    return _slip(rng, value) if percent(rng, habits.mistyped) else value


def _slip(rng: Random, text: str) -> str:
    """Change, drop, double into another, or swap one character."""
    at = rng.randrange(len(text))
    other = rng.choice("0123456789" if text[at].isdigit() else _LETTERS)
    slips = (
        text[:at] + other + text[at + 1 :],
        text[:at] + text[at + 1 :],
        text[:at] + other + text[at:],
        text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
    )
    return rng.choices(slips, (4, 2, 2, 2))[0]
