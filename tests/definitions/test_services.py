"""The services that ship with the hub: complete, sourced, and in plain words."""

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import fielding.services
from fielding.definitions.conditions import holds
from fielding.definitions.located import Located, plain
from fielding.definitions.service import CLOSED, Kind, Service
from fielding.definitions.shown import shown_questions

FOLDER = Path(fielding.services.__path__[0])
FILES = sorted(FOLDER.glob("*.yaml"))
Read = Callable[[str], Service]


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture
def service(file: Path, read: Read) -> Service:
    return read(file.read_text())


@pytest.fixture(scope="module")
def fraud(read: Read) -> Service:
    return read((FOLDER / "fraud.yaml").read_text())


def test_service_is_found_under_its_own_name(service: Service, file: Path) -> None:
    assert service.code == file.stem


def test_only_closed_answers_are_open(service: Service) -> None:
    opened = {question.kind for question in service.questions.values() if question.open}

    assert opened <= CLOSED


def test_questions_are_short(service: Service) -> None:
    wordings = [question.wording.en for question in service.questions.values()]

    assert [wording for wording in wordings if len(wording.split()) > 13] == []


def _sources(value: object) -> Iterator[tuple[str, bool]]:
    match value:
        case {"source": str(source), **rest}:
            yield source, rest.get("to be confirmed") is True
    match value:
        case dict():
            for inner in value.values():
                yield from _sources(inner)
        case list():
            for inner in value:
                yield from _sources(inner)


def test_sources_stand_in_the_reference_files_and_say_if_unverified(
    file: Path, tree: Callable[[str], Located], reference: Path
) -> None:
    found = list(_sources(plain(tree(file.read_text()))))

    for source, to_be_confirmed in found:
        name, _, row = source.partition(" ")
        if (reference / f"{name}.csv").exists():
            origin = _origin_of(reference / f"{name}.csv", row)
            assert origin.startswith("unverified") is to_be_confirmed, source
        else:
            assert to_be_confirmed or source.startswith("the column"), source
    assert found


def _origin_of(table: Path, row: str) -> str:
    with table.open(newline="") as rows:
        return next(line["source"] for line in csv.DictReader(rows) if row in line.values())


def test_fraud_asks_what_the_earlier_answers_call_for(fraud: Service) -> None:
    answers = {"kind": "romance", "contact": ["phone"], "money-lost": "yes"}

    asked = {question.name for question in shown_questions(fraud, answers)}

    assert {"romance-where", "suspect-phone", "amount-lost", "suspect-handle"} <= asked
    assert asked.isdisjoint({"shopping-what", "bank-told", "suspect-account", "message-links"})


@pytest.mark.parametrize(
    "kind",
    ["shopping", "banking", "advance-fee", "romance", "investment", "identity", "hacking"],
)
def test_fraud_suggests_a_code_for_every_answer_of_the_kind(fraud: Service, kind: str) -> None:
    detail = next(
        (
            question
            for question in fraud.questions.values()
            if question.kind is Kind.CHOICE
            and any(test.values == (kind,) for test in question.shown_when.tests)
        ),
        None,
    )
    answers = [{"kind": kind}]
    if detail is not None and kind != "romance":
        answers = [{"kind": kind, detail.name: option.code} for option in detail.options]

    without = [answer for answer in answers if _suggested(fraud, answer) is None]

    assert without == []


def _suggested(service: Service, answers: Mapping[str, object]) -> str | None:
    from_rules = (rule.code for rule in service.sorting.codes if holds(rule.when, answers))
    return next(from_rules, None)


def test_fraud_lets_only_the_centre_file_a_report(fraud: Service) -> None:
    filing = [rule for rule in fraud.referral.outcome_rules if "19" in rule.codes]

    assert [(rule.by, rule.when) for rule in filing] == [(("assessor", "supervisor"), ("kept",))]


def test_fraud_dismissal_is_explained_and_reviewed_by_another_firm(fraud: Service) -> None:
    dismiss = fraud.decisions["dismiss"]

    assert dismiss.adverse
    assert {"reason", "considered", "explanation"} <= set(dismiss.needs)
    assert dismiss.review is not None
    assert dismiss.review.by == "another firm"


def test_forwarded_mail_answers_questions_that_are_asked(fraud: Service) -> None:
    assert fraud.mail is not None

    asked = {question.name for question in shown_questions(fraud, fraud.mail.fixed)}

    assert set(fraud.mail.parts.values()) <= asked


def test_forwarded_mail_leaves_no_required_question_open(fraud: Service) -> None:
    assert fraud.mail is not None
    given = {**fraud.mail.fixed, **dict.fromkeys(fraud.mail.parts.values(), "x")}

    asked = shown_questions(fraud, given)

    assert [q.name for q in asked if q.required and q.name not in given] == []


def test_every_text_of_the_police_file_means_a_code_or_option(read: Read) -> None:
    service = read((FOLDER / "recorded-crime.yaml").read_text())

    assert service.pages == ()
    assert service.csv is not None
    assert service.csv.outcomes["Offender sent to prison"] == "prison"
    assert service.csv.outcomes["Offender given penalty notice"] == "penalty-notice"
    assert service.csv.values["crime-type"]["Burglary"] == "burglary"
    assert len(service.referral.outcome_rules[0].codes) == len(service.tables["outcome"].codes)
