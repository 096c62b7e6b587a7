"""Follow a case: what the reporter sees and may do, with the reference and the code."""

from dataclasses import dataclass, replace

from fielding.access.roles import Actor, Role
from fielding.app.acting import act_on_case
from fielding.app.errors import WrongCode
from fielding.app.open_case import Opened, lay_open
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Transaction
from fielding.app.progress_code import same_code
from fielding.cases.receiving import add_information
from fielding.cases.reviewing import ask_for_review as asking
from fielding.cases.reviewing import review_right
from fielding.definitions.service import ReviewRight
from fielding.ledger.sealing import Disclosed

REPORTER = Actor(name="reporter", role=Role.REPORTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A case as its reporter may see it."""

    opened: Opened
    #: The explanation given to them for the last decision, in the decider's words.
    explanation: str
    review: ReviewRight | None


def follow_case(hub: Hub, reference: str, code: str) -> Progress:
    """Show a reporter their case. Raises WrongCode whatever it is that does not fit."""
    reporter = reporter_of(hub, reference, code)

    def act(pen: Pen, tx: Transaction) -> Progress:
        if pen.current.erased_at:
            opened = Opened(
                service=pen.service,
                standing=pen.standing(),
                history=tuple(pen.history),
                disclosed={},
            )
            return Progress(opened=opened, explanation="", review=None)
        opened = _for_the_reporter(lay_open(pen, tx))
        right = review_right(pen.service, pen.current)
        return Progress(
            opened=opened, explanation=_explanation(opened), review=right[1] if right else None
        )

    return act_on_case(hub, reporter, reporter.case or "", None, act)


def own_answers(hub: Hub, reference: str, code: str) -> tuple[str, tuple[Disclosed, ...]]:
    """Give the reporter their own sealed answers with the salts, and the entry's id."""
    opened = follow_case(hub, reference, code).opened
    first = opened.history[0].entry.id
    return first, opened.disclosed.get(first, ())


def add_to_case(hub: Hub, reference: str, code: str, text: str) -> None:
    """Let the reporter add to their report."""
    reporter = reporter_of(hub, reference, code)
    act_on_case(
        hub,
        reporter,
        reporter.case or "",
        None,
        lambda pen, _: pen.write(reporter, add_information(text)),
    )


def ask_for_review(hub: Hub, reference: str, code: str, grounds: str) -> None:
    """Let the reporter ask that the last decision be looked at again."""
    reporter = reporter_of(hub, reference, code)
    act_on_case(
        hub,
        reporter,
        reporter.case or "",
        None,
        lambda pen, _: pen.write(
            reporter, asking(pen.service, pen.current, grounds, now=hub.clock.now())
        ),
    )


def reporter_of(hub: Hub, reference: str, code: str) -> Actor:
    """Turn a reference and its code into an actor for that one case; raise WrongCode."""
    plain = reference.strip().upper()
    case = hub.store.case_of(plain) if plain.isascii() and plain.isprintable() else None
    if case is None or not same_code(hub.token_key, case, code):
        raise WrongCode
    return replace(REPORTER, case=case)


#: What the reporter wrote themselves, or somebody for them.
THEIR_OWN = frozenset({"case.received", "case.added", "review.requested"})


def _for_the_reporter(opened: Opened) -> Opened:
    """Leave their own words and the explanations given to them; staff's notes are not theirs."""
    kinds = {kept.entry.id: kept.entry.kind for kept in opened.history}
    disclosed = {
        entry: tuple(f for f in fields if kinds[entry] in THEIR_OWN or f.name == "explanation")
        for entry, fields in opened.disclosed.items()
    }
    return replace(opened, disclosed=disclosed)


def _explanation(opened: Opened) -> str:
    """Find the words that the last decision, or the review of it, was explained with."""
    case = opened.standing.case
    wanted = {f"case.{case.decisions[-1].to}", "review.decided"} if case.decisions else set()
    for kept in reversed(opened.history):
        if kept.entry.kind in wanted:
            for field in opened.disclosed.get(kept.entry.id, ()):
                if field.name == "explanation":
                    return str(field.value)
    return ""
