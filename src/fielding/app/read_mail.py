"""Reads a forwarded message as a case of a service, by what the service's definition says of it.

Nobody can be asked again, so every message makes a case: what could not be read is marked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fielding.app.incoming import Incoming
from fielding.definitions.service import Service

#: Nothing could be taken from the message but its text.
UNPARSABLE = "unparsable"
#: The message could be read, although it breaks the rules of mail.
DAMAGED = "damaged"
#: A part was longer than the question it answers allows.
SHORTENED = "shortened"
DOOR = "mail"
#: An earlier date is a broken clock's.
FIRST_YEAR = 1970


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message, taken apart."""

    number: int
    #: By the names that a definition uses: subject, sender, text, links, emails, phones.
    parts: Mapping[str, str | tuple[str, ...]]
    date: datetime | None
    mark: str | None = None


def read_message(service: Service, message: Message, file: str) -> Incoming:
    """Give the case that a message asks for; `file` is the digest of the file it came in."""
    intake = service.mail
    questions = intake.parts if intake else {}
    answers: dict[str, object] = dict(intake.fixed) if intake else {}
    marks = [message.mark] if message.mark else []
    day = _day(message.date)
    told = {**message.parts, "date": day.isoformat() if day else ""}
    for part, question in questions.items():
        answer = told[part]
        longest = service.questions[question].longest
        if isinstance(answer, str) and len(answer) > longest:
            answer = answer[:longest]
            marks.append(SHORTENED)
        answers[question] = list(answer) if isinstance(answer, tuple) else answer
    return Incoming(
        number=message.number,
        key=f"{DOOR}/{service.code}/{file}/{message.number}",
        door=DOOR,
        answers=answers,
        marks=tuple(dict.fromkeys(marks)),
        occurred_at=message.date if day else None,
        as_told=True,
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment and moment.year >= FIRST_YEAR else None
