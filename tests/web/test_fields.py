"""Questions become GOV.UK components, and what a form sends becomes one raw answer."""

from datetime import date

import pytest

from fielding.definitions.service import (
    Code,
    CodeTable,
    Kind,
    Option,
    Question,
    Service,
    Text,
)
from fielding.web.fields import Asking, Field, field_of
from fielding.web.speaker import Speaker
from fielding.web.typed_answers import typed_answer

CODES = {str(n): Code(code=str(n), title=f"Code {n}") for n in range(30)}


def question(kind: Kind, **more: object) -> Question:
    given: dict[str, object] = {"name": "asked", "wording": Text(en="What?"), "kind": kind}
    return Question(**{**given, **more})  # type: ignore[arg-type]


def service(asked: Question) -> Service:
    return Service(
        code="test",
        name=Text(en="Test"),
        purpose=Text(en="To test"),
        owner="nobody",
        covers=("wales",),
        called=Text(en="report"),
        reference="T{number}",
        valid_from=date(2026, 1, 1),
        questions={asked.name: asked},
        tables={"codes": CodeTable(name="codes", codes=CODES)},
    )


def shown(asked: Question, **more: object) -> Field:
    asking = Asking(service=service(asked), question=asked, **more)  # type: ignore[arg-type]
    return field_of(asking, Speaker())


@pytest.mark.parametrize(
    ("kind", "component"),
    [
        (Kind.TEXT, "input"),
        (Kind.NAME, "input"),
        (Kind.PHONE, "input"),
        (Kind.EMAIL, "input"),
        (Kind.POSTCODE, "input"),
        (Kind.WEBSITE, "input"),
        (Kind.WALLET, "input"),
        (Kind.HANDLE, "input"),
        (Kind.MONEY, "input"),
        (Kind.BODY, "input"),
        (Kind.AREA, "input"),
        (Kind.YES_NO, "radios"),
        (Kind.CHOICES, "checkboxes"),
        (Kind.DATE, "date-input"),
        (Kind.LONG_TEXT, "character-count"),
        (Kind.ACCOUNT, "account"),
    ],
)
def test_every_kind_of_question_has_a_component(kind: Kind, component: str) -> None:
    found = shown(question(kind))

    assert found.component == component


def test_a_question_alone_on_its_page_is_the_heading() -> None:
    found = shown(question(Kind.TEXT))

    assert found.params["label"] == {
        "text": "What?",
        "classes": "govuk-label--l",
        "isPageHeading": True,
    }


def test_a_question_that_may_be_left_out_says_so() -> None:
    found = shown(question(Kind.TEXT, required=False))

    assert "What? (optional)" in str(found.params["label"])


def test_a_fault_stands_at_the_field_and_is_linked_to_its_first_input() -> None:
    found = shown(question(Kind.DATE), fault="Enter a real date")

    assert found.anchor == "asked-day"
    assert found.params["errorMessage"] == {
        "text": "Enter a real date",
        "visuallyHiddenText": "Error:",
    }


def test_what_was_chosen_stays_chosen() -> None:
    options = tuple(Option(code=code, label=Text(en=code)) for code in ("a", "b"))

    found = shown(question(Kind.CHOICES, options=options), typed=["b"])

    items = found.params["items"]
    assert isinstance(items, list)
    assert [item["checked"] for item in items] == [False, True]


def test_a_long_list_of_codes_is_a_list_to_choose_from() -> None:
    found = shown(question(Kind.CODE, table="codes"))

    assert found.component == "select"


def test_only_answers_about_the_reader_are_filled_in_by_the_browser() -> None:
    own = shown(question(Kind.EMAIL, identifier="reporter"))
    suspects = shown(question(Kind.EMAIL, identifier="suspect"))

    assert own.params["autocomplete"] == "email"
    assert suspects.params["autocomplete"] == "off"


def test_a_question_without_welsh_is_marked_as_english() -> None:
    asked = question(Kind.TEXT)
    speaker = Speaker("cy")

    found = field_of(Asking(service=service(asked), question=asked), speaker)

    assert "'lang': 'en'" in str(found.params["label"])
    assert speaker.fell_back


@pytest.mark.parametrize("parts", [("31", "", "2026"), ("x", "y", "z"), ("31", "2", "26")])
def test_what_is_no_date_comes_back_as_it_was_typed(parts: tuple[str, str, str]) -> None:
    form = {f"asked-{part}": [typed] for part, typed in zip(("day", "month", "year"), parts)}  # noqa: B905

    typed = typed_answer(question(Kind.DATE), form)

    items = shown(question(Kind.DATE), typed=typed).params["items"]
    assert isinstance(items, list)
    assert tuple(item["value"] for item in items) == parts


def test_sort_code_and_number_are_one_answer_and_come_apart_again() -> None:
    form = {"asked-sort-code": ["20-00-00"], "asked-number": ["12345678"]}

    typed = typed_answer(question(Kind.ACCOUNT), form)

    inputs = shown(question(Kind.ACCOUNT), typed=typed).params["inputs"]
    assert isinstance(inputs, list)
    assert typed == "20-00-00 12345678"
    assert [part["value"] for part in inputs] == ["20-00-00", "12345678"]


def test_several_answers_stand_one_on_each_line() -> None:
    several = question(Kind.PHONE, several=True)

    typed = typed_answer(several, {"asked": ["07700 900 001\r\n\r\n07700 900 002"]})

    assert typed == ["07700 900 001", "07700 900 002"]
    assert shown(several, typed=typed).params["value"] == "07700 900 001\n07700 900 002"
