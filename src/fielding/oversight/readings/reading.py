"""Reading again: who may, what they answer, when an adjudicator settles it, and what follows."""

from fielding.access.roles import Actor
from fielding.cases.case import Case
from fielding.cases.deciding import FEWEST_WORDS, has_substance
from fielding.cases.reviewing import review_right
from fielding.cases.step import Step
from fielding.cases.wording import read_words
from fielding.definitions.service import Service
from fielding.oversight.readings.errors import (
    AlreadyRead,
    AnswerAtFault,
    NotForReopening,
    NotForSettling,
    NotIndependent,
    NotOpened,
)
from fielding.oversight.readings.folding import ACT, NOTHING, UNSURE, Picked, Reading
from fielding.oversight.readings.population import DISMISSED, Deciders

ANSWERS = (ACT, NOTHING, UNSURE)
#: What was decided first, in the words of an answer.
FIRST = {DISMISSED: NOTHING}
OVERTURNED, UPHELD, WAITING, UNREAD = "overturned", "upheld", "waiting", "unread"


def first_answer(picked: Picked) -> str:
    """Say what the decision amounts to, as an answer."""
    return FIRST.get(picked.pick.decided.kind, ACT)


def needs_settling(picked: Picked, reading: Reading) -> bool:
    """Must an adjudicator read it too? Where the two differ, and for the share set aside."""
    if reading.answer is None or reading.settled:
        return False
    return picked.pick.checked or reading.answer.code != first_answer(picked)


def require_waiting(picked: Picked, reading: Reading, *, to_settle: bool) -> None:
    """Refuse who would open a case that nobody waits for them to read: a report is no reading.

    Raises AlreadyRead, and NotForSettling for who settles.
    """
    if to_settle and not needs_settling(picked, reading):
        raise NotForSettling(reading=reading.id)
    if reading.answer and not to_settle:
        raise AlreadyRead(reading=reading.id)


def result_of(picked: Picked, reading: Reading | None) -> str:
    """Say what the second reading came to: overturned, upheld, waiting or unread."""
    if reading is None or reading.answer is None:
        return UNREAD
    if needs_settling(picked, reading):
        return WAITING
    last = reading.settled or reading.answer
    return UPHELD if last.code == first_answer(picked) else OVERTURNED


def require_independent(reading: Reading, deciders: Deciders, actor: Actor) -> None:
    """Refuse who decided on the case, who acts for a firm that did, and who read it already.

    The organisation a case was given to reads it, nobody else; an adjudicator is of any that
    took no decision on it, and is not the reader.
    """
    if actor.name in deciders.people:
        raise NotIndependent(because="you took a decision on this case")
    if actor.firm in deciders.firms:
        raise NotIndependent(because="your organisation took a decision on this case")
    if reading.answer and reading.answer.by == actor.name:
        raise NotIndependent(because="you have read this case already")


def opening(reading: Reading, deciders: Deciders, actor: Actor) -> Step:
    """Record that somebody reads the answers, before they see a word of them.

    The case is named by the reading's first entry alone: what a reader writes grants no sight.
    """
    require_independent(reading, deciders, actor)
    return Step(kind="reading.opened")


def answering(
    reading: Reading, deciders: Deciders, actor: Actor, *, code: str, reason: str
) -> Step:
    """Answer, with a reason that is sealed; raise what stands against it."""
    if reading.answer:
        raise AlreadyRead(reading=reading.id)
    require_independent(reading, deciders, actor)
    return _answer("reading.answered", reading, actor, (code, reason), ANSWERS)


def settling(
    picked: Picked, reading: Reading, deciders: Deciders, actor: Actor, said: tuple[str, str]
) -> Step:
    """Settle a reading with an answer and a reason; the adjudicator has to come to one."""
    if not needs_settling(picked, reading):
        raise NotForSettling(reading=reading.id)
    require_independent(reading, deciders, actor)
    return _answer("reading.settled", reading, actor, said, (ACT, NOTHING))


def reopening(picked: Picked, reading: Reading, service: Service, case: Case) -> tuple[Step, Step]:
    """Ask that the case be looked at again: the case's step, and the reading's.

    Only where the second reading overturned the decision that still stands. The time within which
    a reporter must ask does not bind the authority.
    """
    found = review_right(service, case)
    overturned = result_of(picked, reading) == OVERTURNED
    dismissed = picked.pick.decided.kind == DISMISSED
    if reading.reopened is not None or not (overturned and dismissed) or found is None:
        raise NotForReopening(reading=reading.id)
    taken, _ = found
    facts = {"of": taken.decision, "asked": "second-reading"}
    asked = Step(kind="review.requested", facts=facts, also=(reading.subject,))
    return asked, Step(kind="reading.reopened", also=(f"case/{reading.case}",))


def _answer(
    kind: str, reading: Reading, actor: Actor, said: tuple[str, str], allowed: tuple[str, ...]
) -> Step:
    code, reason = said
    faults: dict[str, str] = {}
    if code not in allowed:
        faults["code"] = "Choose what you came to"
    if not has_substance(reason):
        faults["reason"] = f"Give your reason in at least {FEWEST_WORDS} different words"
    if faults:
        raise AnswerAtFault(faults)
    if actor.name not in reading.openers:
        raise NotOpened(reading=reading.id)
    words = read_words("reason", reason)
    return Step(kind=kind, facts={"code": code}, sealed={"reason": words})
