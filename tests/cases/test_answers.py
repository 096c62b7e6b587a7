"""Answers: made canonical, or sent back with what to do; nothing that anybody types is a crash."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.cases.answers import LARGEST_PENCE, MOST_ENTERED, check_answers
from fielding.definitions.service import (
    Code,
    CodeTable,
    Condition,
    Kind,
    Option,
    Question,
    Relation,
    Service,
    Test,
    Text,
)
from fielding.definitions.shown import shown_questions
from fielding.kernel.canonical import canonical_bytes
from fielding.testing.forms import ANSWERS
from fielding.testing.services import sample_service, shipped

TODAY = date(2026, 3, 2)
OPTIONS = tuple(Option(code=code, label=Text(en=code)) for code in ("a", "b", "c"))
SHIPPED = shipped()


def asking(kind: Kind, **more: Any) -> Service:
    """A service with one question, `q`."""
    more = {"options": OPTIONS if kind in {Kind.CHOICE, Kind.CHOICES} else (), **more}
    question = Question(name="q", wording=Text(en="What?"), kind=kind, **more)
    table = CodeTable(name="t", codes={"7": Code(code="7", title="Seven")})
    return replace(sample_service(), questions={"q": question}, tables={"t": table})


def answer(service: Service, raw: object) -> object:
    checked = check_answers(service, {"q": raw}, today=TODAY)
    assert checked.faults == {}
    return checked.answers.get("q")


def fault(service: Service, raw: object) -> str:
    checked = check_answers(service, {"q": raw}, today=TODAY)
    assert "q" not in checked.answers
    return checked.faults["q"]


@pytest.mark.parametrize(
    ("kind", "raw", "canonical"),
    [
        (Kind.CHOICE, "b", "b"),
        (Kind.CHOICES, ["c", "a"], ["c", "a"]),
        (Kind.CHOICES, "a", ["a"]),
        (Kind.CHOICES, ("a", "", None, "a"), ["a"]),
        (Kind.YES_NO, " yes ", "yes"),
        (Kind.CODE, "7", "7"),
        (Kind.DATE, "2026-03-02", "2026-03-02"),
        (Kind.DATE, "20260301", "2026-03-01"),
        (Kind.AREA, "E01011229", "E01011229"),
        (Kind.BODY, "west-yorkshire", "west-yorkshire"),
        (Kind.POSTCODE, "ls13ex", "LS1 3EX"),
        (Kind.POSTCODE, " sw1a   1aa", "SW1A 1AA"),
        (Kind.POSTCODE, "ls1", "LS1"),
        (Kind.POSTCODE, "bfpo 57", "BFPO57"),
        (Kind.EMAIL, " name@example.com", "name@example.com"),
        (Kind.PHONE, "+44 20 7946 0000", "+44 20 7946 0000"),
        (Kind.TEXT, "one\r\ntwo\rthree", "one\ntwo\nthree"),
        (Kind.TEXT, "nul\x00bell\x07escape\x1b[31m\x85\ud800end", "nulbellescape[31mend"),
        (Kind.NAME, "Zoë O’Brien-Łukasz 李 🙂", "Zoë O’Brien-Łukasz 李 🙂"),
        (Kind.LONG_TEXT, "a\tb", "a\tb"),
        (Kind.WEBSITE, "hxxp://example[.]com", "hxxp://example[.]com"),
        (Kind.ACCOUNT, "00-00-00 12345678", "00-00-00 12345678"),
    ],
)
def test_what_can_be_used_is_made_canonical(kind: Kind, raw: object, canonical: object) -> None:
    assert answer(asking(kind, table="t"), raw) == canonical


@pytest.mark.parametrize(
    ("raw", "pence"),
    [
        ("0", 0),
        ("250", 25_000),
        ("1.5", 150),
        ("£1,234.50", 123_450),
        ("£ 12 345 678", 1_234_567_800),
        ("1,000,000", 100_000_000),
        ("007", 700),
        (1250, 1250),
        (LARGEST_PENCE, LARGEST_PENCE),
    ],
)
def test_money_is_whole_pence(raw: object, pence: int) -> None:
    assert answer(asking(Kind.MONEY), raw) == pence


@pytest.mark.parametrize(
    "raw",
    [
        "a lot", "-5", "1,50", "12,34.00", "1.234,50", "1e9", "1.234", "$5", "٣", "0x10", "1_000",
        "5 pounds", "9" * 1_000_000, "1" + ",000" * 9, -1, LARGEST_PENCE + 1, 12.5, True,
        float("inf"), {"amount": 5}, ["5", "6"],
    ],
    ids=lambda raw: repr(raw)[:20],
)  # fmt: skip
def test_an_amount_that_could_be_misread_is_sent_back(raw: object) -> None:
    assert fault(asking(Kind.MONEY), raw).startswith("Enter an amount")


@pytest.mark.parametrize("raw", ["2026-02-30", "27/3/2026", "soon", "2026-03-02T10:00", 7, ["x"]])
def test_what_is_no_date_is_sent_back(raw: object) -> None:
    assert fault(asking(Kind.DATE), raw) == "Enter a real date, like 27 3 2026"


def test_a_day_to_come_is_sent_back_only_where_today_is_known() -> None:
    tomorrow = {"q": "2026-03-03"}

    assert fault(asking(Kind.DATE), "2026-03-03") == "Enter a date that is today or in the past"
    assert check_answers(asking(Kind.DATE), tomorrow).answers == tomorrow


@pytest.mark.parametrize("kind", sorted(Kind))
@pytest.mark.parametrize(
    "raw",
    [
        {"a": {"b": ["c"]}}, [["a"]], [{"a": 1}], 7, -0.5, True, b"bytes", object(), "\x00\x01 x",
        "x" * 1_000_000, "a\u202eb", "../../etc/passwd", "{number}", "%s", "' OR 1=1 --",
        "<script>alert(1)</script>", ["a"] * 5000, [None, object()],
    ],
    ids=lambda raw: repr(raw)[:16],
)  # fmt: skip
def test_whatever_is_sent_is_used_or_sent_back_and_never_a_crash(kind: Kind, raw: object) -> None:
    for several in (False, True):
        checked = check_answers(asking(kind, table="t", several=several), {"q": raw}, today=TODAY)

        canonical_bytes(dict(checked.answers))
        assert set(checked.answers) ^ set(checked.faults) == {"q"}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists), st.data())
def test_every_answer_kept_can_be_written_down(raw: object, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(Kind)))

    checked = check_answers(asking(kind, table="t", required=False), {"q": raw}, today=TODAY)

    canonical_bytes(dict(checked.answers))


@pytest.mark.parametrize("raw", [None, "", "  \n", [], (), [""], ["", None, " "], "\x00"])
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.CHOICES, Kind.CHOICE, Kind.MONEY, Kind.PHONE])
def test_an_empty_answer_is_none_and_a_required_one_is_asked_for(kind: Kind, raw: object) -> None:
    asked_for = fault(asking(kind, several=kind is Kind.PHONE), raw)

    assert asked_for.endswith("an answer to: What?")
    assert answer(asking(kind, required=False), raw) is None


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.CHOICES])
@pytest.mark.parametrize("raw", ["d", "A", "a,b", ["a", "d"], [["a"]], 1])
def test_an_option_that_there_is_not_is_sent_back(kind: Kind, raw: object) -> None:
    assert fault(asking(kind), raw) == "Select one of the answers listed"


@pytest.mark.parametrize("raw", ["8", 7, ["7"], {"7": "7"}])
def test_a_code_that_there_is_not_is_sent_back(raw: object) -> None:
    assert fault(asking(Kind.CODE, table="t"), raw) == "Select one of the codes listed"


@pytest.mark.parametrize(
    ("kind", "raw", "told"),
    [
        (Kind.YES_NO, "maybe", "Select yes or no"),
        (Kind.TEXT, ["a", "b"], "Enter text"),
        (Kind.EMAIL, "no at sign", "Enter an email address, like name@example.com"),
        (Kind.PHONE, "ring me", "Enter a phone number, like 07700 900 982 or +44 20 7946 0000"),
        (Kind.AREA, "LS1 3EX", "Enter an official area code, like E01011229"),
        (Kind.POSTCODE, "somewhere near Leeds",
         "Enter a postcode, like LS1 3EX, or the place if you do not know it"),
    ],
)  # fmt: skip
def test_what_nobody_could_use_is_sent_back_with_what_to_do(
    kind: Kind, raw: object, told: str
) -> None:
    assert fault(asking(kind), raw) == told


@pytest.mark.parametrize(
    "told", ["bob@e.com", "bob @ e.com", "bob(at)e.com", "bob at e dot com", "mailto:b@e.com"]
)
def test_the_other_sides_address_is_taken_as_people_write_it_down(told: str) -> None:
    assert answer(asking(Kind.EMAIL, identifier="suspect"), told) == told


@pytest.mark.parametrize("whose", ["reporter", None])
def test_an_address_that_we_write_to_must_be_one(whose: str | None) -> None:
    asked_for = "Enter an email address, like name@example.com"

    assert fault(asking(Kind.EMAIL, identifier=whose), "bob (at) evil.com") == asked_for
    assert fault(asking(Kind.EMAIL, identifier="suspect"), "I was at home.") == asked_for


def test_text_may_fill_its_length_and_is_told_by_how_much_it_is_over() -> None:
    service = asking(Kind.TEXT, longest=1000)

    assert answer(service, "x" * 1000) == "x" * 1000
    assert fault(service, "x" * 1001) == "Shorten this to 1,000 characters; it has 1,001"


def test_several_answers_are_checked_one_by_one() -> None:
    service = asking(Kind.PHONE, several=True)

    assert answer(service, ["07700 900982", " ", "07700 900983"]) == [
        "07700 900982",
        "07700 900983",
    ]
    assert answer(service, "07700 900982") == ["07700 900982"]
    assert fault(service, ["07700 900982", "none"]).startswith("Enter a phone number")
    assert fault(service, ["07700 900982"] * (MOST_ENTERED + 1)).startswith("Enter at most 1,000")


def test_names_that_the_service_does_not_ask_for_are_ignored(noise: Service) -> None:
    checked = check_answers(noise, {**ANSWERS, "csrf": "x", "sources": "y"})

    assert not {"csrf", "sources"} & set(checked.answers)


def test_an_answer_to_a_question_that_is_not_shown_is_dropped(noise: Service) -> None:
    checked = check_answers(noise, {**ANSWERS, "source": "music", "machine-kind": "A pump"})

    assert "machine-kind" not in checked.answers


def test_a_question_brought_up_by_an_answer_must_be_answered(noise: Service) -> None:
    checked = check_answers(noise, {**ANSWERS, "source": "machine"})

    assert checked.faults == {"machine-kind": "Enter an answer to: Which machine is it?"}


def test_an_answer_that_cannot_be_used_brings_up_no_further_question() -> None:
    asked_after = Question(
        name="next", wording=Text(en="And?"), kind=Kind.TEXT,
        shown_when=Condition(tests=(Test(question="q", relation=Relation.IS_NOT, values=("a",)),)),
    )  # fmt: skip
    service = asking(Kind.CHOICE)
    service = replace(service, questions={**service.questions, "next": asked_after})

    checked = check_answers(service, {"q": "nonsense", "next": "x"})

    assert set(checked.faults) == {"q"}


def test_a_page_checks_its_own_questions_and_leaves_the_others_as_they_are(
    noise: Service,
) -> None:
    typed = {**ANSWERS, "cost": "12.50"}

    checked = check_answers(noise, typed, names=frozenset({"cost"}))

    assert checked.answers == {**ANSWERS, "cost": 1250}
    assert list(checked.answers) == [name for name in noise.questions if name in checked.answers]


def test_a_page_is_not_asked_for_the_answers_of_others(noise: Service) -> None:
    checked = check_answers(noise, {"now": "yes"}, names=frozenset({"now"}))

    assert checked.answers == {"now": "yes"}
    assert checked.faults == {}


def _usual(question: Question) -> st.SearchStrategy[Any]:
    codes = [option.code for option in question.options]
    match question.kind:
        case Kind.CHOICE:
            return st.sampled_from(codes)
        case Kind.CHOICES:
            return st.lists(st.sampled_from(codes), max_size=3)
        case Kind.YES_NO:
            return st.sampled_from(["yes", "no"])
        case Kind.MONEY:
            return st.integers(0, 10**9)
        case Kind.DATE:
            return st.just("2026-01-05")
        case _:
            return st.sampled_from(["07700 900982 a@b", "", "LS1"])


@given(st.data())
@pytest.mark.parametrize("service", SHIPPED.values(), ids=SHIPPED)
def test_one_pass_finds_the_questions_that_are_shown(service: Service, data: st.DataObject) -> None:
    raw: Mapping[str, object] = {q.name: data.draw(_usual(q)) for q in service.questions.values()}

    checked = check_answers(service, raw)

    shown = {question.name for question in shown_questions(service, checked.answers)}
    assert set(checked.answers) <= shown
    required = {name for name in shown if service.questions[name].required}
    assert required <= set(checked.answers) | set(checked.faults)


@given(st.data())
@pytest.mark.parametrize("service", SHIPPED.values(), ids=SHIPPED)
def test_checked_answers_pass_again_unchanged(service: Service, data: st.DataObject) -> None:
    raw = {q.name: data.draw(_usual(q)) for q in service.questions.values()}
    once = check_answers(service, raw)

    again = check_answers(service, once.answers)

    assert again.answers == once.answers
