"""The other side's person as a report tells of them: a record that opens in memory only."""

from collections.abc import Iterator, Mapping

from fielding.definitions.service import Kind, Service
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.persons.fields import Field, Record

_SUSPECT = "suspect"
#: What a model learns from, beside name and postcode: it says which names are of one person. It is
#: weighed nowhere else, since as an identifier it counts in networks already.
_WITNESSES = {Field.PHONE: Kind.PHONE, Field.EMAIL: Kind.EMAIL}


def read_person(service: Service, answers: Mapping[str, object]) -> Record | None:
    """Give name and postcode of the other side; None where no name is told.

    Of several names the last answer's first counts: firms are asked for before persons. A name that
    the reporter gives as their own elsewhere is none of the other side's.
    """
    own = set(_told(service, answers, Kind.NAME, of_suspect=False))
    names = [name for name in _told(service, answers, Kind.NAME) if name not in own]
    if not names:
        return None
    words = names[-1].split()
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
    for name, question in service.questions.items():
        if question.kind is kind and (question.identifier == _SUSPECT) is of_suspect:
            found = read_answer(kind, answers.get(name)).identifiers
            if found and found[0].kind.value == kind.value:
                yield found[0].canonical
