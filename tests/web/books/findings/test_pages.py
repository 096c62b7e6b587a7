"""Findings on pages: each supplier sees its own; both sides stand together; nothing by guessing."""

import csv
from dataclasses import replace

import pytest
from tests.web.books.conftest import MANAGER, Entering

from fielding.access.roles import Actor, Role
from fielding.app.books.finding.raise_findings import finding_id, raise_findings
from fielding.app.ports import Hub
from fielding.oversight.findings.proposal import Proposal, Severity

JUNE = Proposal(
    instrument="F3", rule="ab" * 32, supplier="heron", contract="helpline",
    severity=Severity.HIGH, code="dismissals-overturned",
    figure={"value": "15 %", "n": "140", "low": "10 %", "high": "22 %", "limit": "5 %"},
    evidence=(0, 1), stands_at=2, period="2026-06",
)  # fmt: skip
ABOUT_HERON = f"/books/findings/{finding_id(JUNE)}/"
ABOUT_EGRET = f"/books/findings/{finding_id(replace(JUNE, supplier='egret'))}/"


@pytest.fixture
def raised(register: Hub) -> Hub:
    """A finding about each of two suppliers."""
    told = raise_findings(register, MANAGER, [JUNE, replace(JUNE, supplier="egret")])
    register.proofs.prove(told[-1].entry.id)
    return register


def test_a_supplier_sees_the_finding_about_itself_with_figure_interval_and_entries(
    raised: Hub, enters: Entering
) -> None:
    page = enters("supplier", "heron").get("/books/findings/").content.decode()

    assert "Second readings overturned more dismissals than the stated limit." in page
    assert "10 % to 22 %" in page
    assert "Egret" not in page


def test_a_supplier_does_not_find_another_s_finding_by_its_address(
    raised: Hub, enters: Entering
) -> None:
    heron = enters("supplier", "heron")

    assert heron.get(ABOUT_HERON).status_code == 200
    assert heron.get(ABOUT_EGRET).status_code == 404
    answer = heron.post(f"{ABOUT_EGRET}reply", {"reply": "They are worse."})
    assert answer.status_code == 404


def test_a_reply_and_what_was_decided_stand_beside_the_finding(
    raised: Hub, enters: Entering
) -> None:
    heron, overseer = enters("supplier", "heron"), enters("overseer")
    for _ in range(2):
        heron.post(f"{ABOUT_HERON}reply", {"reply": "We retrained <b>everybody</b>."})
    page = overseer.get(ABOUT_HERON).content.decode()
    assert page.count("We retrained &lt;b&gt;everybody&lt;/b&gt;.") == 1
    reply = page.partition('name="of" value="')[2].partition('"')[0]

    told = {"of": reply, "result": "accept", "reasons": "We read twenty again."}
    answer = overseer.post(f"{ABOUT_HERON}decide", told)

    assert answer.status_code == 302
    after = heron.get("/books/findings/").content.decode()
    assert "We read twenty again." in after
    assert "Reply accepted" in after


def test_a_reply_of_nothing_and_a_decision_of_nothing_are_refused_in_plain_words(
    raised: Hub, enters: Entering
) -> None:
    empty = enters("supplier", "heron").post(f"{ABOUT_HERON}reply", {"reply": "  "})
    neither = enters("overseer").post(f"{ABOUT_HERON}decide", {"of": "x", "reasons": "So."})

    assert (empty.status_code, neither.status_code) == (422, 422)
    assert "Write the reply" in empty.content.decode()


def test_a_withdrawn_finding_says_so_to_everybody(raised: Hub, enters: Entering) -> None:
    enters("contract-manager").post(f"{ABOUT_HERON}withdraw", {"reasons": "A wrong figure."})

    page = enters("supplier", "heron").get(ABOUT_HERON).content.decode()

    assert "A wrong figure." in page
    assert "Open until" not in page
    assert "Send the reply" not in page


def test_a_contract_manager_raises_what_she_noted(raised: Hub, enters: Entering) -> None:
    manager = enters("contract-manager")
    assert "None</textarea>" not in manager.get("/books/findings/new").content.decode()
    told = {
        "supplier": "egret", "contract": "helpline", "severity": "low", "period": "2026-03",
        "value": "3", "entries": "0, 1", "note": "Please look at these.",
    }  # fmt: skip

    answer = manager.post("/books/findings/new", told)

    assert answer.status_code == 302
    page = enters("supplier", "egret").get(answer["Location"]).content.decode()
    assert "Please look at these." in page


def test_who_noted_a_finding_is_told_that_somebody_else_decides_on_the_reply(
    raised: Hub, enters: Entering
) -> None:
    overseer, heron = enters("overseer"), enters("supplier", "heron")
    told = {
        "supplier": "heron", "contract": "helpline", "severity": "low", "period": "2026-06",
        "value": "3", "entries": "0",
    }  # fmt: skip
    address = str(overseer.post("/books/findings/new", told)["Location"])
    heron.post(f"{address}reply", {"reply": "These were ours."})

    page = overseer.get(address).content.decode()
    answer = overseer.post(f"{address}decide", {"of": "x", "result": "accept", "reasons": "So."})

    assert "You noted this finding, so somebody else decides on the reply." in page
    assert "Record this decision" not in page
    assert answer.status_code == 403
    assert "Somebody else has to decide on this reply" in answer.content.decode()


def test_a_finding_without_what_it_needs_names_every_fault(raised: Hub, enters: Entering) -> None:
    told = {
        "supplier": "nobody", "contract": "none", "severity": "worst", "period": "June",
        "value": "many", "entries": "999999999",
    }  # fmt: skip

    answer = enters("contract-manager").post("/books/findings/new", told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("govuk-error-message") == 6


def test_the_file_has_both_sides_in_each_row(raised: Hub, enters: Entering) -> None:
    heron = enters("supplier", "heron")
    heron.post(f"{ABOUT_HERON}reply", {"reply": "=1+1 is what we found."})

    lines = heron.get("/books/findings/file?state=open").content.decode().splitlines()

    (row,) = csv.DictReader(lines)
    assert row["about"] == "heron"
    assert row["reply"] == "'=1+1 is what we found."


def test_the_database_itself_hides_a_finding_from_another_firm(
    raised: Hub,
) -> None:
    stranger = Actor(name="stranger", role=Role.SUPPLIER, firm="heron-two")

    with raised.store.transaction(stranger) as tx:
        assert tx.folio(f"finding/{finding_id(JUNE)}") == ()
        assert tx.folio_blobs([f"finding/{finding_id(JUNE)}"]) == []


def test_who_raises_findings_is_led_to_where_rules_propose_them(
    raised: Hub, enters: Entering
) -> None:
    titled = "Where findings are raised"
    overseer = enters("overseer")

    page = overseer.get("/books/findings/").content.decode()

    listed = page.partition(titled)[2].partition("</ul>")[0]
    addresses = [part.partition('"')[0] for part in listed.split('href="')[1:]]
    assert addresses == [
        f"/books/{place}"
        for place in ("bills/", "chain/", "performance/", "performance/funnels", "readings/",
                      "reviews/", "handovers/")
    ]  # fmt: skip
    assert {overseer.get(address).status_code for address in addresses} == {200}
    for role, firm in (("supplier", "heron"), ("award-officer", "authority")):
        assert titled not in enters(role, firm).get("/books/findings/").content.decode()
