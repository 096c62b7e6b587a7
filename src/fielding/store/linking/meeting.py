"""Meets the identifiers of a stretch: those known have their numbers, new ones get one.

A new identifier is kept, with what is near it, when a report first mentions it. Those of a backlog
wait, and meet those near them all at once when all of it is read.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate

import psycopg

from fielding.app.linking.taking_up import Token
from fielding.linking.identifiers.identifier import SEARCHED
from fielding.linking.judgements.marking import Mark
from fielding.linking.tokens import NEAR_BYTES
from fielding.store.bigints import Bigints
from fielding.store.linking.asking import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """An identifier that no report mentions so far."""

    token: Token
    mark: Mark | None
    near: set[int] = field(default_factory=set)  # identifiers that share a form with it


@dataclass(slots=True, kw_only=True)
class Meeting:
    """The identifiers of one stretch, by their tokens."""

    connection: psycopg.Connection
    #: Those that are new wait to meet those near them.
    waiting: bool = False
    _numbers: dict[bytes, int] = field(default_factory=dict)
    _met: dict[int, Token] = field(default_factory=dict)
    _new: dict[int, New] = field(default_factory=dict)
    #: Forms of identifiers that are kept since: the tables did not tell of them.
    _formed: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def meet(self, tokens: Iterable[Token]) -> None:
        """Ask for the numbers of all these, and for what is near those that are new."""
        met = {token.token: token for token in tokens}
        if not met:
            return
        sought = [b"" if self.waiting else token.sought for token in met.values()]
        asked = {
            "tokens": list(met),
            "ends": list(accumulate(len(forms) // NEAR_BYTES for forms in sought)),
            "forms": Bigints(b"".join(sought)),
        }
        for token, number, is_new, mark, near in ask(self.connection, "meet", asked).fetchall():
            self._numbers[token] = number
            self._met[number] = met[token]
            if is_new:
                named = Mark(mark) if mark else None
                self._new[number] = New(token=met[token], mark=named, near=set(near))

    def mark(self, token: bytes, mark: Mark | None) -> None:
        """Note a mark on an identifier that was met, and that no report mentions so far."""
        number = self._numbers.get(token)
        if number is not None and number in self._new:
            self._new[number] = replace(self._new[number], mark=mark)

    def number(self, token: Token) -> int:
        """Give the number of an identifier that was met."""
        return self._numbers[token.token]

    def first_mention(self, number: int) -> New | None:
        """Give a new identifier once, with all that is near it by now; None from then on."""
        new = self._new.pop(number, None)
        if new is None or self.waiting or new.token.kind in SEARCHED:
            return new
        formed, forms = self._formed, _forms(new.token.near)
        for form in formed.keys() & _forms(new.token.sought):
            new.near.update(formed[form])
        again = {form: (*formed[form], number) for form in formed.keys() & forms}
        formed.update(dict.fromkeys(forms, (number,)))
        formed.update(again)
        return new

    def forget(self, gone: Iterable[int]) -> None:
        """Meet those anew that nobody mentions any more: should they come again, they are new."""
        gone = set(gone)
        for new in self._new.values():
            new.near.difference_update(gone)
        again = {number: self._met.pop(number) for number in gone if number in self._met}
        for number, token in again.items():
            for form in self._formed.keys() & _forms(token.near):
                held = self._formed[form]
                self._formed[form] = tuple(each for each in held if each != number)
        self.meet(again.values())


def _forms(told: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(told) // NEAR_BYTES}q", told)
