"""Over random histories: parts add up to the whole, and figures do not depend on the way."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.oversight.books import Books, carry_on
from fielding.oversight.countings import countings
from fielding.oversight.fates import all_fates
from fielding.oversight.scope import By, Scope
from fielding.oversight.tallies import count, entries_of, retally, tally
from fielding.testing.histories import (
    BEGINNING,
    RULES,
    SERVICES,
    Teller,
    books_of,
    empty,
    random_log,
    sequenced,
    standing_at,
)

pytestmark = pytest.mark.slow

FRAUD = SERVICES["fraud"]
NOW = BEGINNING + timedelta(days=120)
COUNTINGS = countings(SERVICES.values())
randoms = st.randoms(use_true_random=False)
sizes = st.integers(min_value=0, max_value=12)


@settings(deadline=None, max_examples=60)
@given(random=randoms, cases=sizes)
def test_each_case_has_exactly_one_fate_whatever_it_is_broken_down_by(
    random: Random, cases: int
) -> None:
    books = books_of(random_log(random, FRAUD, cases), NOW)

    tables = [
        count(tally(COUNTINGS["funnel"], books), Scope(synthetic=synthetic), by)
        for synthetic in (False, True)
        for by in By
    ]

    for table in tables:
        ours = [r for r in books.records.values() if r.case.synthetic is table.scope.synthetic]
        assert table.whole.total == len(ours)
        assert sum(row.total for row in table.rows) == table.whole.total
        assert table.columns == all_fates(SERVICES.values())


@settings(deadline=None, max_examples=40)
@given(random=randoms, cases=sizes)
def test_the_rows_of_every_table_add_up_to_its_whole_in_every_column(
    random: Random, cases: int
) -> None:
    books = books_of(random_log(random, FRAUD, cases), NOW)

    tables = [count(tally(c, books), Scope(), by) for c in COUNTINGS.values() for by in By]

    for table in tables:
        for column in table.columns:
            parts = sorted(index for row in table.rows for index in row.cells[column])
            assert parts == sorted(table.whole.cells[column])


@settings(deadline=None, max_examples=40)
@given(random=randoms, cases=sizes)
def test_a_figure_opens_as_many_entries_as_it_counts(random: Random, cases: int) -> None:
    log = random_log(random, FRAUD, cases)
    books = books_of(log, NOW)
    counting = random.choice(list(COUNTINGS.values()))

    table = count(tally(counting, books), Scope(), By.FORCE)

    for row in table.rows:
        for column in table.columns:
            opened = entries_of(tally(counting, books), Scope(force=row.group), column)
            assert opened == sorted(row.cells[column])
            assert all(log[index].index == index for index in opened)


@settings(deadline=None, max_examples=60)
@given(random=randoms, cases=sizes, cuts=st.lists(st.integers(0, 100), max_size=5))
def test_books_carried_on_bit_by_bit_equal_books_folded_at_once(
    random: Random, cases: int, cuts: list[int]
) -> None:
    log = random_log(random, FRAUD, cases)
    at_once = books_of(log, NOW)

    bit_by_bit: Books = empty()
    for size in [*sorted(min(cut, len(log)) for cut in cuts), len(log)]:
        entries = log[bit_by_bit.frontier.size : size]
        bit_by_bit = carry_on(bit_by_bit, entries, standing_at(log[:size], NOW), RULES)

    assert bit_by_bit == at_once


@settings(deadline=None, max_examples=60)
@given(random=randoms, cases=sizes, cut=st.integers(0, 60), days=st.integers(0, 200))
def test_a_tally_carried_on_equals_one_counted_anew(
    random: Random, cases: int, cut: int, days: int
) -> None:
    log = random_log(random, FRAUD, cases)
    first = log[:cut]
    earlier = carry_on(empty(), first, standing_at(first, BEGINNING), RULES)
    later = standing_at(log, BEGINNING + timedelta(days=days))
    books = carry_on(earlier, log[len(first) :], later, RULES)

    carried = {c.name: retally(tally(c, earlier), books) for c in COUNTINGS.values()}

    anew = {c.name: tally(c, books) for c in COUNTINGS.values()}
    assert {name: dict(t.points) for name, t in carried.items()} == {
        name: dict(t.points) for name, t in anew.items()
    }


@settings(deadline=None, max_examples=40)
@given(random=randoms, cases=sizes)
def test_months_of_the_scope_part_the_whole_without_rest(random: Random, cases: int) -> None:
    books = books_of(random_log(random, FRAUD, cases), NOW)
    promise = COUNTINGS["promise.fraud.first-look"]

    before = count(tally(promise, books), Scope(last="2026-02"), By.MONTH)
    after = count(tally(promise, books), Scope(first="2026-03"), By.MONTH)

    whole = count(tally(promise, books), Scope(), By.MONTH)
    assert (*before.rows, *after.rows) == whole.rows


def test_every_promise_names_the_entries_that_began_and_ended_it() -> None:
    log = random_log(Random(7), FRAUD, 60)

    records = books_of(log, NOW).records.values()

    for owed in (owed for record in records for owed in record.owed):
        promise, clock = owed.promise, FRAUD.clocks[owed.promise.clock]
        begun = log[owed.begun].entry
        assert (begun.kind, begun.at) == (clock.start, promise.started_at)
        if owed.ended is not None:
            ended = log[owed.ended].entry
            assert ended.kind in clock.stop
            assert ended.at == promise.stopped_at


def test_a_promise_begun_and_ended_at_one_moment_names_the_entries_in_their_order() -> None:
    teller = Teller(name="a", service=FRAUD).receive().refer("kent")
    log = sequenced(teller.answer("referral.returned", "kent").refer("essex").told)

    (record,) = books_of(log, NOW).records.values()

    again = next(owed for owed in record.owed if owed.promise.clock == "new decision")
    assert (again.begun, again.ended) == (3, 4)
