"""Public words: what each entry could say in public, by level, from what many share to few."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fielding.definitions.service import Service
from fielding.kernel.canonical import canonical_bytes
from fielding.kernel.instants import local_day
from fielding.ledger.entry import Entry, Kept
from fielding.oversight.books import Books
from fielding.oversight.countings import name_of
from fielding.oversight.scope import month_of

#: So many levels are said of an entry where it says what happened, its month, its firm.
WORDS_SAID, MONTH_SAID, FIRM_SAID = 2, 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened (the second level): the words that measures count."""

    decision: str | None
    result: str | None
    judicial: bool | None
    #: For each word that a measure looks for in entries of this kind: is it said?
    says: tuple[tuple[str, bool], ...]
    #: For each clock: how many promises this entry kept, and how many it ended too late.
    ended: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWords:
    """An entry's words: what identifies nobody, each level for fewer entries than the last.

    What happened comes before the month, so that what is rare (a promise broken) is left out once
    in all and not once in each month: figures over all months would else look better than they are.
    """

    case: str
    # first level
    synthetic: bool
    service: str
    kind: str
    # second to eighth
    happened: Happened
    month: str  # YYYY-MM, UTC, of the entry
    firm: str | None  # of a review: the one whose decision it is about
    recipient: str | None
    details: tuple[str | None, str | None, str | None, str]  # reason, outcome, code, public answers
    day: date  # by the local clock
    actor: str

    def levels(self) -> Sequence[object]:
        """Give the words by level."""
        first = (self.synthetic, self.service, self.kind)
        rest = (self.firm, self.recipient, self.details, self.day, self.actor)
        return (first, self.happened, self.month, *rest)


#: By index of the entry that ended them: clocks, and whether each promise was kept.
Ended = Mapping[int, Sequence[tuple[str, bool]]]
#: By index of a request for a review, or of the answer to one: the firm that took the decision.
Judged = Mapping[int, str | None]


def public_words(
    kept: Kept, services: Mapping[str, Service], ended: Ended, judged: Judged
) -> PublicWords:
    """Say what an entry could say in public; only answers marked public are among it."""
    entry, facts = kept.entry, kept.entry.facts
    service = services.get(entry.definition)
    ends = ended.get(kept.place, ())
    return PublicWords(
        case=entry.subject,
        synthetic=entry.synthetic,
        service=entry.service,
        kind=entry.kind,
        month=month_of(entry.at),
        happened=Happened(
            decision=_word(entry, "decision"),
            result=_word(entry, "result"),
            judicial=facts.get("judicial") is True if "judicial" in facts else None,
            says=tuple(_says(entry, service)),
            ended=tuple(_counted(ends)),
        ),
        firm=judged.get(kept.place, entry.firm),
        recipient=_word(entry, "recipient"),
        details=(
            _word(entry, "reason"),
            _word(entry, "outcome"),
            _word(entry, "code"),
            _public_answers(entry, service),
        ),
        day=local_day(entry.at),
        actor=entry.actor,
    )


def promises_ended(books: Books) -> Ended:
    """Find the promises that each entry ended."""
    found: dict[int, list[tuple[str, bool]]] = {}
    for record in books.records.values():
        for owed in record.owed:
            if owed.ended is not None and owed.promise.kept is not None:
                name = name_of("promise", record.case.service, owed.promise.clock)
                found.setdefault(owed.ended, []).append((name, owed.promise.kept))
    return found


def decisions_judged(books: Books) -> Judged:
    """Find the firm whose decision each review is about."""
    return {
        mark.index: one.decision.firm
        for record in books.records.values()
        for one in record.reviewables
        for mark in (one.request, one.answer)
        if mark is not None
    }


def _says(entry: Entry, service: Service | None) -> Iterator[tuple[str, bool]]:
    measures = service.measures.values() if service else ()
    words = {measure.where for measure in measures if measure.of == entry.kind and measure.where}
    told = [fact for fact in entry.facts.values() if isinstance(fact, str)]
    for word in sorted(words):
        yield word, entry.facts.get(word) is True or word in told


def _counted(ends: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, int, int]]:
    for clock in sorted({name for name, _ in ends}):
        kept = [was for name, was in ends if name == clock]
        yield clock, sum(kept), len(kept) - sum(kept)


def _word(entry: Entry, name: str) -> str | None:
    fact = entry.facts.get(name)
    return fact if isinstance(fact, str) else None


def _public_answers(entry: Entry, service: Service | None) -> str:
    given = entry.facts.get("answers")
    if service is None or not isinstance(given, dict):
        return ""
    public = {
        name: answer
        for name, answer in given.items()
        if (question := service.questions.get(name)) and question.public
    }
    return canonical_bytes(public).decode() if public else ""
