"""What `app.ports.Store` and `Transaction` promise, on the memory and on PostgreSQL alike."""

from uuid import UUID

import pytest

from fielding.access.roles import Actor
from fielding.app.errors import InFlight, Overtaken
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Remembered, Written
from fielding.app.receive_case import Acknowledged, receive_case
from fielding.cases.errors import CaseErased
from fielding.cases.receiving import add_information
from fielding.cases.step import Step
from fielding.testing.forms import a_report
from fielding.testing.hub import (
    ADMINISTRATOR,
    ASSESSOR,
    DPO,
    HANDLER,
    IMPORTER,
    NORTH_OFFICER,
    OVERSEER,
    REPORTER,
    SOUTH_OFFICER,
    SUPERVISOR,
)

NO_CASE = str(UUID(int=0))
HUB_SIDE = (ASSESSOR, SUPERVISOR, HANDLER, DPO, IMPORTER)


@pytest.fixture
def begun(either_hub: Hub) -> Acknowledged:
    return receive_case(either_hub, REPORTER, a_report())


def follow_up(hub: Hub, case: str, text: str = "And again.") -> Written:
    """Write one more entry, without keeping it."""
    with hub.store.transaction(ASSESSOR) as tx:
        pen = Pen.take_up(hub, tx, tx.history(case))
        pen.write(ASSESSOR, add_information(text))
        return pen.written()


def test_a_history_comes_back_in_order_with_the_bytes_that_were_hashed(
    either_hub: Hub, begun: Acknowledged
) -> None:
    later = follow_up(either_hub, begun.case)

    with either_hub.store.transaction(ASSESSOR) as tx:
        tx.keep([later])

    with either_hub.store.transaction(ASSESSOR) as tx:
        history = tx.history(begun.case)
    assert [kept.entry.kind for kept in history] == ["case.received", "case.sorted", "case.added"]
    assert [kept.entry.previous for kept in history[1:]] == [k.leaf.hex() for k in history[:-1]]
    assert history[-1].content == later.new[-1].content
    assert history[-1].entry == later.new[-1].entry


def test_a_case_that_there_is_not_has_no_history(either_hub: Hub) -> None:
    with either_hub.store.transaction(ASSESSOR) as tx:
        history = tx.history(NO_CASE)

    assert history == ()


def test_of_two_entries_that_follow_the_same_one_the_second_is_refused(
    either_hub: Hub, begun: Acknowledged
) -> None:
    first, second = (follow_up(either_hub, begun.case) for _ in range(2))
    with either_hub.store.transaction(ASSESSOR) as tx:
        tx.keep([first])

    with pytest.raises(Overtaken), either_hub.store.transaction(ASSESSOR) as tx:
        tx.keep([second])

    with either_hub.store.transaction(ASSESSOR) as tx:
        assert len(tx.history(begun.case)) == 3
        assert second.new[0].entry.id not in tx.blobs(begun.case)


def test_one_overtaken_case_keeps_none_of_its_companions(
    either_hub: Hub, begun: Acknowledged
) -> None:
    other = receive_case(either_hub, REPORTER, a_report(key="other"))
    overtaken, sound = follow_up(either_hub, begun.case), follow_up(either_hub, other.case)
    with either_hub.store.transaction(ASSESSOR) as tx:
        tx.keep([overtaken])

    with pytest.raises(Overtaken), either_hub.store.transaction(ASSESSOR) as tx:
        tx.keep([sound, overtaken])

    with either_hub.store.transaction(ASSESSOR) as tx:
        assert len(tx.history(other.case)) == 2


def test_an_error_in_the_block_leaves_everything_as_it_was(
    either_hub: Hub, begun: Acknowledged
) -> None:
    later = follow_up(either_hub, begun.case)

    def fail_half_way() -> None:
        with either_hub.store.transaction(ASSESSOR) as tx:
            tx.keep([later])
            tx.remember("a key", Remembered(digest=b"d" * 32, answer="a"))
            tx.forget(begun.case)
            raise LookupError

    with pytest.raises(LookupError):
        fail_half_way()

    with either_hub.store.transaction(ASSESSOR) as tx:
        assert len(tx.history(begun.case)) == 2
        assert tx.recall("a key") is None
        assert tx.case_key(begun.case)


def test_a_case_key_opens_as_it_was_drawn(either_hub: Hub) -> None:
    with either_hub.store.transaction(ASSESSOR) as tx:
        pen = Pen.begin(either_hub, either_hub.services.current("noise"), tx)
        facts = {"reference": "NOISE1", "door": "web", "answers": {}}
        pen.write(ASSESSOR, Step(kind="case.received", facts=facts))
        tx.keep([pen.written()])

    with either_hub.store.transaction(ASSESSOR) as tx:
        opened = tx.case_key(pen.case_id)

    assert opened == pen.key


def test_a_forgotten_case_keeps_its_entries_and_has_neither_key_nor_blobs(
    either_hub: Hub, begun: Acknowledged
) -> None:
    with either_hub.store.transaction(DPO) as tx:
        tx.forget(begun.case)

    with either_hub.store.transaction(DPO) as tx:
        assert len(tx.history(begun.case)) == 2
        assert tx.blobs(begun.case) == {}
        with pytest.raises(CaseErased):
            tx.case_key(begun.case)


def test_what_a_key_was_used_for_is_recalled(either_hub: Hub) -> None:
    used = Remembered(digest=b"d" * 32, answer="this")

    with either_hub.store.transaction(IMPORTER) as tx:
        tx.remember("one", used)
        tx.remember_all({"two": used, "three": used})

    with either_hub.store.transaction(REPORTER) as tx:
        assert tx.recall("one") == used
        assert tx.recall("four") is None
        assert tx.recall_all(["two", "three", "four"]) == {"two": used, "three": used}


def test_a_key_is_used_once(either_hub: Hub) -> None:
    used = Remembered(digest=b"d" * 32, answer="this")
    with either_hub.store.transaction(REPORTER) as tx:
        tx.remember("one", used)

    with pytest.raises(InFlight), either_hub.store.transaction(REPORTER) as tx:
        tx.remember("one", used)
    with pytest.raises(InFlight), either_hub.store.transaction(REPORTER) as tx:
        tx.remember_all({"two": used, "one": used})

    with either_hub.store.transaction(REPORTER) as tx:
        assert tx.recall("two") is None


def test_numbers_rise_and_never_come_twice(either_hub: Hub) -> None:
    drawn: list[int] = []

    def draw(count: int, *, then_fail: bool = False) -> None:
        with either_hub.store.transaction(REPORTER) as tx:
            drawn.extend(tx.next_numbers(count))
            if then_fail:
                raise LookupError

    draw(3)
    with pytest.raises(LookupError):
        draw(1, then_fail=True)
    draw(2)

    assert len(set(drawn)) == 6
    assert drawn == sorted(drawn)


def test_a_reference_names_its_case(either_hub: Hub, begun: Acknowledged) -> None:
    found = either_hub.store.case_of(begun.reference)

    assert found == begun.case
    assert either_hub.store.case_of("NOISE00") is None


@pytest.mark.parametrize("actor", HUB_SIDE, ids=lambda actor: actor.role.value)
def test_the_hubs_own_side_opens_every_case(
    either_hub: Hub, begun: Acknowledged, actor: Actor
) -> None:
    with either_hub.store.transaction(actor) as tx:
        assert len(tx.history(begun.case)) == 2
        assert tx.case_key(begun.case)
        assert len(tx.blobs(begun.case)) == 1


@pytest.mark.parametrize(
    "actor", [ADMINISTRATOR, NORTH_OFFICER, SOUTH_OFFICER, REPORTER], ids=lambda a: a.name
)
def test_whoever_has_no_grant_sees_nothing(
    either_hub: Hub, begun: Acknowledged, actor: Actor
) -> None:
    with either_hub.store.transaction(actor) as tx:
        assert tx.history(begun.case) == ()
        assert tx.blobs(begun.case) == {}
        with pytest.raises(CaseErased):
            tx.case_key(begun.case)


def test_the_overseer_sees_entries_and_no_sealed_word(either_hub: Hub, begun: Acknowledged) -> None:
    with either_hub.store.transaction(OVERSEER) as tx:
        assert len(tx.history(begun.case)) == 2
        assert tx.blobs(begun.case) == {}
        with pytest.raises(CaseErased):
            tx.case_key(begun.case)
