"""Conditions on answers: parsed from plain words, and told whether they hold."""

import re
from collections.abc import Mapping

from fielding.definitions.errors import NotACondition
from fielding.definitions.service import Condition, Relation, Test

_TOKEN = re.compile(r"£[\d,]+|[(),]|[^\s(),]+")
_JOINERS = ("and", "or")
#: Longest first, so that `is` does not take the `is` of `is not`.
_RELATIONS: tuple[tuple[tuple[str, ...], Relation], ...] = (
    (("is", "not", "one", "of"), Relation.IS_NOT),
    (("includes", "one", "of"), Relation.INCLUDES),
    (("is", "one", "of"), Relation.IS),
    (("is", "answered"), Relation.ANSWERED),
    (("is", "not"), Relation.IS_NOT),
    (("is",), Relation.IS),
    (("includes",), Relation.INCLUDES),
    (("over",), Relation.OVER),
)
_LISTS = (list, tuple)
_BLANK: tuple[object, ...] = ("", [], ())
_FORMS = "`is`, `is not`, `is one of`, `includes`, `is answered` or `over`"


def parse_condition(text: str) -> Condition:
    """Parse `a is x and (b includes y or c over £1,000)`; an amount in pounds becomes pence.

    Raises NotACondition, whose `remedy` says what to write.
    """
    words = _Words(_TOKEN.findall(text))
    condition = _parse_joined(words)
    if words.left():
        raise NotACondition(
            f"`{words.take()}` stands where the condition should have ended",
            "join two tests with `and` or `or`",
        )
    return condition


def holds(condition: Condition, answers: Mapping[str, object]) -> bool:
    """Say whether a condition holds. No test holds on a question that was not answered."""
    # Asked about a hundred times for each report: it ends at the first that settles it.
    every = condition.every
    for test in condition.tests:
        answer = answers.get(test.question)
        if (answer is not None and _test_holds(test, answer)) is not every:
            return not every
    for part in condition.parts:
        if holds(part, answers) is not every:
            return not every
    return every


def all_tests(condition: Condition) -> tuple[Test, ...]:
    """List the tests of a condition and of those in its brackets."""
    inner = tuple(test for part in condition.parts for test in all_tests(part))
    return condition.tests + inner


class _Words:
    """The words of a condition, taken one after another."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._next = 0

    def left(self) -> bool:
        return self._next < len(self._words)

    def peek(self) -> str:
        return self._words[self._next] if self.left() else ""

    def take(self) -> str:
        if not self.left():
            raise NotACondition("the condition ends too early", f"write a test: {_FORMS}")
        self._next += 1
        return self._words[self._next - 1]

    def take_all(self, wanted: tuple[str, ...]) -> bool:
        """Take these words if they come next, else none."""
        found = tuple(self._words[self._next : self._next + len(wanted)])
        if found == wanted:
            self._next += len(wanted)
        return found == wanted


def _parse_joined(words: _Words) -> Condition:
    members = [_parse_member(words)]
    joiner = words.peek() if words.peek() in _JOINERS else ""
    while words.peek() in _JOINERS:
        if words.take() != joiner:
            raise NotACondition(
                "`and` and `or` are mixed",
                "put brackets round what belongs together: (a or b) and c",
            )
        members.append(_parse_member(words))
    tests = tuple(member for member in members if isinstance(member, Test))
    parts = tuple(member for member in members if isinstance(member, Condition))
    if not tests and len(parts) == 1:
        return parts[0]
    return Condition(tests=tests, parts=parts, every=joiner != "or")


def _parse_member(words: _Words) -> Test | Condition:
    if words.peek() != "(":
        return _parse_test(words)
    words.take()
    inner = _parse_joined(words)
    if words.peek() != ")":
        raise NotACondition("a bracket is not closed", "add `)` where it ends")
    words.take()
    return inner


def _parse_test(words: _Words) -> Test:
    question = words.take()
    for spelling, relation in _RELATIONS:
        if words.take_all(spelling):
            values = _parse_values(words, relation, several=spelling[-1] == "of")
            return Test(question=question, relation=relation, values=values)
    raise NotACondition(f"`{question}` is not compared with anything", f"follow it with {_FORMS}")


def _parse_values(words: _Words, relation: Relation, *, several: bool) -> tuple[str, ...]:
    if relation is Relation.ANSWERED:
        return ()
    values = [_parse_value(words, relation)]
    while several and words.peek() == ",":
        words.take()
        values.append(_parse_value(words, relation))
    return tuple(values)


def _parse_value(words: _Words, relation: Relation) -> str:
    value = words.take()
    if value in (*_JOINERS, "(", ")", ","):
        raise NotACondition(f"a value is missing before `{value}`", "write what to compare with")
    if relation is not Relation.OVER:
        return value
    amount = value.removeprefix("£").replace(",", "")
    if not amount.isdecimal():
        raise NotACondition(f"`{value}` is not an amount", "write it like £1000")
    return str(int(amount) * 100) if value.startswith("£") else amount


def _test_holds(test: Test, answer: object) -> bool:
    if answer in _BLANK:
        return False
    match test.relation:
        case Relation.IS | Relation.INCLUDES:
            return _is_among(answer, test.values)
        case Relation.IS_NOT:
            return not _is_among(answer, test.values)
        case Relation.ANSWERED:
            return True
        case Relation.OVER:
            return isinstance(answer, int) and answer > int(test.values[0])


def _is_among(answer: object, values: tuple[str, ...]) -> bool:
    if isinstance(answer, str):
        return answer in values
    if isinstance(answer, _LISTS):
        return any(str(one) in values for one in answer)
    return str(answer) in values
