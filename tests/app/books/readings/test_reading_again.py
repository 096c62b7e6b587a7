"""Reading again: who may, what they see, and what becomes of what they answer."""

from dataclasses import replace

import pytest
from tests.app.books.readings.people import (
    ADJUDICATOR,
    OTHER_READER,
    READER,
    REASON,
    Month,
    a_drawn_month,
)

from fielding.access.errors import NotFound, NotPermitted
from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.answer_review import answer_review
from fielding.app.books.readings.reading_again import (
    answer_reading,
    open_reading,
    readings_to_answer,
    readings_to_settle,
    settle_reading,
)
from fielding.app.books.readings.reopening import reopen_case
from fielding.app.books.texts import read_texts
from fielding.app.erase_case import BASES, erase_case
from fielding.cases.errors import CaseErased
from fielding.oversight.readings.errors import (
    AlreadyRead,
    AnswerAtFault,
    NotForReopening,
    NotForSettling,
    NotIndependent,
    NotOpened,
)
from fielding.oversight.readings.reading import result_of
from fielding.oversight.reviews.counting import (
    ReviewsBy,
    ReviewScope,
    review_table,
    reviewed_in,
)
from fielding.testing.forms import ANSWERS, KEEP
from fielding.testing.hub import ASSESSOR, DPO, OTHER_FIRM, OVERSEER


@pytest.fixture(scope="module")
def drawn() -> Month:
    """A month that no test changes."""
    return a_drawn_month()


@pytest.fixture
def month() -> Month:
    return a_drawn_month()


def body_of(month: Month, name: str) -> Actor:
    """Give a reader of the organisation that a reading was given to."""
    return replace(READER, firm=month.readings.readings[name].body)


def read(month: Month, name: str, code: str) -> None:
    actor = body_of(month, name)
    open_reading(month.keeper, actor, name, Action.READ_AGAIN)
    answer_reading(month.keeper, actor, name, code=code, reason=REASON)


def settle(month: Month, name: str, code: str) -> None:
    open_reading(month.keeper, ADJUDICATOR, name, Action.ADJUDICATE)
    settle_reading(month.keeper, ADJUDICATOR, name, code=code, reason=REASON)


def result(month: Month, name: str) -> str:
    return result_of(month.readings.picked[name], month.readings.readings[name])


def test_the_opening_is_an_entry_before_the_answers_are_shown(month: Month) -> None:
    name = month.reading_of("dismissed").id

    laid = open_reading(month.keeper, body_of(month, name), name, Action.READ_AGAIN)

    last = month.world.store.contents.entries[-1].entry
    assert (last.kind, last.actor, last.subject) == (
        "reading.opened",
        "reader-1",
        f"reading/{name}",
    )
    assert laid.answers == ANSWERS


def test_each_reader_has_the_readings_of_their_own_organisation(drawn: Month) -> None:
    mine = readings_to_answer(drawn.keeper, READER)
    others = readings_to_answer(drawn.keeper, replace(READER, firm="oversight"))

    assert {one.body for one in mine} == {"readers"}
    assert {one.body for one in others} == {"oversight"}
    assert len(mine) + len(others) == len(drawn.readings.readings)
    assert readings_to_answer(drawn.keeper, OTHER_READER) == []


def test_a_reading_of_another_organisation_is_not_found(drawn: Month) -> None:
    name = drawn.reading_of("dismissed").id

    with pytest.raises(NotFound):
        open_reading(drawn.keeper, OTHER_READER, name, Action.READ_AGAIN)


@pytest.mark.parametrize("actor", [ASSESSOR, OVERSEER, ADJUDICATOR])
def test_only_second_readers_read_again(drawn: Month, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        readings_to_answer(drawn.keeper, actor)


def test_nobody_reads_what_they_decided_themselves_whoever_they_act_for_now(month: Month) -> None:
    name = month.reading_of("dismissed").id
    decided = month.readings.picked[name].pick.decided
    moved = replace(body_of(month, name), name=decided.handler)

    with pytest.raises(NotIndependent):
        open_reading(month.keeper, moved, name, Action.READ_AGAIN)


def test_an_answer_is_given_once(month: Month) -> None:
    name = month.reading_of("dismissed").id
    read(month, name, "nothing")

    with pytest.raises(AlreadyRead):
        answer_reading(
            month.keeper,
            replace(body_of(month, name), name="reader-2"),
            name,
            code="act",
            reason=REASON,
        )


def test_nobody_answers_who_has_not_opened_it(month: Month) -> None:
    name = month.reading_of("dismissed").id

    with pytest.raises(NotOpened):
        answer_reading(month.keeper, body_of(month, name), name, code="act", reason=REASON)


@pytest.mark.parametrize(
    ("code", "reason", "fault"), [("perhaps", REASON, "code"), ("act", "No.", "reason")]
)
def test_an_answer_needs_a_word_of_the_list_and_a_reason_of_substance(
    month: Month, code: str, reason: str, fault: str
) -> None:
    name = month.reading_of("dismissed").id
    open_reading(month.keeper, body_of(month, name), name, Action.READ_AGAIN)

    with pytest.raises(AnswerAtFault) as refused:
        answer_reading(month.keeper, body_of(month, name), name, code=code, reason=reason)

    assert set(refused.value.faults) == {fault}


def test_a_reader_who_agrees_upholds_the_decision(month: Month) -> None:
    name = month.reading_of("dismissed").id

    read(month, name, "nothing")

    assert result(month, name) == "upheld"
    assert readings_to_settle(month.keeper, ADJUDICATOR) == []


@pytest.mark.parametrize("code", ["act", "unsure"])
def test_what_a_reader_doubts_goes_to_the_adjudicator(month: Month, code: str) -> None:
    name = month.reading_of("dismissed").id

    read(month, name, code)

    assert result(month, name) == "waiting"
    assert [one.id for one in readings_to_settle(month.keeper, ADJUDICATOR)] == [name]


@pytest.mark.parametrize(("code", "expected"), [("act", "overturned"), ("nothing", "upheld")])
def test_the_adjudicator_settles_it(month: Month, code: str, expected: str) -> None:
    name = month.reading_of("dismissed").id
    read(month, name, "act")

    settle(month, name, code)

    assert result(month, name) == expected


def test_a_difference_over_an_accepted_case_is_settled_too(month: Month) -> None:
    name = month.reading_of("accepted").id
    read(month, name, "nothing")

    settle(month, name, "act")

    assert result(month, name) == "upheld"


def test_an_adjudicator_of_the_firm_that_decided_settles_nothing(month: Month) -> None:
    name = month.reading_of("dismissed").id
    read(month, name, "act")
    partial = replace(ADJUDICATOR, firm="prime")

    assert readings_to_settle(month.keeper, partial) == []
    with pytest.raises(NotIndependent):
        open_reading(month.keeper, partial, name, Action.ADJUDICATE)


def test_who_read_it_does_not_settle_it(month: Month) -> None:
    name = month.reading_of("dismissed").id
    read(month, name, "act")
    both = replace(ADJUDICATOR, name=READER.name)

    with pytest.raises(NotIndependent):
        open_reading(month.keeper, both, name, Action.ADJUDICATE)


def test_where_the_readings_agree_there_is_nothing_to_settle(month: Month) -> None:
    name = month.reading_of("dismissed").id
    read(month, name, "nothing")

    with pytest.raises(NotForSettling):
        settle(month, name, "act")


def test_an_adjudicator_opens_no_case_that_nobody_waits_for_them_to_settle(month: Month) -> None:
    name = month.reading_of("dismissed").id

    with pytest.raises(NotForSettling):
        open_reading(month.keeper, ADJUDICATOR, name, Action.ADJUDICATE)

    read(month, name, "act")
    settle(month, name, "act")
    with pytest.raises(NotForSettling):
        open_reading(month.keeper, ADJUDICATOR, name, Action.ADJUDICATE)


def test_a_case_that_was_answered_is_opened_by_no_colleague_any_more(month: Month) -> None:
    name = month.reading_of("dismissed").id
    read(month, name, "nothing")
    colleague = replace(body_of(month, name), name="reader-2")

    with pytest.raises(AlreadyRead):
        open_reading(month.keeper, colleague, name, Action.READ_AGAIN)


def test_an_erased_case_cannot_be_read_again(month: Month) -> None:
    reading = month.reading_of("dismissed")
    erase_case(month.world.hub, DPO, reading.case, basis=next(iter(BASES)))

    with pytest.raises(CaseErased):
        open_reading(month.keeper, body_of(month, reading.id), reading.id, Action.READ_AGAIN)


def test_erasing_a_case_destroys_what_was_written_about_it_when_it_was_read(month: Month) -> None:
    reading = month.reading_of("dismissed")
    read(month, reading.id, "act")
    before = read_texts(month.world.hub, OVERSEER, [reading.subject])

    erase_case(month.world.hub, DPO, reading.case, basis=next(iter(BASES)))

    assert [fields["reason"] for fields in before.values()] == [REASON]
    assert read_texts(month.world.hub, OVERSEER, [reading.subject]) == {}
    assert month.readings.readings[reading.id].answer
    with pytest.raises(CaseErased):
        settle(month, reading.id, "act")


def test_an_overturned_dismissal_can_be_opened_again_once(month: Month) -> None:
    reading = month.reading_of("dismissed")
    read(month, reading.id, "act")
    settle(month, reading.id, "act")

    reopen_case(month.keeper, OVERSEER, reading.id)

    record = month.keeper.figures().books.records[f"case/{reading.case}"]
    assert record.case.in_review
    with pytest.raises(NotForReopening):
        reopen_case(month.keeper, OVERSEER, reading.id)


def test_another_firm_answers_the_review_and_it_is_in_no_rate(month: Month) -> None:
    reading = month.reading_of("dismissed")
    read(month, reading.id, "act")
    settle(month, reading.id, "act")
    reopen_case(month.keeper, OVERSEER, reading.id)

    answer_review(month.world.hub, OTHER_FIRM, reading.case, explanation=REASON, replacement=KEEP)

    records = month.keeper.figures().books.records
    whole = review_table(list(reviewed_in(records.values(), ReviewScope())), ReviewsBy.FIRM).whole
    assert records[f"case/{reading.case}"].case.state == "kept"
    assert (whole.count("by-reading"), whole.count("replaced")) == (1, 0)


def test_an_upheld_dismissal_is_not_opened_again(month: Month) -> None:
    reading = month.reading_of("dismissed")
    read(month, reading.id, "nothing")

    with pytest.raises(NotForReopening):
        reopen_case(month.keeper, OVERSEER, reading.id)


def test_only_an_overseer_asks_for_it(month: Month) -> None:
    with pytest.raises(NotPermitted):
        reopen_case(month.keeper, READER, month.reading_of("dismissed").id)


def test_a_reader_sees_the_report_and_no_entry_of_its_decision(drawn: Month) -> None:
    reading = drawn.reading_of("dismissed")
    actor = body_of(drawn, reading.id)

    with drawn.world.store.transaction(actor) as tx:
        seen = tx.history(reading.case)

    assert [kept.entry.kind for kept in seen] == ["case.received"]
    assert actor.role is Role.SECOND_READER
