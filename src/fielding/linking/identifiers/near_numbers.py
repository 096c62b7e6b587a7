"""Keys of numbers with a fixed length: phones, accounts, registrations, postcodes.

They keep themselves and a mark in the place of each sign, and also seek themselves with two
neighbours swapped. The usual way, to leave a digit out, lets 800 numbers meet each where this
lets 99. Only what has a digit too few or too many is filled up or cut to the right length.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from fielding.linking.identifiers.identifier import IdentifierKind


@dataclass(frozen=True, slots=True)
class Number:
    """The signs of a number, and how many there should be."""

    signs: str
    right: int

    def kept(self) -> list[str]:
        """Give the keys that it keeps: `=` before what it is, `~` before what it may be."""
        if len(self.signs) == self.right:
            return [f"={self.signs}", *self._marked()]
        return [f"~{meant}" for meant in self._meant()]

    def also_sought(self) -> list[str]:
        """Give the keys that it seeks besides; never such that two slips lie between."""
        if len(self.signs) == self.right:
            return [f"~{self.signs}", *self._swapped()]
        return [f"={meant}" for meant in self._meant()]

    def _marked(self) -> list[str]:
        signs = self.signs
        return [f"{signs[:at]}?{signs[at + 1 :]}" for at in range(len(signs))]

    def _swapped(self) -> list[str]:
        signs = self.signs
        return [
            f"={signs[:at]}{other}{one}{signs[at + 2 :]}"
            for at, (one, other) in enumerate(pairwise(signs))
            if one != other
        ]

    def _meant(self) -> Iterator[str]:
        """Fill up one digit, or leave one out; with more to mend, nobody knows what was meant."""
        signs = self.signs
        if len(signs) == self.right - 1:
            for at in range(self.right):
                yield from (f"{signs[:at]}{digit}{signs[at:]}" for digit in "0123456789")
        elif len(signs) == self.right + 1:
            yield from (f"{signs[:at]}{signs[at + 1 :]}" for at in range(self.right + 1))


def number_of(kind: IdentifierKind, canonical: str) -> Number | None:
    """Give an identifier as a number; None for a kind that is none."""
    numbered = _NUMBERED.get(kind)
    return numbered(canonical) if numbered else None


def _phone(canonical: str) -> Number:
    if canonical.startswith("+44"):
        return Number(canonical[3:], 10)
    return Number(canonical[1:], len(canonical) - 1)


def _account(canonical: str) -> Number:
    return Number(canonical, 14)


def _registration(canonical: str) -> Number:
    return Number(canonical.replace("O", "0").replace("I", "1"), len(canonical))


def _postcode(canonical: str) -> Number:
    squeezed = canonical.replace(" ", "")
    return Number(squeezed, len(squeezed))


_NUMBERED: Mapping[IdentifierKind, Callable[[str], Number]] = {
    IdentifierKind.PHONE: _phone,
    IdentifierKind.ACCOUNT: _account,
    IdentifierKind.COMPANY: _registration,
    IdentifierKind.VEHICLE: _registration,
    IdentifierKind.POSTCODE: _postcode,
}
