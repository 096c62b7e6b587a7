"""Reads the other doors: which column or part of a message answers which question."""

from collections.abc import Iterable, Mapping

from fielding.definitions.faults import suggest
from fielding.definitions.located import Located
from fielding.definitions.part import Part
from fielding.definitions.read_conditions import possible_answers
from fielding.definitions.read_referral import check_questions
from fielding.definitions.reading import Reading
from fielding.definitions.service import CsvIntake, MailIntake, Question

#: Parts of a message of which there can be many.
_MANY = ("links", "emails", "phones")


def has_form(root: Part) -> bool:
    """Say whether people fill in pages; a service without a form needs another door."""
    part = root.part("intake")
    node = part.at("form") if part else None
    if part is None or node is None or node.value is True:
        return True
    if part.at("csv") is None and part.at("mail") is None:
        part.reading.fault(node, "no case can come in", "add `csv` or `mail`, or remove `form`")
    return False


def read_csv_intake(root: Part, reading: Reading, outcomes: str | None) -> CsvIntake | None:
    """Read `intake: csv`; `outcomes` names the service's table of outcomes, if it has one."""
    intake = root.part("intake")
    part = intake.part("csv") if intake else None
    if part is None:
        return None
    check_questions((node for _, node in part.entries("columns")), reading)
    outcome = part.part("outcome")
    return CsvIntake(
        columns=_texts(part.entries("columns")),
        key=part.word("key"),
        area=part.maybe("area"),
        body=part.maybe("body"),
        month=part.maybe("month"),
        outcome_column=outcome.maybe("column") if outcome else None,
        outcomes=_read_outcomes(outcome, outcomes) if outcome else {},
        values=_read_values(part),
    )


def _texts(entries: Iterable[tuple[str, Located]]) -> dict[str, str]:
    return {name: str(node.value) for name, node in entries}


def _read_outcomes(part: Part, table: str | None) -> Mapping[str, str]:
    """Map texts to codes: the titles of the table, and those the file adds."""
    if table is None:
        remedy = "add `outcomes` with its `table` under `referral`"
        part.reading.fault(part.node, "outcomes are read, but the service has no outcomes", remedy)
        return {}
    codes = part.reading.tables[table].codes if table in part.reading.tables else {}
    for _, node in part.entries("texts"):
        if codes and str(node.value) not in codes:
            message = f"the table of outcomes has no code `{node.value}`"
            part.reading.fault(node, message, suggest(str(node.value), codes))
    return {code.title: code.code for code in codes.values()} | _texts(part.entries("texts"))


def _read_values(part: Part) -> dict[str, dict[str, str]]:
    """Map texts to options by question: the options' English wordings, and those the file adds."""
    reading = part.reading
    values = {
        name: {option.label.en: option.code for option in reading.questions[name].options}
        for name in _texts(part.entries("columns")).values()
        if name in reading.questions and reading.questions[name].options
    }
    for name, node in part.entries("values"):
        if name not in values:
            message = f"`{name}` is no choice that a column answers"
            reading.fault(node, message, suggest(name, values))
            continue
        for text, option in Part(reading, node).own_entries():
            _check_answer(reading.questions[name], option, reading)
            values[name][text] = str(option.value)
    return values


def read_mail_intake(root: Part, reading: Reading) -> MailIntake | None:
    """Read `intake: mail`."""
    intake = root.part("intake")
    part = intake.part("mail") if intake else None
    if part is None:
        return None
    for name, node in part.entries("parts"):
        check_questions([node], reading)
        question = reading.questions.get(str(node.value))
        if name in _MANY and question and not question.several:
            message = f"a message can have many {name}, `{question.name}` takes one answer"
            reading.fault(node, message, f"add `several: true` to `{question.name}`")
    for name, node in part.entries("fixed"):
        check_questions([Located(value=name, line=node.line)], reading)
        if question := reading.questions.get(name):
            _check_answer(question, node, reading)
    return MailIntake(parts=_texts(part.entries("parts")), fixed=_texts(part.entries("fixed")))


def _check_answer(question: Question, node: Located, reading: Reading) -> None:
    known = possible_answers(question, reading)
    if known is not None and str(node.value) not in known:
        message = f"`{node.value}` is not an answer to `{question.name}`"
        reading.fault(node, message, suggest(str(node.value), known))
