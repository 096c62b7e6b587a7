"""Turn what a publisher told of a contract into steps: only what an entry does not say yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fielding.app.books.registering.contracting import Change, State
from fielding.app.books.registering.slugs import Slugs, word
from fielding.cases.step import Step
from fielding.kernel.instants import write_instant
from fielding.ledger.entry import Kept
from fielding.oversight.register.registering import supplied, terminate_contract

POUNDS = "GBP"
_TOLD = ("contract.registered", "contract.changed")
Facts = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The process that a contract belongs to: slugs, and those of its parties by key."""

    process: str
    ocid: str
    buyer: str
    parties: Mapping[str, str]
    #: Digests of the releases that the process did not have before.
    fresh: frozenset[str]


def publish(
    states: Sequence[State], within: Within, slugs: Slugs, history: Sequence[Kept]
) -> Iterator[Step]:
    """Give the steps by which a contract's folio comes to say what its states tell.

    Only states of releases that are new to the process count, and of them none that is older than
    what the folio says: its release is kept with the process all the same.
    """
    current: Facts = {}
    for kept in history:
        if kept.entry.kind in _TOLD:
            current |= kept.entry.facts
    ended = any(kept.entry.kind == "contract.terminated" for kept in history)
    for state in states:
        if current and not _is_news(state, within, current):
            continue
        facts = facts_of(state, within, slugs)
        changed = {name: told for name, told in facts.items() if current.get(name) != told}
        if changed.keys() - {"release", "released_at"}:
            yield _step(state, changed if current else facts, begins=not current)
            current |= facts
        if state.status == "terminated" and not ended:
            ended = True
            yield _ending(state)
    yield from _amending(states, slugs, history)


def facts_of(state: State, within: Within, slugs: Slugs) -> Facts:
    """Give all facts of a state: closed words, days and amounts. Titles show as a keyed hash."""
    facts: Facts = {
        "process": within.process,
        "ocid": word(within.ocid),
        "buyer": within.buyer,
        **supplied([within.parties[key] for key in state.suppliers]),
        "stage": state.stage.value,
        "form": state.form.value,
        "release": state.release,
        "released_at": write_instant(state.released_at),
        "texts": slugs.token(f"{state.title}\n{state.description}"),
    }
    if state.status:
        facts["status"] = state.status
    days = {"begins": state.begins, "ends": state.ends, "signed": state.signed}
    facts |= {name: day.isoformat() for name, day in days.items() if day is not None}
    if state.may_end is not None:
        facts["may_end"] = state.may_end.isoformat()
    if state.value is not None:
        told = plain(state.value.amount)
        pounds = state.value.currency == POUNDS
        facts |= {"value": told} if pounds else {"amount": told, "currency": state.value.currency}
    return facts


def plain(amount: Decimal) -> str:
    """Write an amount without an exponent."""
    return format(amount, "f")


def _step(state: State, facts: Facts, *, begins: bool) -> Step:
    kind = "contract.registered" if begins else "contract.changed"
    texts = {"title": state.title, "description": state.description}
    marks = {"release": state.release, "released_at": write_instant(state.released_at)}
    return Step(
        kind=kind,
        facts={**facts, **marks},
        sealed={name: text for name, text in texts.items() if text} or {"title": ""},
        occurred_at=state.released_at,
    )


def _is_news(state: State, within: Within, current: Facts) -> bool:
    newest = write_instant(state.released_at) >= str(current["released_at"])
    return newest and state.release in within.fresh


def _ending(state: State) -> Step:
    """End a contract; the standard says `terminated` of finished and of failed ones alike."""
    day = state.released_at.date()
    on = min(day, state.ends) if state.ends else day
    reason = "early" if state.terminated else _reason(state.ends, day)
    step = terminate_contract(on, reason)
    sealed = {"reason": state.terminated} if state.terminated else {}
    return Step(kind=step.kind, facts=step.facts, sealed=sealed, occurred_at=state.released_at)


def _reason(ends: date | None, day: date) -> str:
    return "completed" if ends is not None and ends <= day else "not-told"


def _amending(states: Sequence[State], slugs: Slugs, history: Sequence[Kept]) -> Iterator[Step]:
    known = {k.entry.facts["amendment"] for k in history if k.entry.kind == "contract.amended"}
    last = states[-1]
    for change in last.changes:
        token = slugs.token(change.id)
        if token not in known:
            known.add(token)
            yield _amendment(change, token, last)


def _amendment(change: Change, token: str, state: State) -> Step:
    facts: Facts = {"amendment": token, "release": state.release}
    if change.on is not None:
        facts["on"] = change.on.isoformat()
    sealed = {"id": change.id, "words": change.words}
    return Step(kind="contract.amended", facts=facts, sealed=sealed, occurred_at=state.released_at)
