"""Columns: what a segment says of each entry, typed; what measures ask for is a column of its own.

Times are whole microseconds since 1970 (UTC): exact, and the same in every engine.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from fielding.app.standing import DEFAULT_NATION
from fielding.definitions.service import Service
from fielding.kernel.instants import local_day
from fielding.ledger.entry import Kept
from fielding.oversight.countings import amount_told
from fielding.oversight.records import NOBODY
from fielding.oversight.scope import month_of

#: Facts that are a column of their name.
WORDS = ("decision", "reason", "code", "referral", "recipient", "outcome", "result", "of", "to")
_EPOCH = datetime.fromtimestamp(0, UTC)
_MICROSECOND = timedelta(microseconds=1)
_ENTRY = (
    ("index", pa.int64()),
    ("leaf", pa.binary()),
    ("content", pa.binary()),
    ("id", pa.string()),
    ("service", pa.string()),
    ("definition", pa.string()),
    ("kind", pa.string()),
    ("subject", pa.string()),
    ("begun", pa.int64()),  # index of the subject's first entry: names the case in joins
    ("sent", pa.int64()),  # index of the referral's first entry: names the referral in joins
    ("at", pa.int64()),
    ("occurred_at", pa.int64()),
    ("recorded_at", pa.int64()),
    ("month", pa.string()),  # of `at`, UTC
    ("day", pa.date32()),  # of `at`, by the local clock
    ("actor", pa.string()),
    ("role", pa.string()),
    ("firm", pa.string()),
    ("contract", pa.string()),
    ("synthetic", pa.bool_()),
    ("nation", pa.string()),  # of case.sorted: whose working days count
    ("lead", pa.string()),  # of case.sorted: whom sorting is sure it goes to
    ("judicial", pa.bool_()),
)


@dataclass(slots=True)
class Columns:
    """Writes entries as rows of these columns; asks to be given the entries in their order."""

    words: Sequence[str]  # that measures look for: each gives a column says_<word>
    sums: Sequence[str]  # questions whose amounts measures add up: each gives a column pence_<name>
    _begun: dict[str, int] = field(default_factory=dict)
    _sent: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def schema(self) -> pa.Schema:
        """Name the columns with their types."""
        facts = [(name, pa.string()) for name in WORDS]
        said = [(says(word), pa.bool_()) for word in self.words]
        told = [(pence(question), pa.int64()) for question in self.sums]
        return pa.schema([*_ENTRY, *facts, *said, *told])

    def rows(self, entries: Iterable[Kept]) -> pa.Table:
        """Write entries as rows."""
        return pa.Table.from_pylist([self._row(kept) for kept in entries], schema=self.schema)

    def _row(self, kept: Kept) -> dict[str, object]:
        entry = kept.entry
        sorting = entry.kind == "case.sorted"
        referral = _word(entry.facts.get("referral"))
        return {
            "index": kept.place,
            "leaf": kept.leaf,
            "content": kept.content,
            "id": entry.id,
            "service": entry.service,
            "definition": entry.definition,
            "kind": entry.kind,
            "subject": entry.subject,
            "begun": self._begun.setdefault(entry.subject, kept.place),
            "sent": referral and self._sent.setdefault((entry.subject, referral), kept.place),
            "at": microseconds(entry.at),
            "occurred_at": microseconds(entry.occurred_at),
            "recorded_at": microseconds(entry.recorded_at),
            "month": month_of(entry.at),
            "day": local_day(entry.at),
            "actor": entry.actor,
            "role": entry.role,
            "firm": entry.firm,
            "contract": entry.contract,
            "synthetic": entry.synthetic,
            "nation": _nation(entry.facts) if sorting else None,
            "lead": _lead(entry.facts) if sorting else None,
            "judicial": entry.facts.get("judicial") is True,
            **{word: _word(entry.facts.get(word)) for word in WORDS},
            **{says(word): _said(entry.facts, word) for word in self.words},
            **{pence(question): amount_told(entry.facts, question) for question in self.sums},
        }


def words_of(services: Iterable[Service]) -> tuple[str, ...]:
    """List the words that measures of these services look for in facts."""
    found = {measure.where for service in services for measure in service.measures.values()}
    return tuple(sorted(word for word in found if word))


def sums_of(services: Iterable[Service]) -> tuple[str, ...]:
    """List the questions whose amounts measures of these services add up."""
    found = {measure.adds for service in services for measure in service.measures.values()}
    return tuple(sorted(question for question in found if question))


def columns_of(services: Collection[Service]) -> Columns:
    """Give what writes entries as rows with all that measures of these services ask for."""
    return Columns(words=words_of(services), sums=sums_of(services))


def pence(question: str) -> str:
    """Name the column of the amounts told in answer to a question, in pence."""
    return "pence_" + question.replace("-", "_")


def says(word: str) -> str:
    """Name the column that tells whether an entry says a word."""
    return "says_" + word.replace("-", "_")


def microseconds(moment: datetime) -> int:
    """Count the microseconds since 1970 exactly."""
    return (moment - _EPOCH) // _MICROSECOND


def instant(number: int) -> datetime:
    """Give the moment of so many microseconds since 1970."""
    return _EPOCH + number * _MICROSECOND


def days_between(first: int, last: int) -> Iterator[datetime]:
    """Give each day, at noon, from one moment to another (both in microseconds) and the next."""
    noon = instant(first).replace(hour=12, minute=0, second=0, microsecond=0)
    while noon <= instant(last) + timedelta(days=1):
        yield noon
        noon += timedelta(days=1)


def _said(facts: Mapping[str, object], word: str) -> bool:
    """Does a fact of this name hold, or has a fact this value? See `oversight.countings`."""
    return facts.get(word) is True or word in (f for f in facts.values() if isinstance(f, str))


def _word(fact: object) -> str | None:
    return fact if isinstance(fact, str) else None


def _nation(facts: Mapping[str, object]) -> str:
    nation = facts.get("nation")
    return nation if isinstance(nation, str) else DEFAULT_NATION


def _lead(facts: Mapping[str, object]) -> str:
    bodies = facts.get("bodies")
    if facts.get("sure") is True and isinstance(bodies, list) and bodies:
        return str(bodies[0][0])
    return NOBODY
