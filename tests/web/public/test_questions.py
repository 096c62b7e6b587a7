"""Question pages keep what was typed, lead on, and lose nothing when something is wrong."""

import re
from typing import Any

Reporter = Any


def test_the_first_answer_gives_the_browser_a_code_and_nothing_else(reporter: Reporter) -> None:
    page = reporter.service.pages[0]
    form = {"asked": page.questions[0], page.questions[0]: "yes"}

    response = reporter.client.post(reporter.at(f"question/{page.name}"), form)

    cookie = response.cookies["draft"]
    assert response.status_code == 302
    assert re.fullmatch(r"[0-9A-Z]{24}", cookie.value)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == f"/report/{reporter.service.code}/"


def test_an_answer_that_is_missing_is_asked_for_with_what_to_do(
    reporter: Reporter, read_words: Any
) -> None:
    page = reporter.service.pages[0]

    response = reporter.client.post(
        reporter.at(f"question/{page.name}"), {"asked": page.questions[0]}
    )

    assert response.status_code == 422
    assert "There is a problem" in read_words(response)
    assert f'href="#{page.questions[0]}"' in response.content.decode()


def test_the_page_before_the_answers_is_shown_as_it_was_answered(reporter: Reporter) -> None:
    reporter.has_answered()
    page = reporter.service.pages[0]

    response = reporter.client.get(reporter.at(f"question/{page.name}"))

    checked = re.search(r'value="no"\s+checked', response.content.decode())
    assert checked


def test_a_page_that_is_not_asked_leads_to_the_one_that_is(reporter: Reporter) -> None:
    reporter.has_answered(kind="message")
    hidden = next(page for page in reporter.service.pages if "bank-name" in page.questions)

    response = reporter.client.get(reporter.at(f"question/{hidden.name}"))

    assert response.status_code == 302


def test_without_the_records_the_answer_comes_back_inside_the_form(
    reporter: Reporter, records_away: Any, read_words: Any
) -> None:
    told = next(q for q in reporter.service.questions.values() if q.kind == "long-text")
    page = next(page for page in reporter.service.pages if told.name in page.questions)
    reporter.has_answered()
    records_away()

    response = reporter.client.post(
        reporter.at(f"question/{page.name}"),
        {"asked": told.name, told.name: "Marker Marigold & <the> long story"},
    )

    assert response.status_code == 503
    assert "Your answer has not been saved" in read_words(response)
    assert "Marker Marigold &amp; &lt;the&gt; long story</textarea>" in response.content.decode()


def test_a_form_that_was_open_too_long_comes_back_with_what_was_typed(
    reporter: Reporter, read_words: Any
) -> None:
    told = next(q for q in reporter.service.questions.values() if q.kind == "long-text")
    page = next(page for page in reporter.service.pages if told.name in page.questions)
    reporter.client.handler.enforce_csrf_checks = True

    response = reporter.client.post(
        reporter.at(f"question/{page.name}"),
        {"asked": told.name, told.name: "Marker Marigold", "csrfmiddlewaretoken": "old"},
    )

    assert response.status_code == 403
    assert "open for too long" in read_words(response)
    assert "Marker Marigold</textarea>" in response.content.decode()


def test_a_draft_that_is_gone_says_what_to_do(reporter: Reporter, read_words: Any) -> None:
    reporter.client.cookies["draft"] = "0" * 24

    response = reporter.client.get(reporter.at("check"))

    assert response.status_code == 410
    assert "no longer here" in read_words(response)


def test_an_answer_that_opens_a_question_on_the_same_page_shows_the_page_again(
    reporter: Reporter,
) -> None:
    reporter.has_answered()
    page = reporter.service.pages[0]

    response = reporter.client.post(
        reporter.at(f"question/{page.name}?change"),
        {"asked": page.questions[0], page.questions[0]: "no"},
    )

    assert response.headers["Location"].startswith(f"/report/{reporter.service.code}/")


def test_a_report_of_two_megabytes_is_too_long(reporter: Reporter, read_words: Any) -> None:
    page = reporter.service.pages[0]
    form = {"asked": page.questions[0], page.questions[0]: "x" * (2 * 1024 * 1024 + 1)}
    urlencoded = "&".join(f"{name}={value}" for name, value in form.items())

    response = reporter.client.post(
        reporter.at(f"question/{page.name}"),
        urlencoded,
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 413
    assert "too long" in read_words(response)


def test_without_the_records_a_page_says_so_and_that_nothing_is_lost(
    reporter: Reporter, read_words: Any, records_away: Any
) -> None:
    reporter.has_answered()
    records_away()

    response = reporter.client.get(reporter.at("check"))

    assert response.status_code == 503
    assert "our records cannot be reached" in read_words(response)


def test_without_the_records_one_still_learns_where_to_report(
    reporter: Reporter, read_words: Any, records_away: Any
) -> None:
    records_away()

    response = reporter.client.get("/")

    assert response.status_code == 200
    assert "call 999" in read_words(response)
