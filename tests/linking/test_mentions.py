"""Which identifiers a report mentions, whose they are, and what was set aside."""

from dataclasses import replace

from fielding.definitions.service import Kind, Question, Service, Text
from fielding.linking.identifiers.identifier import Doubt, IdentifierKind, Refusal
from fielding.linking.identifiers.modulus import read_account_table
from fielding.linking.mentions import MOST, Whose, read_added, read_mentions
from fielding.testing.services import sample_service

ASKED = {
    name: Question(name=name, wording=Text(en=name), kind=kind, identifier=whose)
    for name, kind, whose in (
        ("their-phone", Kind.PHONE, "suspect"),
        ("my-phone", Kind.PHONE, "reporter"),
        ("their-mail", Kind.EMAIL, "suspect"),
        ("other-phone", Kind.PHONE, None),
        ("story", Kind.LONG_TEXT, None),
    )
}


def service() -> Service:
    return replace(sample_service(), questions=ASKED)


def test_the_definition_says_whose_an_identifier_is() -> None:
    answers = {"their-phone": "07700 900123", "my-phone": "07700 900456"}

    found = read_mentions(service(), answers)

    assert [(one.identifier.canonical, one.whose) for one in found.mentions] == [
        ("+447700900123", Whose.SUSPECT),
        ("+447700900456", Whose.REPORTER),
    ]


def test_an_answer_that_identifies_nobody_is_not_read() -> None:
    assert read_mentions(service(), {"other-phone": "07700 900123"}).mentions == ()


def test_what_a_report_gives_as_the_reporters_own_is_theirs_wherever_else_it_stands() -> None:
    answers = {
        "their-phone": "0044 7700 900456",
        "story": "I rang from 07700 900456.",
        "my-phone": "07700 900456",
    }

    (mention,) = read_mentions(service(), answers).mentions

    assert mention.whose is Whose.REPORTER


def test_what_stands_in_the_story_counts_as_the_other_sides() -> None:
    found = read_mentions(service(), {"story": "They wrote from help (at) bank-support.example."})

    kinds = {one.identifier.kind: one.whose for one in found.mentions}
    assert kinds[IdentifierKind.EMAIL] is Whose.SUSPECT


def test_of_very_many_identifiers_the_first_are_linked_and_the_rest_is_counted() -> None:
    addresses = "\n".join(f"somebody{number}@evil.example" for number in range(MOST + 36))

    found = read_mentions(service(), {"their-mail": addresses})
    added = read_added(addresses)

    assert len(found.mentions) == len(added.mentions) == MOST
    assert found.set_aside[Refusal.TOO_MANY] == 36


def test_what_cannot_be_read_is_set_aside_with_its_reason_and_stops_nothing() -> None:
    answers = {"their-phone": "0800 CALL ME", "their-mail": "a@b.example"}

    found = read_mentions(service(), answers)

    assert [one.identifier.canonical for one in found.mentions] == ["a@b.example"]
    assert sum(found.set_aside.values()) == 1


def test_accounts_are_checked_wherever_they_stand_when_there_is_a_table() -> None:
    table = read_account_table("100000 100009 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1")

    told = read_mentions(service(), {"story": "Pay 10-00-01 12345671 now"}, table)
    added = read_added("It was 10-00-01 12345670", table)

    assert [one.identifier.doubt for one in told.mentions] == [Doubt.CHECK_DIGITS]
    assert [one.identifier.doubt for one in added.mentions] == [None]
