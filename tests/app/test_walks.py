"""Random walks through the life of a case: whatever people try, the case stays sound."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.access.roles import Actor
from fielding.app.answer_referral import accept_referral, record_outcome, return_referral
from fielding.app.answer_review import answer_review
from fielding.app.decide_case import decide_case
from fielding.app.erase_case import erase_case
from fielding.app.follow_case import add_to_case, ask_for_review, follow_case
from fielding.app.handle_case import assign_case, hold_case, release_case
from fielding.app.open_case import open_case
from fielding.app.receive_case import Acknowledged, receive_case
from fielding.app.standing import nation_of, stand
from fielding.cases.case import Case
from fielding.cases.clocks import promises
from fielding.cases.history import advance, fold_case
from fielding.definitions.words import ENGINE_STATES
from fielding.kernel.errors import FieldingError
from fielding.kernel.instants import local_day
from fielding.ledger.entry import Kept, read_entry
from fielding.referral.answering import Outcome, SentBack
from fielding.testing.forms import DISMISS, KEEP, REFER, WORDS, a_report
from fielding.testing.hub import (
    ASSESSOR,
    COLLEAGUE,
    DPO,
    NORTH_OFFICER,
    OTHER_FIRM,
    REPORTER,
    SOUTH_OFFICER,
    SUPERVISOR,
    World,
    a_world,
)
from fielding.testing.services import sample_service

NOISE = sample_service()
KNOWN_STATES = {*ENGINE_STATES, *(decision.to for decision in NOISE.decisions.values())}
STAFF = st.sampled_from([ASSESSOR, COLLEAGUE, OTHER_FIRM, SUPERVISOR])
OFFICERS = st.sampled_from([NORTH_OFFICER, SOUTH_OFFICER])
ANYBODY = STAFF | OFFICERS | st.sampled_from([DPO])
FORMS = st.sampled_from([REFER, replace(REFER, recipient="south-council"), KEEP, DISMISS])


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One case in a world of its own."""

    world: World
    case: Acknowledged

    @property
    def history(self) -> tuple[Kept, ...]:
        return self.world.store.contents.histories[self.case.case]

    def referrals(self) -> list[str]:
        return list(fold_case(self.history).referrals)


Draw = Callable[[st.SearchStrategy[Any]], Any]


def _referral(life: Life, draw: Draw) -> str:
    return str(draw(st.sampled_from(life.referrals() or ["none"])))


def _decide(life: Life, draw: Draw) -> None:
    decide_case(life.world.hub, draw(STAFF), life.case.case, draw(FORMS))


def _review(life: Life, draw: Draw) -> None:
    form = draw(st.none() | FORMS)
    answer_review(life.world.hub, draw(STAFF), life.case.case, explanation=WORDS, replacement=form)


def _handle(life: Life, draw: Draw) -> None:
    hub, actor, case = life.world.hub, draw(STAFF), life.case.case
    match draw(st.sampled_from(["assign", "hold", "release"])):
        case "assign":
            assign_case(hub, actor, case, to=COLLEAGUE.name)
        case "hold":
            hold_case(hub, actor, case, reason="waiting-for-advice", note="Ask.")
        case _:
            release_case(hub, actor, case)


def _answer(life: Life, draw: Draw) -> None:
    hub, actor, case = life.world.hub, draw(OFFICERS), life.case.case
    referral = _referral(life, draw)
    if draw(st.booleans()):
        accept_referral(hub, actor, case, referral)
    else:
        return_referral(hub, actor, case, referral, SentBack(reason="wrong-place", note="No."))


def _conclude(life: Life, draw: Draw) -> None:
    actor: Actor = draw(STAFF | OFFICERS)
    of_referral = draw(st.booleans())
    outcome = Outcome(
        code=draw(st.sampled_from(["quiet", "fined", "filed"])),
        on=local_day(life.world.clock.moment),
        referral=_referral(life, draw) if of_referral else None,
    )
    record_outcome(life.world.hub, actor, life.case.case, outcome)


def _open(life: Life, draw: Draw) -> None:
    open_case(life.world.hub, draw(ANYBODY), life.case.case, purpose="assess")


def _report_back(life: Life, draw: Draw) -> None:
    hub, case = life.world.hub, life.case
    match draw(st.sampled_from(["add", "ask", "follow"])):
        case "add":
            add_to_case(hub, case.reference, case.code, "And again.")
        case "ask":
            ask_for_review(hub, case.reference, case.code, "You never came.")
        case _:
            follow_case(hub, case.reference, case.code)


def _erase(life: Life, draw: Draw) -> None:
    if draw(st.integers(0, 9)) == 0:
        erase_case(life.world.hub, DPO, life.case.case, basis="court-order")


STEPS = (
    _decide,
    _decide,
    _review,
    _handle,
    _answer,
    _answer,
    _conclude,
    _open,
    _report_back,
    _erase,
)


def live(data: st.DataObject) -> Life:
    """Lead a case through up to twenty things that people try; refusals are part of life."""
    world = a_world()
    urgent: dict[str, Any] = {"now": "yes"} if data.draw(st.booleans()) else {}
    life = Life(world=world, case=receive_case(world.hub, REPORTER, a_report(**urgent)))
    for step in data.draw(st.lists(st.sampled_from(STEPS), max_size=20)):
        world.clock.advance(hours=data.draw(st.integers(0, 100)))
        before = life.history
        try:
            step(life, data.draw)
        except FieldingError:
            assert life.history == before
    return life


@given(st.data())
@settings(max_examples=150)
def test_a_case_stays_sound_whatever_people_try(data: st.DataObject) -> None:
    life = live(data)

    case = fold_case(life.history)

    assert case.state in KNOWN_STATES
    assert all(b.entry.previous == a.leaf.hex() for a, b in pairwise(life.history))
    assert case == _step_by_step(life.history)
    assert case == fold_case([read_entry(kept.content) for kept in life.history])
    assert all(p.due_at >= p.started_at for p in _promises(case, life))
    _require_one_running_promise_each(case, life)


@given(st.data())
@settings(max_examples=60)
def test_how_a_case_stands_is_what_its_entries_tell(data: st.DataObject) -> None:
    life = live(data)

    kept = life.world.store.contents.standings[life.case.case]

    workday = life.world.hub.workdays.of(nation_of(kept.case))
    assert kept == stand(NOISE, fold_case(life.history), life.history, workday)


@given(st.data())
@settings(max_examples=60)
def test_nobody_answers_for_their_own_decision(data: st.DataObject) -> None:
    life = live(data)

    deciders: set[str] = set()
    for kept in life.history:
        if kept.entry.kind == "review.decided":
            assert kept.entry.firm not in deciders
        if "decision" in kept.entry.facts:
            deciders.add(str(kept.entry.firm))


@given(st.data())
@settings(max_examples=60)
def test_an_erased_case_is_sealed_no_more(data: st.DataObject) -> None:
    life = live(data)

    contents = life.world.store.contents

    if fold_case(life.history).erased_at:
        assert life.case.case not in contents.keys
        assert not contents.blobs.get(life.case.case)


def _step_by_step(history: tuple[Kept, ...]) -> Case:
    case = fold_case(history[:1])
    for kept in history[1:]:
        case = advance(case, kept)
    return case


def _promises(case: Case, life: Life) -> tuple[Any, ...]:
    return promises(NOISE, life.history, life.world.hub.workdays.of(nation_of(case)))


def _require_one_running_promise_each(case: Case, life: Life) -> None:
    running = [(p.clock, p.referral) for p in _promises(case, life) if p.stopped_at is None]
    assert len(running) == len(set(running))


def test_a_walk_through_every_door_reaches_an_outcome() -> None:
    world = a_world()
    life = Life(world=world, case=receive_case(world.hub, REPORTER, a_report()))
    hub, case = world.hub, life.case.case
    decide_case(hub, ASSESSOR, case, DISMISS)
    ask_for_review(hub, life.case.reference, life.case.code, "It is louder at night.")
    answer_review(hub, OTHER_FIRM, case, explanation=WORDS, replacement=REFER)
    (referral,) = life.referrals()
    open_case(hub, NORTH_OFFICER, case, purpose="investigate")
    accept_referral(hub, NORTH_OFFICER, case, referral)
    on = local_day(world.clock.moment)

    record_outcome(hub, NORTH_OFFICER, case, Outcome(code="fined", on=on, referral=referral))

    assert [kept.entry.kind for kept in life.history] == [
        "case.received", "case.sorted", "case.dismissed", "review.requested", "review.decided",
        "case.referred", "referral.sent", "case.opened", "referral.delivered",
        "referral.accepted", "outcome.recorded",
    ]  # fmt: skip
    assert fold_case(life.history).state == "closed"
