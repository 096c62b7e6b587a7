"""Mentions: which identifiers a report holds, whose they are, and what was set aside and why.

The definition says which answers identify, and whom. Free text is looked through as well: what
stands there counts as the other side's, unless the same report gives it as the reporter's own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from fielding.definitions.service import Kind, Question, Service
from fielding.linking.identifiers.identifier import Identifier, Reading, Refusal
from fielding.linking.identifiers.modulus import AccountTable
from fielding.linking.identifiers.reading import read_answer

#: So many identifiers of one report are linked: whoever lists more is not telling of one fraud.
MOST = 64
_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})


class Whose(StrEnum):
    """Whose identifier it is, as the report tells it."""

    SUSPECT = "suspect"
    REPORTER = "reporter"


#: To ask an enumeration for one of its own takes four times as long as to ask the module.
_SUSPECT, _REPORTER = Whose.SUSPECT, Whose.REPORTER
_WHOSE = {None: _SUSPECT} | {whose.value: whose for whose in Whose}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One identifier in one report."""

    identifier: Identifier
    whose: Whose


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """All that a report mentions, each identifier once."""

    mentions: tuple[Mention, ...] = ()
    #: How many pieces of answers were set aside, by reason.
    set_aside: Mapping[Refusal, int] = field(default_factory=dict)


def questions_of(service: Service, kind: Kind) -> list[Question]:
    """Give the questions of one kind, in their order."""
    return [question for question in service.questions.values() if question.kind is kind]


def read_mentions(
    service: Service, answers: Mapping[str, object], accounts: AccountTable | None = None
) -> Mentioned:
    """Read the identifiers in a report's answers; never raises, whatever people typed.

    What a report gives as the reporter's own is not the other side's, wherever else it stands in
    the same report: people put their own number into the wrong field. With the payment scheme's
    table, `accounts`, accounts are checked against it.
    """
    found: dict[tuple[str, str], Identifier] = {}
    own: set[tuple[str, str]] = set()
    set_aside: Counter[Refusal] = Counter()
    for whose, reading in _readings(service, answers, accounts):
        for identifier in reading.identifiers:
            key = identifier.key
            found.setdefault(key, identifier)
            if whose is _REPORTER:
                own.add(key)
        for each in reading.set_aside:
            set_aside[each.reason] += each.count
    if len(found) > MOST:
        set_aside[Refusal.TOO_MANY] += len(found) - MOST
    mentions = [
        Mention(identifier=identifier, whose=_REPORTER if key in own else _SUSPECT)
        for key, identifier in islice(found.items(), MOST)
    ]
    return Mentioned(mentions=tuple(mentions), set_aside=dict(set_aside))


def read_added(text: str, accounts: AccountTable | None = None) -> Mentioned:
    """Read the identifiers in what a reporter added later, in their own words."""
    reading = read_answer(Kind.LONG_TEXT, text, accounts)
    return Mentioned(
        mentions=tuple(
            Mention(identifier=identifier, whose=_SUSPECT)
            for identifier in reading.identifiers[:MOST]
        )
    )


def _readings(
    service: Service, answers: Mapping[str, object], accounts: AccountTable | None
) -> Iterator[tuple[Whose, Reading]]:
    for name, answer in answers.items():
        question = service.questions.get(name)
        if question is None or not (question.identifier or question.kind in _TEXTS):
            continue
        yield _WHOSE[question.identifier], read_answer(question.kind, answer, accounts)
