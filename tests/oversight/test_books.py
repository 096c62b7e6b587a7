"""The books take in exactly the entries under a checkpoint, or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fielding.ledger.entry import keep_entry
from fielding.oversight.books import carry_on
from fielding.oversight.errors import NotUnderCheckpoint, OutOfPlace
from fielding.testing.histories import (
    BEGINNING,
    RULES,
    SERVICES,
    Teller,
    books_of,
    empty,
    sequenced,
    standing_at,
)

DAY = timedelta(days=1)


def log_of_two() -> list[Teller]:
    return [Teller(name=name, service=SERVICES["fraud"]).receive().dismiss(DAY) for name in "ab"]


def test_a_missing_entry_is_refused() -> None:
    log = sequenced(*(teller.told for teller in log_of_two()))

    with pytest.raises(OutOfPlace):
        carry_on(empty(), log[:1] + log[2:], standing_at(log, BEGINNING), RULES)


def test_too_few_entries_are_refused() -> None:
    log = sequenced(*(teller.told for teller in log_of_two()))

    with pytest.raises(OutOfPlace):
        carry_on(empty(), log[:-1], standing_at(log, BEGINNING), RULES)


def test_a_changed_entry_is_refused_because_it_does_not_hash_to_the_root() -> None:
    log = sequenced(*(teller.told for teller in log_of_two()))
    signed = standing_at(log, BEGINNING)
    forged = keep_entry(replace(log[3].entry, firm="another-firm"))
    log[3] = replace(forged, index=3)

    with pytest.raises(NotUnderCheckpoint):
        carry_on(empty(), log, signed, RULES)


def test_older_books_stay_as_they_were_when_newer_ones_are_made() -> None:
    log = sequenced(*(teller.told for teller in log_of_two()))
    older = books_of(log[:2], BEGINNING)

    carry_on(older, log[2:], standing_at(log, BEGINNING), RULES)

    assert older == books_of(log[:2], BEGINNING)


def test_entries_about_something_other_than_a_case_are_read_and_make_no_record() -> None:
    told = Teller(name="a", service=SERVICES["fraud"]).receive().told[0]
    other = keep_entry(replace(told.entry, subject="service/fraud", kind="service.defined"))

    books = books_of([replace(other, index=0)], BEGINNING)

    assert (books.frontier.size, dict(books.records)) == (1, {})
