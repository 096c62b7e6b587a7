"""The other side's person as a report tells of them: a record that opens in memory only."""

from collections.abc import Iterator, Mapping

from fielding.definitions.service import Kind, Service
from fielding.linking.identifiers.names import AND
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.mentions import questions_of
from fielding.linking.persons.fields import Field, Record

_SUSPECT = "suspect"
#: What a model learns from, beside name and postcode: it says which names are of one person. It is
#: weighed nowhere else, since as an identifier it counts in networks already.
_WITNESSES = {Field.PHONE: Kind.PHONE, Field.EMAIL: Kind.EMAIL}


def read_person(service: Service, answers: Mapping[str, object]) -> Record | None:
    """Give name and postcode of the other side; None where no name is told.

    Of several questions for a name the last counts: firms are asked for before persons, and many
    unrelated reports name one firm. A name that the reporter gives as their own elsewhere is none
    of the other side's, and what is called "one and other" is no one person.
    """
    asked = [each.name for each in questions_of(service, Kind.NAME) if each.identifier == _SUSPECT]
    names = _first(Kind.NAME, answers.get(asked[-1])) if asked else ()
    if not names or names[0] in _told(service, answers, Kind.NAME, of_suspect=False):
        return None
    words = names[0].split()
    if AND in words:
        return None
    told = {Field.FIRST_NAME.value: words[0]}
    if len(words) > 1:
        told[Field.SURNAME.value] = words[-1]
    for postcode in _told(service, answers, Kind.POSTCODE):
        told.setdefault(Field.POSTCODE.value, postcode)
    return told


def read_witnessed(service: Service, answers: Mapping[str, object]) -> Record | None:
    """Give the same with phone and email, to learn from."""
    person = read_person(service, answers)
    if person is None:
        return None
    witnesses = {
        field.value: next(_told(service, answers, kind), None)
        for field, kind in _WITNESSES.items()
    }
    return {**person, **witnesses}


def _told(
    service: Service, answers: Mapping[str, object], kind: Kind, *, of_suspect: bool = True
) -> Iterator[str]:
    """Give the first that each question of a kind was answered with, in the order of questions."""
    for question in questions_of(service, kind):
        if question.name in answers and (question.identifier == _SUSPECT) is of_suspect:
            yield from _first(kind, answers[question.name])


def _first(kind: Kind, answer: object) -> tuple[str, ...]:
    found = read_answer(kind, answer).identifiers
    return (found[0].canonical,) if found and found[0].kind.value == kind.value else ()
