"""Reports by phone: one page that grows, kept as a draft, sent once, read out at the end."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from fielding.access.roles import Role
from fielding.app.ports import Hub
from fielding.definitions.service import Kind, Service
from fielding.definitions.shown import shown_questions


@pytest.fixture
def handler(signed_in: Callable[..., Client]) -> Client:
    return signed_in("hal-1", Role.CALL_HANDLER, "first-firm")


@pytest.fixture
def service(hub: Hub) -> Service:
    return next(one for one in hub.services.in_force() if one.pages)


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page
    return found[1]


_TYPED: dict[Kind, object] = {
    Kind.YES_NO: "no",
    Kind.MONEY: "1,234.50",
    Kind.POSTCODE: "LS1 3EX",
    Kind.EMAIL: "caller@example.com",
    Kind.PHONE: "07700 900123",
}


def _filled(service: Service, asked: str) -> dict[str, object]:
    """Answer what the page asks, as a form sends it."""
    form: dict[str, object] = {}
    for name in asked.split():
        question = service.questions[name]
        if question.kind is Kind.DATE:
            form |= {f"{name}-day": "3", f"{name}-month": "11", f"{name}-year": "2026"}
        elif question.options:
            form[name] = question.options[-1].code
        else:
            form[name] = _TYPED.get(question.kind, "What the caller said")
    return form


def _grown(handler: Client, service: Service) -> dict[str, object]:
    """Fill the page in, and again what follows, until nothing new is asked."""
    page = handler.get(f"/desk/phone/{service.code}/").content.decode()
    asked = ""
    while _hidden(page, "asked") != asked:
        asked, draft = _hidden(page, "asked"), _hidden(page, "draft")
        form = {**_filled(service, asked), "asked": asked, "draft": draft}
        page = handler.post(
            f"/desk/phone/{service.code}/", {**form, "more": "yes"}
        ).content.decode()
    return form


def test_a_report_is_taken_down_and_read_out(
    handler: Client, service: Service, hub: Hub, sequencing: None
) -> None:
    form = _grown(handler, service)

    done = handler.post(f"/desk/phone/{service.code}/", {**form, "send": "yes"})

    page = done.content.decode()
    assert "Read this out" in page
    assert re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", page)


def test_sending_twice_counts_once(
    handler: Client, service: Service, hub: Hub, sequencing: None
) -> None:
    form = {**_grown(handler, service), "send": "yes"}

    first = handler.post(f"/desk/phone/{service.code}/", form).content.decode()
    second = handler.post(f"/desk/phone/{service.code}/", form).content.decode()

    reference = re.search(r"Reference<br><strong>(\S+)</strong>", first)
    assert reference
    assert f"Reference<br><strong>{reference[1]}</strong>" in second


def test_what_is_missing_is_listed_with_links(handler: Client, service: Service) -> None:
    page = handler.get(f"/desk/phone/{service.code}/").content.decode()
    asked, draft = _hidden(page, "asked"), _hidden(page, "draft")

    refused = handler.post(
        f"/desk/phone/{service.code}/", {"asked": asked, "draft": draft, "send": "yes"}
    )

    assert refused.status_code == 422
    assert "There is a problem" in refused.content.decode()


def test_a_call_that_broke_off_goes_on_by_its_return_code(
    handler: Client, service: Service
) -> None:
    page = handler.get(f"/desk/phone/{service.code}/").content.decode()
    asked, draft = _hidden(page, "asked"), _hidden(page, "draft")
    text = next(
        one.name
        for one in shown_questions(service, {})
        if one.kind in {Kind.LONG_TEXT, Kind.TEXT, Kind.NAME}
    )
    handler.post(
        f"/desk/phone/{service.code}/",
        {"asked": asked, "draft": draft, text: "Told before the line went", "more": "yes"},
    )

    again = handler.post(f"/desk/phone/{service.code}/", {"draft": draft.lower(), "back": "yes"})
    wrong = handler.post(f"/desk/phone/{service.code}/", {"draft": "0000", "back": "yes"})

    assert "Told before the line went" in again.content.decode()
    assert "Check the return code" in wrong.content.decode()


def test_only_those_who_take_reports_may(
    signed_in: Callable[..., Client], service: Service
) -> None:
    officer = signed_in("kent-1", Role.OFFICER, "kent")

    assert officer.get(f"/desk/phone/{service.code}/").status_code == 403
