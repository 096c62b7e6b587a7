"""Reads questions and pages: types, options, what may be open, and what comes before what."""

from collections.abc import Iterable

from fielding.definitions.conditions import all_tests
from fielding.definitions.faults import suggest
from fielding.definitions.part import Part
from fielding.definitions.read_conditions import read_condition
from fielding.definitions.reading import Reading
from fielding.definitions.service import CLOSED, Kind, Page, Question, Text


def read_questions(root: Part, reading: Reading) -> None:
    """Read all questions, in order, into the reading."""
    reading.question_names = tuple(name for name, _ in root.named("questions"))
    for name, part in root.named("questions"):
        reading.questions[name] = _read_question(name, part, reading)


def _read_question(name: str, part: Part, reading: Reading) -> Question:
    question = Question(
        name=name,
        wording=part.as_text(),
        kind=Kind(part.word("type", Kind.TEXT)),
        hint=part.maybe_text("hint"),
        options=part.options("options"),
        table=part.maybe("table"),
        shown_when=read_condition(part, "shown when"),
        required=not part.flag("optional"),
        open=part.flag("open"),
        public=part.flag("public"),
        identifier=part.maybe("identifier"),
        longest=part.number("longest", 4000),
        several=part.flag("several"),
    )
    if part.at("type") is None:
        reading.unclear.add(name)
    else:
        _check_secrecy(question, part, reading)
        _check_answers(question, part, reading)
    return question


def _check_secrecy(question: Question, part: Part, reading: Reading) -> None:
    if question.open and question.kind not in CLOSED:
        message = f"`{question.name}` is open, but its type `{question.kind}` is free"
        closed = ", ".join(sorted(CLOSED))
        reading.fault(part.line_of("open"), message, f"remove `open`, or use one of: {closed}")
    if question.public and not question.open:
        message = f"`{question.name}` is public but sealed"
        reading.fault(part.line_of("public"), message, "add `open: true`, or remove `public`")
    if question.identifier and question.kind in CLOSED:
        message = f"`{question.name}` has type `{question.kind}`, which identifies nobody"
        remedy = "use a type such as phone, email, account or name, or remove `identifier`"
        reading.fault(part.line_of("identifier"), message, remedy)


def _check_answers(question: Question, part: Part, reading: Reading) -> None:
    chooses = question.kind in (Kind.CHOICE, Kind.CHOICES)
    if chooses != bool(question.options):
        reading.unclear.add(question.name)
        message = f"`{question.name}` has type `{question.kind}`"
        remedy = "add `options`" if chooses else "remove `options`, or make it a choice"
        needs = "which needs options" if chooses else "which has no options"
        reading.fault(part.line_of("options"), f"{message}, {needs}", remedy)
    if (question.kind is Kind.CODE) != bool(question.table):
        message = f"`{question.name}`: a code table belongs to type `code`, and to no other"
        reading.fault(part.line_of("table"), message, "add or remove `table`")
    elif question.table and question.table not in reading.tables:
        message = f"there is no code table `{question.table}`"
        reading.fault(part.line_of("table"), message, suggest(question.table, reading.tables))
    if question.several and question.kind in CLOSED:
        message = f"`{question.name}` has type `{question.kind}` and cannot take several answers"
        reading.fault(part.line_of("several"), message, "use type `choices`, or remove `several`")


def read_pages(root: Part, reading: Reading) -> tuple[Page, ...]:
    """Read the shared pages, and give every other question a page of its own, in order."""
    shared = [_read_page(name, part, reading) for name, part in root.named("pages")]
    _check_pages(root, shared, reading)
    by_first = {page.questions[0]: page for page in shared if page.questions}
    placed = {question for page in shared for question in page.questions}
    pages = []
    for name, question in reading.questions.items():
        if name in by_first:
            pages.append(by_first[name])
        elif name not in placed:
            pages.append(Page(name=name, title=question.wording, questions=(name,)))
    return tuple(pages)


def _read_page(name: str, part: Part, reading: Reading) -> Page:
    known = []
    for item in part.items("questions"):
        if str(item.value) in reading.questions:
            known.append(str(item.value))
        else:
            message = f"there is no question `{item.value}`"
            reading.fault(item, message, suggest(str(item.value), reading.question_names))
    return Page(name=name, title=part.maybe_text("title") or Text(en=name), questions=tuple(known))


def _check_pages(root: Part, pages: Iterable[Page], reading: Reading) -> None:
    nodes = dict(root.entries("pages"))
    order = reading.question_names
    taken: dict[str, str] = {}
    for page in pages:
        node = nodes[page.name]
        for name in page.questions:
            if name in taken:
                message = f"`{name}` is on page `{taken[name]}` already"
                reading.fault(node, message, "remove it from one of the two pages")
            taken[name] = page.name
        start = order.index(page.questions[0]) if page.questions else 0
        if order[start : start + len(page.questions)] != page.questions:
            message = f"the questions of page `{page.name}` do not follow each other in the file"
            reading.fault(node, message, "put them next to each other, in the same order")
        for name in page.questions:
            tests = all_tests(reading.questions[name].shown_when)
            if asked := next((t.question for t in tests if t.question in page.questions), None):
                message = f"`{name}` depends on `{asked}`, which is on the same page"
                reading.fault(node, message, "put them on two pages: pages work without script")
