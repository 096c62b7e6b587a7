"""Answers: what people typed, checked against the definition and made canonical.

Nothing here refuses a report because something about the fraudster is unusual: only what nobody
could use later is sent back, with what to do about it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from fielding.definitions.conditions import holds
from fielding.definitions.service import Kind, Question, Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Canonical answers to the questions shown, and faults by question."""

    answers: Mapping[str, object]
    faults: Mapping[str, str]


class _Unusable(Exception):
    """An answer cannot be used; the message says what to type instead."""


#: Control characters other than the line break and the tab.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_AREA = re.compile(r"[EWNS]\d{8}")
#: Commas and spaces only where thousands end: "1,50" may be meant as one pound fifty.
_POUNDS = re.compile(r"£?\s*([0-9]{1,3}(?:[, ][0-9]{3}){0,4}|[0-9]{1,15})(\.[0-9]{1,2})?")
#: `name (at) example.com`, `name at example dot com`: how people tell an address not to be clicked.
_ADDRESS_AS_TOLD = re.compile(
    r"\S ?@ ?\S|\S ?[\[({](?:@|at)[\])}] ?\S|\S at \S{1,64}(?:\.| dot )\S", re.IGNORECASE
)
_LISTS = (list, tuple)
LARGEST_PENCE = 10**14
#: How many answers a question may have that takes several; mail brings the most.
MOST_ENTERED = 1_000


def check_answers(
    service: Service,
    raw: Mapping[str, object],
    *,
    names: frozenset[str] | None = None,
    today: date | None = None,
) -> Checked:
    """Check raw answers, and drop those to questions that the others do not bring up.

    `names`: check these only; the others were checked before and stay as they are. `today`
    refuses dates still to come. Unknown names are ignored: a form may carry its own.
    """
    answers: dict[str, object] = {}
    faults: dict[str, str] = {}
    for name, question in service.questions.items():
        entered = raw.get(name)
        if entered is None and not question.required:
            continue
        if not holds(question.shown_when, answers):
            continue
        checked = names is None or name in names
        if entered is None or _is_blank(entered):
            if checked and question.required:
                faults[name] = _what_to_do(question)
            continue
        try:
            answers[name] = _check(service, question, entered, today) if checked else entered
        except _Unusable as fault:
            faults[name] = str(fault)
    return Checked(answers=answers, faults=faults)


def _is_blank(entered: object) -> bool:
    if isinstance(entered, _LISTS):
        return all(_is_empty(each) for each in entered)
    return _is_empty(entered)


def _is_empty(entered: object) -> bool:
    return entered is None or (isinstance(entered, str) and not clean_text(entered))


def _check(service: Service, question: Question, raw: object, today: date | None) -> object:
    if question.kind is Kind.CHOICES:
        return list(dict.fromkeys(_option(question, each) for each in _listed(raw)))
    if question.several:
        return [_one(service, question, each, today) for each in _listed(raw)]
    return _one(service, question, raw, today)


def _listed(raw: object) -> list[object]:
    entered = raw if isinstance(raw, _LISTS) else [raw]
    if len(entered) > MOST_ENTERED:
        raise _Unusable(f"Enter at most {MOST_ENTERED:,} answers; there are {len(entered):,}")
    return [each for each in entered if not _is_empty(each)]


def _one(service: Service, question: Question, raw: object, today: date | None) -> object:
    match question.kind:
        case Kind.CHOICE:
            return _option(question, raw)
        case Kind.CODE:
            return _code(service, question, raw)
        case Kind.MONEY:
            return _money(raw)
        case Kind.DATE:
            return _date(raw, today)
        case _:
            return _text(question, raw)


def _what_to_do(question: Question) -> str:
    match question.kind:
        case Kind.CHOICE | Kind.YES_NO | Kind.CHOICES:
            return f"Select an answer to: {question.wording.en}"
        case _:
            return f"Enter an answer to: {question.wording.en}"


def _option(question: Question, raw: object) -> str:
    for option in question.options:
        if option.code == raw:
            return option.code
    raise _Unusable("Select one of the answers listed")


def _code(service: Service, question: Question, raw: object) -> str:
    table = service.tables.get(question.table or "")
    if not isinstance(raw, str) or table is None or raw not in table.codes:
        raise _Unusable("Select one of the codes listed")
    return raw


def _money(raw: object) -> int:
    """Take whole pence as they are; read pounds from text like "£1,234.50"."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        pence = raw
    else:
        found = _POUNDS.fullmatch(raw.strip()) if isinstance(raw, str) else None
        if not found:
            raise _Unusable("Enter an amount in pounds and pence, like 250 or 1,249.99")
        pence = int(re.sub(r"[, ]", "", found[1])) * 100 + int((found[2] or ".")[1:].ljust(2, "0"))
    if not 0 <= pence <= LARGEST_PENCE:
        raise _Unusable("Enter an amount that is not negative and less than a trillion pounds")
    return pence


def _date(raw: object, today: date | None) -> str:
    try:
        told = date.fromisoformat(str(raw))
    except ValueError as fault:
        raise _Unusable("Enter a real date, like 27 3 2026") from fault
    if today is not None and told > today:
        raise _Unusable("Enter a date that is today or in the past")
    return told.isoformat()


def clean_text(raw: str) -> str:
    """Take out control characters and the space around; all line breaks become the same."""
    if raw.isprintable():  # most answers are
        return raw.strip()
    return _CONTROL.sub("", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _text(question: Question, raw: object) -> str:
    if not isinstance(raw, str):
        raise _Unusable("Enter text")
    text = clean_text(raw)
    if len(text) > question.longest:
        raise _Unusable(f"Shorten this to {question.longest:,} characters; it has {len(text):,}")
    if question.kind is Kind.EMAIL and question.identifier == "suspect":
        return _email_as_told(text)
    if rule := _TEXT_RULES.get(question.kind):
        return rule(text)
    return text


def _yes_no(text: str) -> str:
    if text not in {"yes", "no"}:
        raise _Unusable("Select yes or no")
    return text


def _area(text: str) -> str:
    if not _AREA.fullmatch(text):
        raise _Unusable("Enter an official area code, like E01011229")
    return text


def _postcode(text: str) -> str:
    """Write a postcode as the Post Office does; keep what does not look like one as it is."""
    squeezed = re.sub(r"\s+", "", text).upper()
    if len(squeezed) > 10:
        raise _Unusable("Enter a postcode, like LS1 3EX, or the place if you do not know it")
    looks_right = re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", squeezed)
    return f"{squeezed[:-3]} {squeezed[-3:]}" if looks_right else squeezed


def _email(text: str) -> str:
    if "@" not in text or re.search(r"\s", text):
        raise _Unusable("Enter an email address, like name@example.com")
    return text


def _email_as_told(text: str) -> str:
    """Take the other side's address as it was written down: linking reads it, nobody uses it."""
    if not _ADDRESS_AS_TOLD.search(text):
        raise _Unusable("Enter an email address, like name@example.com")
    return text


def _phone(text: str) -> str:
    if sum(letter.isdigit() for letter in text) < 3:
        raise _Unusable("Enter a phone number, like 07700 900 982 or +44 20 7946 0000")
    return text


_TEXT_RULES: Mapping[Kind, Callable[[str], str]] = {
    Kind.YES_NO: _yes_no,
    Kind.AREA: _area,
    Kind.POSTCODE: _postcode,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
}
