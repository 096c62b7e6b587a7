"""The reader: a whole service, or every fault with its line and what to do."""

from collections.abc import Callable, Mapping

import pytest

from fielding.definitions.errors import InvalidDefinition
from fielding.definitions.faults import Fault
from fielding.definitions.located import Located
from fielding.definitions.reader import read_service
from fielding.definitions.service import CodeTable, Kind, Service, Unit

Read = Callable[[str], Service]
Find = Callable[[str], tuple[Fault, ...]]

HEAD = """\
service: lost-dogs
name: {en: Lost dogs, cy: Cŵn coll}
purpose: Bring lost dogs home.
owner: town-hall
covers: england
in force: {from: 2026-01-01}
case: {called: report, reference: "DOG{yy}{number:05}"}
"""
BODY = """\
questions:
  size:
    en: How big is it?
    type: choice
    open: true
    options: {small: Small, big: {en: Big, cy: Mawr, hint: Taller than a chair}}
  colour:
    en: What colour is it?
    type: text
    shown when: size is big
  phone:
    en: Your number
    type: phone
    identifier: reporter
    optional: true
"""
DECISIONS = """\
decisions:
  refer:
    title: Refer
    from: received
    to: referred
    by: assessor
"""


def test_no_service_is_called_as_the_books_are(faults: Find) -> None:
    found = faults(HEAD.replace("lost-dogs", "books") + BODY)

    assert [fault.line for fault in found] == [1]
    assert "not `books`" in found[0].remedy


def test_whole_service_is_read_into_values(read: Read) -> None:
    service = read(HEAD + BODY + DECISIONS)

    assert service.code == "lost-dogs"
    assert service.name.in_language("cy") == "Cŵn coll"
    assert list(service.questions) == ["size", "colour", "phone"]
    assert service.questions["size"].options[1].hint is not None
    assert service.questions["phone"].kind is Kind.PHONE
    assert not service.questions["phone"].required
    assert service.decisions["refer"].from_states == ("received",)


def test_questions_without_a_page_get_one_each(read: Read) -> None:
    pages = "pages: {dog: {title: The dog, questions: [colour, phone]}}\n"

    service = read(HEAD + BODY + pages)

    assert [page.name for page in service.pages] == ["size", "dog"]
    assert service.pages[1].questions == ("colour", "phone")


def test_clock_reads_its_time(read: Read) -> None:
    clock = (
        "clocks: {look: {title: Look, from: case.received, to: case.referred, within: 1 hour}}\n"
    )

    service = read(HEAD + BODY + DECISIONS + clock)

    assert service.clocks["look"].amount == 1
    assert service.clocks["look"].unit is Unit.HOURS


def test_all_faults_are_named_at_once_in_the_order_of_lines(faults: Find) -> None:
    text = HEAD.replace("owner", "onwer") + BODY.replace("type: choice", "type: chioce").replace(
        "size is big", "weight is big"
    )

    found = faults(text)

    assert [(fault.line, fault.remedy) for fault in found] == [
        (1, "add `owner`: the body that answers for the service"),
        (4, "did you mean `owner`?"),
        (11, "did you mean `choice`?"),
        (17, "use one of `size`, `colour`, `phone`"),
    ]
    assert {fault.file for fault in found} == {"service.yaml"}


def test_misspelt_part_is_named_with_its_line(faults: Find) -> None:
    found = faults(HEAD + BODY.replace("questions:", "quetions:"))

    assert "unknown key `quetions` in the service file" in {fault.message for fault in found}
    assert "did you mean `questions`?" in {fault.remedy for fault in found}


def _question(lines: str) -> str:
    return "  extra:\n    en: More?\n" + "".join(f"    {line}\n" for line in lines.split("\n"))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("type: text\nopen: true", "`extra` is open, but its type `text` is free"),
        ("type: yes-no\npublic: true", "`extra` is public but sealed"),
        ("type: choice", "`extra` has type `choice`, which needs options"),
        ("type: text\noptions: {a: A}", "`extra` has type `text`, which has no options"),
        ("type: code", "`extra`: a code table belongs to type `code`, and to no other"),
        ("type: code\ntable: dogs", "there is no code table `dogs`"),
        ("type: date\nidentifier: suspect", "`extra` has type `date`, which identifies nobody"),
        ("type: date\nseveral: true", "`extra` has type `date` and cannot take several answers"),
        ("type: text\nshown when: size is huge", "`huge` is not an answer to `size`"),
        ("type: text\nshown when: extra is x", "`extra` is asked only later"),
        (
            "type: text\nshown when: colour is red",
            "`colour` has type `text`, to which `is` does not fit",
        ),
        ("type: text\nshown when: size big", "`size big`: `size` is not compared with anything"),
        ("type: text\nlongest: many", "`longest` is not a number it can be"),
        ("type: text\noptional: maybe", "`optional` is neither true nor false"),
        ("type: [text]", "`type` is not a text"),
        ("type: choice\noptions: [a, b]", "`options` is not a mapping"),
        ("type: text\nhint: {cy: Mwy}", "wording `hint` lacks `en`"),
    ],
)
def test_faulty_question_is_refused(faults: Find, lines: str, message: str) -> None:
    found = faults(HEAD + BODY + _question(lines))

    assert message in [fault.message for fault in found]
    assert all(fault.line > 20 for fault in found)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (
            "pages: {dog: {title: Dog, questions: [size, phone]}}",
            "the questions of page `dog` do not follow each other in the file",
        ),
        (
            "pages: {dog: {title: Dog, questions: [size, colour]}}",
            "`colour` depends on `size`, which is on the same page",
        ),
        (
            "pages: {a: {title: A, questions: [phone]}, b: {title: B, questions: [phone]}}",
            "`phone` is on page `a` already",
        ),
        ("pages: {a: {title: A, questions: [age]}}", "there is no question `age`"),
        ("codes: {breed: {from: breeds}}", "there is no code table `breeds` in `reference/`"),
        ("codes: {breed: {source: nobody}}", "code table `breed` does not say what it is"),
        (
            "sorting: {codes: [{suggest: X1, when: size is big, because: Big}]}",
            "codes are suggested from no table",
        ),
        (
            (
                "codes: {b: {list: {x: X}}}\n"
                "sorting: {table: b, codes: [{suggest: y, when: size is big, because: Big}]}"
            ),
            "table `b` has no code `y`",
        ),
        (
            (
                "sorting: {scores: {s: {title: S, high from: 3,"
                " terms: [{points: 1, when: size is big, because: Big}]}}}"
            ),
            "score `s` can never be high: its terms add up to less than 3",
        ),
        (
            "clocks: {c: {title: C, from: case.recieved, to: case.held, within: 2 days}}",
            "there is no kind of entry `case.recieved`",
        ),
        (
            "clocks: {c: {title: C, from: case.received, to: case.held, within: soon}}",
            "`within` cannot be `soon`",
        ),
        (
            (
                "clocks: {c: {title: C, from: case.received, to: case.opened, within: 2 days,"
                " paused by: case.held}}"
            ),
            "`c` can be paused but not resumed, or the other way round",
        ),
        (
            "measures: {m: {title: M, share of: case.received, meeting: c, kind: output}}",
            "there is no clock `c`",
        ),
        (
            "measures: {m: {title: M, share of: case.received, kind: output}}",
            "`m` is a share of the whole",
        ),
        (
            "measures: {m: {title: M, duration of: case.received, kind: output}}",
            "`m` takes the time of no clock",
        ),
        (
            "measures: {m: {title: M, sum of: nothing, kind: output}}",
            "there is no question `nothing`",
        ),
        (
            "measures: {m: {title: M, sum of: colour, kind: output}}",
            "`colour` is no open question of money, so nothing can be added up",
        ),
        ("measures: {m: {title: M, kind: output}}", "measure `m` does not say what it is"),
        (
            "tariff: {u: {one per: case, when: case.closed}}",
            "there is no kind of entry `case.closed`",
        ),
        (
            "tariff: {u: {one per: day, when: case.opened}}",
            "`u`: `until` belongs to units per day, and to no others",
        ),
        (
            "referral: {lead: [{title: L, question: colour}]}",
            "`colour` has type `text`, which names no place",
        ),
        ("referral: {package: [siez]}", "there is no question `siez`"),
        (
            (
                "codes: {o: {list: {x: X}}}\nreferral: {outcomes: {table: o, judicial: [y],"
                " rules: [{codes: all, by: system, because: So}]}}"
            ),
            "the table of outcomes has no code `y`",
        ),
        (
            (
                "codes: {o: {list: {x: X}}}\nreferral: {outcomes: {table: o,"
                " rules: [{codes: x, by: system, when: gone, because: So}]}}"
            ),
            "there is no state `gone`",
        ),
        ("intake: {csv: {columns: {Size: siez}, key: Id}}", "there is no question `siez`"),
        (
            "intake: {csv: {columns: {Size: size}, key: Id, values: {size: {XL: huge}}}}",
            "`huge` is not an answer to `size`",
        ),
        (
            "intake: {csv: {columns: {Size: size}, key: Id, outcome: {column: End}}}",
            "outcomes are read, but the service has no outcomes",
        ),
        ("intake: {form: false}", "no case can come in"),
        (
            "intake: {mail: {parts: {phones: phone}}}",
            "a message can have many phones, `phone` takes one answer",
        ),
        (
            "intake: {mail: {parts: {text: colour}, fixed: {size: huge}}}",
            "`huge` is not an answer to `size`",
        ),
        ("retention: {group: G, clear period: 6, review after: 6 years}", None),
    ],
)
def test_faulty_part_is_refused(faults: Find, part: str, message: str | None) -> None:
    found = faults(HEAD + BODY + part)

    expected = message or "`clear period` cannot be `6`"
    assert [fault.message for fault in found] == [expected]
    assert found[0].remedy


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("from", "recieved", "no decision leads to the state `recieved`"),
        ("from", "referred", "`refer` can never be taken: no way leads from `received`"),
        ("to", "held", "`held` is a word of the engine itself"),
        ("by", "boss", "`boss` is not a role that `by` can have"),
        ("needs", "reason", "`refer`: `reason` under `needs` and the list `reasons` go together"),
        ("reasons", "{a: A}", "`refer`: `reason` under `needs` and the list `reasons`"),
        ("adverse", "true", "`refer` goes against the reporter and cannot be looked at again"),
        ("adverse", "true", "`refer` goes against the reporter and needs no reason"),
    ],
)
def test_faulty_decision_is_refused(faults: Find, key: str, value: str, message: str) -> None:
    kept = [line for line in DECISIONS.splitlines() if not line.strip().startswith(f"{key}:")]
    text = "\n".join([*kept, f"    {key}: {value}"])

    found = faults(HEAD + BODY + text)

    assert any(fault.message.startswith(message) for fault in found)


def test_code_that_is_no_longer_in_force_is_not_suggested(
    tree: Callable[[str], Located], tables: Mapping[str, CodeTable]
) -> None:
    text = HEAD.replace("2026", "2010") + BODY
    text += "codes: {o: {from: crime_outcomes}}\n"
    text += 'sorting: {table: o, codes: [{suggest: "20", when: size is big, because: Big}]}\n'

    with pytest.raises(InvalidDefinition) as found:
        read_service(tree(text), file="f", tables=tables)

    assert found.value.faults[0].message.startswith("code `20` is not in force on 2010-01-01")


@pytest.mark.parametrize("value", ["text", 3, None, []])
def test_file_that_is_no_mapping_is_one_fault(value: object) -> None:
    tree = Located(value=value, line=1)

    with pytest.raises(InvalidDefinition) as found:
        read_service(tree, file="f", tables={})

    assert len(found.value.faults) == 1


def test_faults_read_as_file_line_and_what_to_do(faults: Find) -> None:
    found = faults(HEAD + BODY.replace("open: true", "opne: true"))

    assert str(found[0]) == (
        "service.yaml:12: unknown key `opne` in question `size`: did you mean `open`?"
    )
