"""With reference and code a reporter sees everything that happened, and nobody else does."""

import re
from dataclasses import replace
from typing import Any

import pytest

from fielding.access.roles import Actor, Role
from fielding.app.decide_case import decide_case
from fielding.app.follow_case import REPORTER
from fielding.app.handle_case import hold_case
from fielding.app.open_case import open_case
from fielding.app.receive_case import Received, receive_case
from fielding.cases.deciding import DecisionForm
from fielding.store.tries import MOST

Reporter = Any

pytestmark = pytest.mark.usefixtures("sequencing")

ASSESSOR = Actor(name="a-71", role=Role.ASSESSOR, firm="northern-desk")
OFFICER = Actor(name="o-12", role=Role.OFFICER, firm="west-yorkshire")
DISMISSAL = DecisionForm(
    decision="dismiss",
    reason="civil-matter",
    considered=("answers",),
    explanation="The seller has offered to pay you back and has a registered office.",
)


def case_of(reporter: Reporter, reference: str) -> str:
    found = reporter.hub.store.case_of(reference)
    assert isinstance(found, str)
    return found


def follows(reporter: Reporter, told: tuple[str, str], place: str = "/follow", **more: str) -> Any:
    reference, code = told
    return reporter.client.post(place, {"reference": reference, "code": code, **more})


def test_the_timeline_tells_what_happened(reporter: Reporter, read_words: Any) -> None:
    told = reporter.sends()

    page = read_words(follows(reporter, told))

    assert f"Report {told[0]}" in page
    assert "Your report was received by you" in page


def test_a_wrong_code_tells_nothing_about_the_report(reporter: Reporter, read_words: Any) -> None:
    reference, _ = reporter.sends()

    known = read_words(follows(reporter, (reference, "0000-0000-0000-0000")))
    unknown = read_words(follows(reporter, ("NFRC999999999", "0000-0000-0000-0000")))

    assert known == unknown
    assert "they do not belong together" in known


def test_after_ten_wrong_codes_even_the_right_one_has_to_wait(reporter: Reporter) -> None:
    told = reporter.sends()
    for _ in range(MOST):
        follows(reporter, (told[0], "0000-0000-0000-0000"))

    response = follows(reporter, told)

    assert response.status_code == 429


def test_the_wait_holds_however_the_reference_is_written(reporter: Reporter) -> None:
    reference, code = reporter.sends()
    for _ in range(MOST):
        follows(reporter, (f" {reference.lower()}", "0000-0000-0000-0000"))

    response = follows(reporter, (reference, code))

    assert response.status_code == 429


def test_who_opened_the_report_is_told_by_role_and_body_only(
    reporter: Reporter, read_words: Any
) -> None:
    told = reporter.sends()
    open_case(reporter.hub, ASSESSOR, case_of(reporter, told[0]), purpose="assess")

    page = read_words(follows(reporter, told))

    assert "an assessor, Northern Desk, to assess it" in page
    assert ASSESSOR.name not in page


def test_what_the_reporter_adds_is_recorded_and_told(reporter: Reporter, read_words: Any) -> None:
    told = reporter.sends()

    page = read_words(follows(reporter, told, "/follow/add", text="They rang again today."))

    assert "has been added to your report" in page
    assert "You added to your report" in page


def test_a_page_that_is_loaded_again_adds_nothing_twice(
    reporter: Reporter, read_words: Any
) -> None:
    told = reporter.sends()
    found = re.search(r'name="once" value="(\w+)"', follows(reporter, told).content.decode())
    assert found

    follows(reporter, told, "/follow/add", text="They rang again.", once=found[1])
    page = read_words(
        follows(reporter, told, "/follow/add", text="They rang again.", once=found[1])
    )

    assert page.count("You added to your report") == 1


def test_without_the_records_what_was_to_be_added_is_given_back(
    reporter: Reporter, read_words: Any, records_away: Any
) -> None:
    told = reporter.sends()
    records_away()

    response = follows(reporter, told, "/follow/add", text="They rang again today.")

    assert response.status_code == 503
    assert "has not been added" in read_words(response)
    assert "They rang again today.</textarea>" in response.content.decode()


def test_a_form_that_was_open_too_long_gives_the_grounds_back(reporter: Reporter) -> None:
    told = reporter.sends()
    reporter.client.handler.enforce_csrf_checks = True

    response = follows(reporter, told, "/follow/review", grounds="They have no office.")

    assert response.status_code == 403
    assert "They have no office.</textarea>" in response.content.decode()


def test_nothing_to_add_is_asked_for(reporter: Reporter, read_words: Any) -> None:
    told = reporter.sends()

    response = follows(reporter, told, "/follow/add", text="   ")

    assert response.status_code == 422
    assert "Write what you want to add" in read_words(response)


def test_a_referral_names_the_body_that_has_the_report(reporter: Reporter, read_words: Any) -> None:
    told = reporter.sends()
    code = next(iter(reporter.service.tables["crime"].codes))
    decision = DecisionForm(
        decision="refer", reason="lines-of-enquiry", code=code, recipient="west-yorkshire"
    )
    decide_case(reporter.hub, ASSESSOR, case_of(reporter, told[0]), decision)

    page = read_words(follows(reporter, told))

    assert "Your report is with West Yorkshire Police" in page
    assert "Sent to West Yorkshire Police" in page


def test_a_dismissal_is_told_with_its_reason_and_explanation(
    reporter: Reporter, read_words: Any
) -> None:
    told = reporter.sends()
    decide_case(reporter.hub, ASSESSOR, case_of(reporter, told[0]), DISMISSAL)

    page = read_words(follows(reporter, told))

    assert "It is a dispute for a court or trading standards" in page
    assert "has a registered office" in page
    assert "Ask for this decision to be looked at again" in page


def test_a_review_can_be_asked_for_once(reporter: Reporter, read_words: Any) -> None:
    told = reporter.sends()
    decide_case(reporter.hub, ASSESSOR, case_of(reporter, told[0]), DISMISSAL)

    first = read_words(follows(reporter, told, "/follow/review", grounds="They have no office."))
    second = follows(reporter, told, "/follow/review", grounds="They have no office.")

    assert "Your request has been received" in first
    assert "is being looked at again" in first
    assert "Ask for this decision" not in first
    assert second.status_code == 422


def test_a_report_that_waits_says_why(reporter: Reporter, read_words: Any) -> None:
    told = reporter.sends()
    case = case_of(reporter, told[0])
    hold_case(reporter.hub, ASSESSOR, case, reason="waiting-for-evidence", note="")

    page = read_words(follows(reporter, told))

    assert "We wait for evidence from somebody else" in page


def test_a_synthetic_report_is_marked_as_such(
    reporter: Reporter, read_words: Any, answers: Any
) -> None:
    received = Received(
        service=reporter.service.code, answers=answers(reporter.service), door="web", key="one"
    )
    made = receive_case(replace(reporter.hub, synthetic=True), REPORTER, received)

    page = read_words(follows(reporter, (made.reference, made.code)))
    elsewhere = read_words(reporter.client.get("/"))

    assert "Demonstration: synthetic data" in page
    assert "Demonstration: synthetic data" in elsewhere
