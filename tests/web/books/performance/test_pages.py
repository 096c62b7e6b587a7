"""Measures and funnels on pages: the contract's month, what is done about it, and comparisons."""

import csv
import html
import json
import re

import pytest
from django.http import HttpResponse, HttpResponseBase
from tests.web.books.conftest import Entering

from fielding.access.roles import Actor, Role
from fielding.app.ports import Hub
from fielding.oversight.performance.closing import fold_closed
from fielding.simulation.books.measuring import CONTRACT, IN_TIME, Truth, Year
from fielding.wiring.figures import bookkeeper

MEASURE = f"measure.fraud.{IN_TIME.replace(' ', '-')}"
PAGE = f"/books/performance/contract/{CONTRACT}"


def text_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def rows_of(response: HttpResponseBase) -> list[dict[str, str]]:
    assert isinstance(response, HttpResponse)
    return list(csv.DictReader(response.content.decode().splitlines()))


def test_contracts_with_targets_are_listed(measured: Truth, enters: Entering) -> None:
    page = text_of(enters("award-officer").get("/books/performance/"))

    assert CONTRACT in page
    assert "Synthetic" in page


def test_a_month_shows_target_interval_claim_gap_and_what_came_too_late(
    measured: Truth, enters: Entering
) -> None:
    page = text_of(enters("overseer").get(f"{PAGE}?month=2026-02"))

    assert "at least 90%" in page
    assert "95% interval" in page
    assert "99.5%" in page
    assert re.search(r"99\.5% The contract manager, on its behalf \+\d+\.\d\d ", page)
    assert "would have it a target of 70% and do not count: it was recorded after" in page
    assert "2 kept only because the clock was paused" in page
    assert "1 stopped by a decision that was taken again" in page


def test_a_month_that_the_contract_never_had_leads_to_the_last_that_is_over(
    measured: Truth, enters: Entering
) -> None:
    page = enters("overseer").get(f"{PAGE}?month=1999-01").content.decode()

    months = re.findall(r'<option value="(\d{4}-\d\d)"', page)
    chosen = re.findall(r'<option value="([^"]*)" selected', page)
    assert chosen == [months[-2]]


def test_a_measure_opens_its_entries(measured: Truth, enters: Entering) -> None:
    overseer = enters("overseer")
    page = html.unescape(overseer.get(f"{PAGE}?month=2026-02").content.decode())

    found = re.search(r'href="([^"]*/entries\?[^"]*)"', page)
    assert found
    entries = overseer.get(found[1])

    assert entries.status_code == 200
    assert "case.dismissed" in text_of(entries)


def test_files_say_what_the_page_says(measured: Truth, enters: Entering) -> None:
    overseer = enters("overseer")

    rows = rows_of(overseer.get(f"{PAGE}/file?month=2026-03"))
    metrics = json.loads(overseer.get(f"{PAGE}/metrics?month=2026-03").content)

    months = [row["month"] for row in rows]
    assert months == ["2025-12", "2026-01", "2026-02", "2026-03"]
    (metric,) = metrics["contracts"][0]["implementation"]["metrics"]
    assert [one["id"] for one in metric["observations"]] == months
    counted = metric["observations"][1]["dimensions"]
    assert (rows[1]["met"], rows[1]["counted"]) == (counted["met"], counted["counted"])
    agreed = metrics["contracts"][0]["agreedMetrics"][0]["observations"]
    assert [one["measure"] for one in agreed] == ["0.9", "0.9", "0.7"]


def test_a_supplier_and_an_assessor_do_not_get_in(measured: Truth, enters: Entering) -> None:
    for role in ("supplier", "assessor"):
        assert enters(role, "heron").get(PAGE).status_code == 403


def test_an_address_that_nobody_wrote_leads_nowhere(measured: Truth, enters: Entering) -> None:
    overseer = enters("overseer")
    funnels = ("?of=funnel", "?of=nothing", "?by=moon", "?from=2026-13", "/entries?group=nobody")
    places = ("/entries?measure=x", "/check?month=2026-02", "-and-more", "/entries?page=0")

    asked = [f"/books/performance/funnels{query}" for query in funnels]
    asked += [f"{PAGE}{place}" for place in places]

    assert {address: overseer.get(address).status_code for address in asked} == dict.fromkeys(
        asked, 404
    )


def test_a_funnel_of_handlers_names_states_and_gives_its_file(
    measured: Truth, enters: Entering
) -> None:
    overseer = enters("overseer")
    asked = f"?of={MEASURE}&by=handler"

    page = text_of(overseer.get(f"/books/performance/funnels{asked}"))
    rows = rows_of(overseer.get(f"/books/performance/funnels/file{asked}"))

    states = {row["group"]: row["state"] for row in rows}
    assert states.pop(measured.apart or "") == "outside-99.8"
    assert "outside-99.8" not in states.values()
    assert list(states) == sorted(states)
    assert "Outside 99.8%" in page
    assert "not ranked" in page


def test_every_group_opens_its_entries(measured: Truth, enters: Entering) -> None:
    overseer = enters("overseer")
    page = overseer.get("/books/performance/funnels?by=handler").content.decode()

    found = re.findall(r'href="(/books/performance/funnels/entries\?[^"]*)"', page)
    statuses = {overseer.get(html.unescape(address)).status_code for address in found[:3]}

    assert len(found) >= 2
    assert statuses == {200}


def test_a_claim_is_posted_and_stands_beside_the_figure(at_work: Hub, enters: Entering) -> None:
    manager = enters("contract-manager")
    claim = {"month": "2026-02", "measure": IN_TIME, "value": "98.25"}

    first = manager.post(f"{PAGE}/claim", claim, follow=True)
    again = manager.post(f"{PAGE}/claim", claim)
    wrong = manager.post(f"{PAGE}/claim", {**claim, "value": "many", "measure": "smiles"})

    assert "98.25%" in text_of(first)
    assert "Claimed before: 99.5%" in text_of(first)
    assert (again.status_code, wrong.status_code) == (422, 422)
    assert "Enter a percentage" in text_of(wrong)
    assert "Choose a measure" in text_of(wrong)


def test_a_supplier_posts_what_its_own_measures_came_to_and_the_page_says_who_did(
    at_work: Hub, enters: Entering
) -> None:
    manager, supplier = enters("contract-manager"), enters("supplier", "harrier-response")
    told = {"month": "2026-02", "measure": IN_TIME}
    assert supplier.get(f"{PAGE}/claim").status_code == 404  # nobody has asked it yet
    manager.post(f"{PAGE}/claim", {**told, "value": "98"})

    listed = text_of(supplier.post(f"{PAGE}/claim", {**told, "value": "98.75"}, follow=True))

    assert "98.75% The supplier" in listed
    assert "98% The contract manager, on its behalf" in listed
    assert "98.75% The supplier" in text_of(manager.get(f"{PAGE}?month=2026-02"))
    claims = supplier.get("/books/performance/claims")
    assert CONTRACT in text_of(claims)
    navigation = claims.content.decode().partition("<nav")[2].partition("</nav>")[0]
    assert 'href="/books/performance/claims"' in navigation
    other = enters("supplier", "egret")
    assert other.get(f"{PAGE}/claim").status_code == 404
    assert CONTRACT not in text_of(other.get("/books/performance/claims"))


def test_the_database_itself_keeps_another_supplier_out_of_the_claims(
    at_work: Hub, enters: Entering
) -> None:
    told = {"month": "2026-02", "measure": IN_TIME, "value": "98"}
    enters("contract-manager").post(f"{PAGE}/claim", told)
    seen = {}
    for firm in ("harrier-response", "egret"):
        actor = Actor(name="somebody", role=Role.SUPPLIER, firm=firm)
        with at_work.store.transaction(actor) as tx:
            folios = (tx.folio(f"{noun}/{CONTRACT}") for noun in ("claim", "contract"))
            seen[firm] = tuple(bool(folio) for folio in folios)

    assert seen == {"harrier-response": (True, False), "egret": (False, False)}


def test_a_month_is_closed_once_and_its_figures_are_counted_again(
    at_work: Hub, enters: Entering
) -> None:
    manager = enters("contract-manager")

    closed = manager.post(f"{PAGE}/close", {"month": "2026-02"}, follow=True)
    again = manager.post(f"{PAGE}/close", {"month": "2026-02"})
    never = manager.post(f"{PAGE}/close", {"month": "nonsense"})
    check = text_of(manager.get(f"{PAGE}/check?month=2026-02"))

    assert "This month was closed on the first" in text_of(closed)
    assert (again.status_code, never.status_code) == (409, 409)
    assert "Equal" in check
    assert "Differs" not in check
    assert (CONTRACT, "2026-02") in bookkeeper().figures().folded(fold_closed)


def test_what_the_intervals_propose_is_raised_once(at_work: Hub, enters: Entering) -> None:
    manager = enters("contract-manager")
    manager.post(f"{PAGE}/claim", {"month": "2026-02", "measure": IN_TIME, "value": "40"})

    for _ in range(2):
        response = manager.post(f"{PAGE}/raise", {"month": "2026-02"}, follow=True)

    assert "The findings are raised" in text_of(response)
    kinds = [kept.entry.kind for kept in bookkeeper().figures().books.folios]
    assert kinds.count("finding.raised") == 2  # under the floor, and a claim that differs


@pytest.mark.parametrize(
    "simulated", [Year(handlers=2, cases=10, apart=1.0, paused=0, rushed=0)], indirect=True
)
def test_a_firm_outside_the_limits_is_raised_once(at_work: Hub, enters: Entering) -> None:
    overseer = enters("overseer")
    asked = {"of": MEASURE, "by": "firm", "cases": "synthetic"}
    before = text_of(overseer.get("/books/performance/funnels", asked))

    for _ in range(2):
        after = overseer.post("/books/performance/funnels/findings", asked, follow=True)

    assert "1 firm of the register lies outside 99.8%" in before
    assert "The findings are raised" in text_of(after)
    # The other firm lies outside too; nobody has registered it.
    raised = [
        kept.entry.facts
        for kept in bookkeeper().figures().books.folios
        if kept.entry.kind == "finding.raised"
    ]
    assert [(one["code"], one["supplier"], one["period"]) for one in raised] == [
        ("outside-limits", "harrier-response", "2026-01-01/2026-03-31"),
    ]
    nothing = overseer.post("/books/performance/funnels/findings", {**asked, "of": "funnel"})
    assert nothing.status_code == 404


def test_the_overseer_cannot_keep_the_register(measured: Truth, enters: Entering) -> None:
    overseer = enters("overseer")

    for place in ("claim", "close"):
        assert overseer.post(f"{PAGE}/{place}", {"month": "2026-02"}).status_code == 403
