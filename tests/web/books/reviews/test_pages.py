"""Rates of reviews on pages: by firm, handler, reason and decision; entries, file and limits."""

import csv
import html
import re
from datetime import timedelta

import pytest
from django.http import HttpResponse, HttpResponseBase
from tests.web.books.conftest import Entering, tell
from tests.web.oversight.conftest import Keep, insert, keep

from fielding.app.ports import Hub
from fielding.ledger.entry import Kept
from fielding.testing.histories import SERVICES, Teller, sequenced
from fielding.wiring.figures import bookkeeper

DAY = timedelta(days=1)
__all__ = ["insert", "keep"]


def text_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def reviewed(number: int, result: str) -> Teller:
    service = SERVICES["fraud"]
    told = Teller(name=_name(number), service=service, firm="heron", actor="quick").receive()
    told.dismiss(DAY).tell("review.requested", DAY, of="dismiss")
    return told.tell("review.decided", DAY, of="dismiss", result=result)


def _name(number: int) -> str:
    return f"019cadc6-0000-7000-8000-{number:012d}"


def twenty() -> list[Kept]:
    """Tell twenty reviews, of which eighteen replaced the decision."""
    cases = [reviewed(number, "replaced" if number < 18 else "upheld") for number in range(20)]
    return sequenced(*(case.told for case in cases))


@pytest.fixture
def reviews(keep: Keep) -> None:
    """A ledger that holds them."""
    keep(twenty())


@pytest.mark.parametrize(
    ("by", "group"),
    [("firm", "Heron"), ("handler", "quick"), ("reason", "no-crime"), ("decision", "dismiss"),
     ("month", "Jan 2026")],
)  # fmt: skip
def test_rates_are_broken_down_with_their_intervals(
    reviews: None, enters: Entering, by: str, group: str
) -> None:
    page = text_of(enters("overseer").get(f"/books/reviews/?by={by}"))

    assert group in page
    assert "90.0% (69.9% to 97.2%)" in page


def test_each_number_opens_its_entries(reviews: None, enters: Entering) -> None:
    overseer = enters("overseer")
    page = overseer.get("/books/reviews/").content.decode()

    found = re.search(r'href="(/books/reviews/entries\?[^"]*says=upheld)"', page)
    assert found
    entries = overseer.get(html.unescape(found[1])).content.decode()

    assert entries.count("/figures/entry/") == 2


def test_the_file_says_what_the_page_says(reviews: None, enters: Entering) -> None:
    content = enters("overseer").get("/books/reviews/file").content.decode()

    rows = list(csv.DictReader(content.splitlines()))

    assert [row["firm"] for row in rows] == ["heron", "All"]
    assert {(row["Replaced"], row["replace rate"], row["checkpoint size"]) for row in rows} == {
        ("18", "0.9000", "80")
    }


def test_an_address_that_nobody_wrote_leads_nowhere(reviews: None, enters: Entering) -> None:
    overseer = enters("overseer")

    for query in ("?by=moon", "?from=2026-13", "entries?says=perhaps"):
        assert overseer.get(f"/books/reviews/{query}").status_code == 404


def test_a_rate_over_a_contracts_limit_is_raised_once_as_a_finding(
    insert: Keep, hub: Hub, sequencing: None, enters: Entering
) -> None:
    insert(twenty())
    tell(hub, "organisation/heron", "organisation.registered", "Heron", kind="firm", identifiers=[])
    tell(
        hub, "contract/helpline", "contract.registered", "The helpline",
        buyer="authority", supplier="heron", begins="2025-04-01", service="fraud",
    )  # fmt: skip
    target = {"measure": "decisions overturned", "target": "40", "floor": "100", "at_most": True}
    tell(
        hub, "contract/helpline", "terms.agreed",
        effective="2025-04-01", agreed="2025-03-01", digest="00", terms={"targets": [target]},
    )  # fmt: skip
    manager = enters("contract-manager")
    page = text_of(manager.get("/books/reviews/?to=2026-01"))

    for _ in range(2):
        manager.post("/books/reviews/raise", {"month": "2026-01"})
    after = text_of(manager.get("/books/reviews/?to=2026-01"))

    assert "Heron, contract helpline" in page
    assert "90.0 % (69.9 % to 97.2 %) of 20; the limit is 40 %" in page
    assert "The finding and the reply to it" in after
    assert "Raise these findings" not in after
    kinds = [kept.entry.kind for kept in bookkeeper().figures().books.folios]
    assert kinds.count("finding.raised") == 1
