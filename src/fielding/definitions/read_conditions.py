"""Reads a condition where it stands in a file, and checks it against the questions before it."""

from collections.abc import Iterable

from fielding.definitions.conditions import all_tests, parse_condition
from fielding.definitions.errors import NotACondition
from fielding.definitions.faults import suggest
from fielding.definitions.located import Located
from fielding.definitions.part import Part
from fielding.definitions.reading import Reading
from fielding.definitions.service import ALWAYS, Condition, Kind, Question, Relation, Test

_EQUAL = (Relation.IS, Relation.IS_NOT, Relation.ANSWERED)
#: Which comparisons make sense on which type; on all others only `is answered` does.
_FITTING = {
    Kind.CHOICE: _EQUAL,
    Kind.YES_NO: _EQUAL,
    Kind.CODE: _EQUAL,
    Kind.BODY: _EQUAL,
    Kind.AREA: _EQUAL,
    Kind.CHOICES: (Relation.INCLUDES, Relation.ANSWERED),
    Kind.MONEY: (Relation.OVER, Relation.ANSWERED),
}


def read_condition(part: Part, key: str) -> Condition:
    """Read the condition under a key; without one, it always holds."""
    node = part.at(key)
    if node is None:
        return ALWAYS
    try:
        condition = parse_condition(str(node.value))
    except NotACondition as wrong:
        part.reading.fault(node, f"`{node.value}`: {wrong}", wrong.remedy)
        return ALWAYS
    for test in all_tests(condition):
        _check_test(test, node, part.reading)
    return condition


def _check_test(test: Test, node: Located, reading: Reading) -> None:
    question = reading.questions.get(test.question)
    if question is None:
        _fault_unknown(test, node, reading)
    elif question.name not in reading.unclear:
        _check_relation(test, question, node, reading)


def _fault_unknown(test: Test, node: Located, reading: Reading) -> None:
    if test.question in reading.question_names:
        message = f"`{test.question}` is asked only later"
        reading.fault(node, message, "move that question up, or ask an earlier one")
    else:
        message = f"there is no question `{test.question}`"
        reading.fault(node, message, suggest(test.question, reading.question_names))


def _check_relation(test: Test, question: Question, node: Located, reading: Reading) -> None:
    fitting = _FITTING.get(question.kind, (Relation.ANSWERED,))
    if test.relation not in fitting:
        words = ", ".join(f"`{relation}`" for relation in fitting)
        message = (
            f"`{question.name}` has type `{question.kind}`, to which `{test.relation}` does not fit"
        )
        reading.fault(node, message, f"use {words}")
        return
    known = possible_answers(question, reading)
    for value in test.values:
        if known is not None and value not in known:
            message = f"`{value}` is not an answer to `{question.name}`"
            reading.fault(node, message, suggest(value, known))
    if question.kind is Kind.MONEY and "over" in str(node.value) and "£" not in str(node.value):
        reading.fault(node, "the amount has no currency", "write it with a pound sign, like £1000")


def possible_answers(question: Question, reading: Reading) -> Iterable[str] | None:
    """List the answers a closed question can have; None when they cannot be listed."""
    match question.kind:
        case Kind.CHOICE | Kind.CHOICES:
            return [option.code for option in question.options]
        case Kind.YES_NO:
            return ["yes", "no"]
        case Kind.CODE if question.table in reading.tables:
            return list(reading.tables[question.table].codes)
        case _:
            return None
