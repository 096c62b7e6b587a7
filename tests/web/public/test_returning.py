"""Saving shows a code, and the code opens the report again from any device."""

from typing import Any

from django.test import Client

Reporter = Any


def test_saving_shows_the_code_in_groups_of_four(reporter: Reporter, read_words: Any) -> None:
    code = reporter.has_answered()

    page = read_words(reporter.client.get(reporter.at("saved")))

    assert " ".join(code[at : at + 4] for at in range(0, 24, 4)) in page


def test_saving_before_the_first_answer_is_possible(reporter: Reporter) -> None:
    page = reporter.service.pages[0]
    form = {"asked": page.questions[0], page.questions[0]: "yes", "save": "yes"}

    response = reporter.client.post(reporter.at(f"question/{page.name}"), form)

    assert response.headers["Location"] == reporter.at("saved")


def test_the_code_opens_the_report_on_another_device(reporter: Reporter) -> None:
    code = reporter.has_answered()
    other = Client(headers={"host": "localhost"})

    response = other.post(reporter.at("return"), {"code": f" {code.lower()} "}, follow=True)

    assert response.request["PATH_INFO"] == reporter.at("check")


def test_a_wrong_code_opens_nothing(reporter: Reporter, read_words: Any) -> None:
    reporter.has_answered()
    other = Client(headers={"host": "localhost"})

    response = other.post(reporter.at("return"), {"code": "not this one"})

    assert response.status_code == 422
    assert "no saved report belongs to it" in read_words(response)
