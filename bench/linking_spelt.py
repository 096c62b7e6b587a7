"""Drawn numbers as identifiers that people could write, each of its kind, and as answers.

A slip is what it was meant to be with one digit or letter wrong, another for each slip.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

import numpy as np

from fielding.definitions.service import Kind as Asked
from fielding.definitions.service import Service
from fielding.linking.identifiers.identifier import Identifier
from fielding.linking.identifiers.reading import read_answer
from fielding.simulation.linking.mixture import Kind
from fielding.simulation.linking.naming import Mentions, Truth
from fielding.simulation.linking.spelling import spell
from fielding.simulation.linking.writing import write_in_text
from fielding.testing.plain_answers import plain_answers

#: How an answer of each kind is asked for, and by which question.
ASKED: Mapping[Kind, tuple[Asked, str]] = {
    Kind.PHONE: (Asked.PHONE, "suspect_phone"),
    Kind.ACCOUNT: (Asked.ACCOUNT, "suspect_account"),
    Kind.EMAIL: (Asked.EMAIL, "suspect_email"),
    Kind.DOMAIN: (Asked.WEBSITE, "suspect_website"),
    Kind.HANDLE: (Asked.HANDLE, "suspect_handle"),
    Kind.WALLET: (Asked.WALLET, "suspect_wallet"),
}
#: With these answers all of the questions are asked.
ALL_ASKED: Mapping[str, object] = {
    "kind": "shopping", "contact": ["phone", "email", "website", "social-media"],
    "money_lost": "yes", "how_paid": ["bank-transfer", "crypto"],
}  # fmt: skip
#: So many of the last digits or letters may be wrong. Of a wallet none: its checksum tells.
TAIL: Mapping[Kind, int] = {
    Kind.PHONE: 7, Kind.ACCOUNT: 8, Kind.EMAIL: 8, Kind.DOMAIN: 4, Kind.HANDLE: 8, Kind.WALLET: 0,
}  # fmt: skip


@dataclass(frozen=True)
class Spelt:
    """Which identifier each drawn number is."""

    kinds: list[Kind]
    slips: Mapping[int, tuple[int, int]]  # of what, and which place from the end is wrong

    @classmethod
    def of(cls, drawn: Mentions) -> "Spelt":
        """Give each slip a place of its own; what is mistyped more often is near no more."""
        typos = np.flatnonzero(drawn.truth == Truth.TYPO)
        typos = typos[np.argsort(drawn.meant[typos], kind="stable")]
        meant = drawn.meant[typos]
        rank = np.arange(len(typos)) - np.searchsorted(meant, meant)
        kinds = [Kind(each) for each in drawn.kind.tolist()]
        slips = zip(typos.tolist(), meant.tolist(), rank.tolist(), strict=True)
        return cls(kinds, {typo: (of, at) for typo, of, at in slips if at < TAIL[kinds[of]]})

    def text(self, number: int) -> str:
        """Spell an identifier; a number that was never drawn is a phone."""
        of, wrong = self.slips.get(number, (number, None))
        spelt = spell(self.kind(number), of)
        return spelt if wrong is None else _mistyped(spelt, self.kind(number), wrong)

    def kind(self, number: int) -> Kind:
        """Give the kind of an identifier."""
        return self.kinds[number] if number < len(self.kinds) else Kind.PHONE

    def identifier(self, number: int) -> Identifier:
        """Read an identifier as the hub reads it."""
        asked, _ = ASKED[self.kind(number)]
        return read_answer(asked, self.text(number)).identifiers[0]

    def answers(self, service: Service, named: Iterable[int]) -> dict[str, object]:
        """Answer a service: the first of a kind where it is asked for, others in the story."""
        told: dict[str, object] = {}
        story = ["They wrote to me and I paid."]
        for number in named:
            kind, text = self.kind(number), self.text(number)
            question = ASKED[kind][1]
            if question in told:
                story.append(write_in_text(Random(number), kind, text))
            told.setdefault(question, text)
        return plain_answers(service, **ALL_ASKED, **told, what_happened=". ".join(story))

    def around(self, numbers: Iterable[int]) -> set[int]:
        """Give these, what they are slips of, and all slips of these."""
        asked = set(numbers)
        meant = {self.slips[each][0] if each in self.slips else each for each in asked}
        return asked | meant | {slip for slip, (of, _) in self.slips.items() if of in meant}


def _mistyped(spelt: str, kind: Kind, wrong: int) -> str:
    end = spelt.index("@") if kind is Kind.EMAIL else len(spelt.removesuffix(".example"))
    at = [place for place in range(end) if spelt[place].isalnum()][-1 - wrong]
    sign = str((int(spelt[at]) + 1) % 10) if spelt[at].isdecimal() else "x"
    return f"{spelt[:at]}{sign}{spelt[at + 1 :]}"
