"""Awards on pages: the rule is shown first, a refusal is recorded, a dossier keeps both sides."""

import csv
import re
from dataclasses import replace

import pytest
from tests.web.books.conftest import MANAGER, Entering, tell

from fielding.app.books.finding.raise_findings import raise_findings
from fielding.app.ports import Hub
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.wiring.figures import bookkeeper

JUNE = Proposal(
    instrument="F3", rule="ab" * 32, supplier="heron", contract="helpline",
    severity=Severity.HIGH, code="dismissals-overturned",
    figure={"value": "15 %", "n": "140", "low": "10 %", "high": "22 %", "limit": "5 %"},
    evidence=(0, 1), stands_at=2, period="2026-06",
)  # fmt: skip
MAY = replace(JUNE, period="2026-05", figure={"value": "12 %", "low": "8 %", "high": "18 %"})
TOLD = {"contract": "helpline", "suppliers": ["heron", "", ""], "reasons": "The lowest price."}


def hidden(page: str, name: str) -> str:
    """Find what a form carries under a name that nobody sees."""
    found = re.search(rf'name="{name}" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def raised(register: Hub) -> Hub:
    """Two findings about a supplier that owns another one."""
    raise_findings(register, MANAGER, [JUNE, MAY])
    tell(
        register, "organisation/egret", "organisation.owned", "",
        owner="heron", least=75, most=100, begins="2020-01-01",
    )  # fmt: skip
    return register


def test_the_rule_is_shown_before_anything_is_recorded(raised: Hub, enters: Entering) -> None:
    officer = enters("award-officer")

    page = officer.post("/books/awards/new", TOLD).content.decode()

    assert "The award is refused" in page
    assert "Record the refusal" in page
    assert "Nothing has been awarded or refused" in officer.get("/books/awards/").content.decode()


def test_a_refusal_is_recorded_and_shown_with_the_finding(raised: Hub, enters: Entering) -> None:
    officer = enters("award-officer")

    answer = officer.post("/books/awards/new", {**TOLD, "sure": "yes"})

    assert answer.status_code == 302
    page = officer.get("/books/awards/").content.decode()
    assert "Refused" in page
    assert page.count("that stood in the way") == 2


def test_a_page_sent_twice_records_one_award(raised: Hub, enters: Entering) -> None:
    officer = enters("award-officer")
    mark = hidden(officer.get("/books/awards/new").content.decode(), "once")
    ruling = officer.post("/books/awards/new", {**TOLD, "once": mark}).content.decode()

    for _ in range(2):
        told = {**TOLD, "sure": "yes", "once": hidden(ruling, "once")}
        assert officer.post("/books/awards/new", told).status_code == 302

    kinds = [kept.entry.kind for kept in bookkeeper().figures().books.folios]
    assert kinds.count("award.refused") == 1


def test_an_award_to_the_group_of_the_supplier_is_refused_too(
    raised: Hub, enters: Entering
) -> None:
    told = {**TOLD, "suppliers": ["egret"]}

    page = enters("award-officer").post("/books/awards/new", told).content.decode()

    assert "The award is refused" in page
    assert "an organisation of the same group" in page


def test_an_award_to_somebody_of_a_similar_name_can_be_made(raised: Hub, enters: Entering) -> None:
    told = {**TOLD, "suppliers": ["heron-two"], "sure": "yes"}
    officer = enters("award-officer")

    officer.post("/books/awards/new", told)

    assert "Made" in officer.get("/books/awards/of/heron-two/").content.decode()


def test_a_dossier_shows_findings_intervals_and_similar_names(
    raised: Hub, enters: Entering
) -> None:
    page = enters("overseer").get("/books/awards/of/heron/").content.decode()

    assert "The supplier has not replied." in page
    assert "8 % to 18 %" in page
    assert page.index("May 2026</th>") < page.index("Jun 2026</th>")
    assert "Heron Response plc" in page
    assert "<svg" in page


def test_each_measure_has_a_trend_of_its_own(raised: Hub, enters: Entering) -> None:
    of_another = replace(JUNE, measure="first-look-in-time")
    (kept,) = raise_findings(raised, MANAGER, [of_another])
    raised.proofs.prove(kept.entry.id)

    page = enters("overseer").get("/books/awards/of/heron/").content.decode()

    assert "Heron Response Limited, helpline, First look in time. Second readings" in page
    assert "Heron Response Limited, helpline. Second readings" in page


def test_the_file_of_a_dossier_has_a_row_for_each_period(raised: Hub, enters: Entering) -> None:
    lines = enters("overseer").get("/books/awards/of/heron/file").content.decode().splitlines()

    assert [row["interval"] for row in csv.DictReader(lines)] == ["8 % to 18 %", "10 % to 22 %"]


def test_an_award_of_nothing_to_nobody_names_every_fault(raised: Hub, enters: Entering) -> None:
    answer = enters("award-officer").post("/books/awards/new", {"suppliers": ["nobody"]})

    assert answer.status_code == 422
    assert answer.content.decode().count("govuk-error-message") == 3
