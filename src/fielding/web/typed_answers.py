"""Answers as they are typed: read from a form, and written back into one."""

from collections.abc import Mapping, Sequence

from fielding.definitions.service import Kind, Question

#: What one answer looks like while it is being typed: text, or several texts.
Typed = str | list[str]

DATE_PARTS = ("day", "month", "year")
ACCOUNT_PARTS = ("sort-code", "number")
SORT_CODE_DIGITS = 6


def typed_answer(question: Question, form: Mapping[str, Sequence[str]]) -> Typed:
    """Read what a form sent for a question; parts of a date or an account are put together."""

    def first(name: str) -> str:
        return next(iter(form.get(name, ())), "").strip()

    match question.kind:
        case Kind.DATE:
            return _joined_date([first(f"{question.name}-{part}") for part in DATE_PARTS])
        case Kind.ACCOUNT:
            parts = ["".join(first(f"{question.name}-{part}").split()) for part in ACCOUNT_PARTS]
            return " ".join(parts).strip()
        case Kind.CHOICES:
            return [one for one in form.get(question.name, ()) if one]
        case _ if question.several:
            return [line for line in first(question.name).splitlines() if line.strip()]
        case _:
            return first(question.name)


def retyped(question: Question, answer: object) -> Typed:
    """Write a canonical answer as somebody would type it, for changing it."""
    if isinstance(answer, list | tuple):
        return [str(one) for one in answer]
    if question.kind is Kind.MONEY and isinstance(answer, int):
        pounds, pence = divmod(answer, 100)
        return f"{pounds:,}.{pence:02}" if pence else f"{pounds:,}"
    return "" if answer is None else str(answer)


def split_date(typed: str) -> tuple[str, str, str]:
    """Take an ISO date, or what `_joined_date` made of something else, apart again."""
    pieces = typed.split("-")
    if len(pieces) != 3:
        return "", "", ""
    year, month, day = (piece.lstrip("0") for piece in pieces)
    return day, month, year


def _joined_date(parts: list[str]) -> str:
    """Put day, month and year into ISO form; what is no date stays recognisably none."""
    if not any(parts):
        return ""
    day, month, year = parts
    return f"{year:0>4}-{month:0>2}-{day:0>2}"


def split_account(typed: str) -> tuple[str, str]:
    """Take sort code and account number apart; one alone is told by its length."""
    sort_code, space, number = typed.partition(" ")
    if space or sum(letter.isdigit() for letter in typed) <= SORT_CODE_DIGITS:
        return sort_code, number
    return "", typed
