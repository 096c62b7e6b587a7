"""Answers that are out of the ordinary: places elsewhere, impossible dates; and odd requests."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.test import Client

from fielding.access.roles import Actor, Role

ELSEWHERE = {
    "Scotland": ("EH1 1YZ", "call 101"),
    "Jersey": ("JE2 3AB", "Jersey, Guernsey or the Isle of Man"),
    "the Isle of Man": ("IM1 1AA", "Jersey, Guernsey or the Isle of Man"),
    "the forces": ("BFPO 57", "Service Police"),
    "the forces in another way": ("BF1 2AU", "Service Police"),
    "nowhere": ("ZZ99 3VZ", "could not tell"),
    "France": ("75001", "could not tell"),
    "a town": ("Kassel", "could not tell"),
}


@pytest.mark.parametrize(("postcode", "told"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_somebody_elsewhere_is_told_where_to_go_and_is_recorded_all_the_same(
    postcode: str,
    told: str,
    drafted: Callable[..., str],
    public: Client,
    shown: Callable[..., Any],
    superuser: psycopg.Connection,
) -> None:
    drafted()
    answered = public.post(
        "/report/fraud/question/postcode", {"asked": "postcode", "postcode": postcode}
    )

    public.post("/report/fraud/check")
    page = shown(public.get("/report/fraud/sent"))

    assert answered.status_code == 302
    assert told in page.words
    assert superuser.execute("SELECT count(*) FROM case_row").fetchone() == (1,)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        ("0", "0", "0"),
        ("2026", "2", "30"),
        ("9999", "12", "31"),
        ("99999", "1", "1"),
        ("-2026", "1", "1"),
        ("2026", "13", "1"),
        ("two", "thousand", "six"),
        ("9" * 5_000, "1", "1"),
        ("\u00b2\u2070", "\u00b9", "\u00b2"),
        ("2026-01", "01", "01"),
    ],
)
def test_a_date_that_cannot_be_is_sent_back_as_it_was_typed(
    year: str, month: str, day: str, drafted: Callable[..., str], public: Client,
    shown: Callable[..., Any],
) -> None:  # fmt: skip
    drafted()
    form = {"asked": "started", "started-year": year, "started-month": month, "started-day": day}

    answer = public.post("/report/fraud/question/started", form)

    assert answer.status_code == 422
    assert "There is a problem" in shown(answer).words


@pytest.mark.parametrize("year", ["1", "1066", "1752", "1899"])
def test_a_date_long_ago_is_kept(
    year: str, drafted: Callable[..., str], public: Client, shown: Callable[..., Any]
) -> None:
    drafted()
    form = {"asked": "started", "started-year": year, "started-month": "9", "started-day": "5"}

    answer = public.post("/report/fraud/question/started", form)
    check = shown(public.get("/report/fraud/check"))

    assert answer.status_code == 302
    assert f"5 September {year}" in check.words


@pytest.mark.parametrize("year", ["0", "9999", "99999", "nineteen", "9" * 5_000, "\u00b2"])
def test_an_outcome_on_a_day_that_cannot_be_is_sent_back(
    year: str, report: Callable[..., Any], staff: Callable[..., tuple[Client, Actor]]
) -> None:
    told = report()
    desk, _ = staff(Role.ASSESSOR)
    desk.post(f"/desk/case/{told.case}/decide/keep", {"reason": "no-loss", "code": "NFIB90"})

    answer = desk.post(
        f"/desk/case/{told.case}/outcome",
        {"code": "19", "on-year": year, "on-month": "1", "on-day": "1"},
    )

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere",
        "/report/no-such-service/",
        "/report/recorded-crime/",
        "/report/fraud/question/no-such-page",
        "/log/tile/0/../../etc/passwd",
        "/log/tile/99999999999999999999/000",
        "/log/tile/0/x99/999",
        "/log/tile/-1/000",
        "/static/../settings.py",
        "/static/fielding/%2e%2e/%2e%2e/settings.py",
        "/%00",
        "/report/%ff%fe/",
        "/api/v1/nowhere",
    ],
)
def test_an_address_that_leads_nowhere_is_said_so(address: str, public: Client) -> None:
    answer = public.get(address)

    assert answer.status_code in {400, 404}


@pytest.mark.parametrize(
    "address",
    [
        "/figures/entry/99999999999999999999",
        "/figures/entry/99999999999999999999/file",
        "/figures/of/no-such-figure",
        "/figures/of/funnel/entries?page=99999999",
        "/figures/of/funnel?by=nothing",
        "/figures/?from=2026-99",
        "/log/tile/entries/999",
        "/log/tile/entries/x999/x999/x999/x999/x999/x999/999",
        "/people/99999999999999999999/close",
    ],
)
def test_an_address_of_figures_that_leads_nowhere_is_said_so(
    address: str, staff: Callable[..., tuple[Client, Actor]]
) -> None:
    overseer, _ = staff(Role.OVERSEER)

    answer = overseer.get(address)

    assert answer.status_code in {400, 403, 404, 405}


def test_figures_of_anything_asked_for_are_shown_or_not_there(
    staff: Callable[..., tuple[Client, Actor]], shown: Callable[..., Any]
) -> None:
    overseer, _ = staff(Role.OVERSEER)
    odd = ["<script>alert(1)</script>", "\x00", "=1+1", "\u202e", "'--", "x" * 2_000, "\ufeff"]

    pages = [
        overseer.get(address, {field: words})
        for address in ("/figures/", "/figures/of/funnel", "/figures/of/funnel/file")
        for field in ("service", "from", "to", "firm", "force", "by", "cases", "column", "page")
        for words in odd
    ]

    assert {page.status_code for page in pages} <= {200, 404}
    assert not [page for page in pages if "html" in page["Content-Type"] and shown(page).running]


def test_a_sheet_of_figures_holds_no_formula(
    staff: Callable[..., tuple[Client, Actor]], report: Callable[..., Any], sequence: Any
) -> None:
    report()
    sequence()
    overseer, _ = staff(Role.OVERSEER)

    sheets = [
        overseer.get("/figures/of/funnel/file", {"by": by}).content.decode()
        for by in ("month", "firm", "force", "service")
    ]

    cells = [cell for sheet in sheets for line in sheet.splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@"))]


def test_a_body_over_two_megabytes_is_refused_with_what_to_do(
    public: Client, shown: Callable[..., Any]
) -> None:
    answer = public.post("/report/fraud/question/what-happened", {"asked": "x" * 2_200_000})

    assert answer.status_code == 413
    assert "Go back and shorten it" in shown(answer).words


def test_a_form_of_thousands_of_fields_is_refused(public: Client) -> None:
    answer = public.post("/follow", {f"field-{number}": "x" for number in range(2_000)})

    assert answer.status_code == 400
