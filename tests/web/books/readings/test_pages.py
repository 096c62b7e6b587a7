"""Second readings on pages: blind to who reads, open to who oversees, each number with entries."""

import csv
import html
import re
from dataclasses import replace

import psycopg
import pytest
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from tests.web.books.conftest import Entering
from tests.web.books.readings.conftest import HANDLER, REASON, Drawn

from fielding.access.roles import Actor, Role
from fielding.app.erase_case import erase_case
from fielding.app.open_case import open_case
from fielding.app.ports import Hub
from fielding.wiring.figures import bookkeeper


def text_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def main_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def reader_of(drawn: Drawn, enters: Entering, kind: str = "dismissed") -> tuple[Client, str]:
    """Sign in the reader that a reading was given to; give its address too."""
    reading = drawn.first(kind)
    return enters("second-reader", reading.body), f"/books/readings/to-read/{reading.id}"


def test_an_overseer_makes_a_committed_draw_and_it_is_equal(month: Drawn, enters: Entering) -> None:
    overseer = enters("overseer")
    before = text_of(overseer.get(f"/books/readings/draws/{month.draw}"))

    made = overseer.post(f"/books/readings/draws/{month.draw}/make", follow=True)

    assert "Show the seed and draw" in before
    assert "Equal:" in text_of(made)
    assert len(month.readings.readings) == 5


def test_the_seed_is_on_no_page_before_the_draw_is_made(month: Drawn, enters: Entering) -> None:
    page = text_of(enters("overseer").get(f"/books/readings/draws/{month.draw}"))

    assert "Hash of the seed" in page
    assert "Seed " not in page.replace("Hash of the seed", "")


def test_a_draw_is_committed_from_the_form(at_work: Hub, enters: Entering) -> None:
    enters("second-reader")
    overseer = enters("overseer")
    form = {
        "service": "fraud", "first-day": "1", "first-month": "1", "first-year": "2031",
        "last-day": "31", "last-month": "1", "last-year": "2031", "per_stratum": "1",
        "per_handler": "10", "accepted": "10", "checked": "10", "readers": ["authority"],
    }  # fmt: skip

    page = text_of(overseer.post("/books/readings/draws/new", form, follow=True))

    assert "The draw is committed." in page
    assert "1 January 2031 at 12:00am until 1 February 2031 at 12:00am" in page


def test_a_plan_with_faults_comes_back_with_what_was_typed(at_work: Hub, enters: Entering) -> None:
    form = {"service": "fraud", "first-day": "31", "first-month": "2", "per_handler": "lots"}

    answer = enters("overseer").post("/books/readings/draws/new", form)

    assert answer.status_code == 422
    assert "Enter a real date" in text_of(answer)
    assert 'value="lots"' in answer.content.decode()


def test_what_nobody_can_choose_is_refused_beside_its_field(at_work: Hub, enters: Entering) -> None:
    enters("second-reader")
    overseer = enters("overseer")
    form = {
        "service": "fraud", "first-day": "1", "first-month": "1", "first-year": "2031",
        "last-day": "31", "last-month": "12", "last-year": "2031", "per_stratum": "1",
        "per_handler": "10", "accepted": "10", "checked": "10", "readers": "authority",
    }  # fmt: skip
    expected = {
        ("last-year", "9999"): "Enter a real date",
        ("first-year", "1"): "Enter a real date",
        ("service", "nothing"): "Choose the service",
        ("readers", "nobody"): "Choose who reads",
        ("accepted", "-1"): "Enter a whole number",
        ("per_handler", "1001"): "at most 1000",
    }

    answers = {
        (field, typed): overseer.post("/books/readings/draws/new", {**form, field: typed})
        for field, typed in expected
    }

    assert {answer.status_code for answer in answers.values()} == {422}
    assert [way for way, fault in expected.items() if fault not in text_of(answers[way])] == []


def test_a_period_that_is_over_is_refused_in_plain_words(at_work: Hub, enters: Entering) -> None:
    enters("second-reader")
    form = {
        "service": "fraud", "first-day": "1", "first-month": "1", "first-year": "2021",
        "last-day": "31", "last-month": "1", "last-year": "2021", "per_stratum": "1",
        "per_handler": "10", "accepted": "10", "checked": "10", "readers": ["authority"],
    }  # fmt: skip

    answer = enters("overseer").post("/books/readings/draws/new", form)

    assert answer.status_code == 409
    assert "The period of this draw is over" in text_of(answer)


@pytest.mark.parametrize("kind", ["dismissed", "accepted"])
def test_the_page_of_a_report_is_the_same_whatever_was_decided(
    drawn: Drawn, enters: Entering, kind: str
) -> None:
    reader, address = reader_of(drawn, enters, kind)

    page = main_of(reader.get(address))

    for secret in (HANDLER.name, HANDLER.firm or "", "Heron", "ismissed:", "no-crime", "nobody was",
                   "Keep as information", "case/"):  # fmt: skip
        assert secret not in page
    assert "What was reported" in page


def test_a_reader_reaches_no_other_page_of_the_case(drawn: Drawn, enters: Entering) -> None:
    reader, _ = reader_of(drawn, enters)
    case = drawn.first().case

    for address in (f"/desk/case/{case}/", "/figures/entry/0", "/figures/", "/books/readings/",
                    f"/books/readings/draws/{drawn.draw}", "/books/reviews/"):  # fmt: skip
        assert reader.get(address).status_code == 403


def test_the_database_itself_hides_the_decision_from_a_second_reader(drawn: Drawn) -> None:
    reading = drawn.first()
    reader = Actor(name="r", role=Role.SECOND_READER, firm=reading.body)
    other = replace(reader, firm="elsewhere")

    with drawn.hub.store.transaction(reader) as tx:
        kinds = [kept.entry.kind for kept in tx.history(reading.case)]
        opened = len(tx.blobs(reading.case))
    with drawn.hub.store.transaction(other) as tx:
        hidden = tx.history(reading.case)

    assert kinds == ["case.received"]
    assert opened == 1
    assert hidden == ()


def test_a_second_reader_cannot_open_the_case_as_assessors_do(drawn: Drawn) -> None:
    reading = drawn.first()
    reader = Actor(name="r", role=Role.SECOND_READER, firm=reading.body)

    with pytest.raises(Exception, match="role does not allow"):
        open_case(drawn.hub, reader, reading.case, purpose="assess")


def test_erasing_the_case_destroys_the_reasons_of_its_readings(
    drawn: Drawn, enters: Entering, superuser: psycopg.Connection
) -> None:
    reading = drawn.first()
    reader, address = reader_of(drawn, enters)
    reader.get(address)
    reader.post(address, {"code": "act", "reason": REASON})
    query = f"SELECT count(*) FROM folio_sealed WHERE subject = '{reading.subject}'"
    before = superuser.execute(query.encode()).fetchone()
    officer = Actor(name="dpo", role=Role.DATA_PROTECTION_OFFICER, firm="authority")

    erase_case(drawn.hub, officer, reading.case, basis="court-order")

    assert (before, superuser.execute(query.encode()).fetchone()) == ((1,), (0,))
    assert reader.get(address).status_code == 410


def test_opening_leaves_an_entry(
    drawn: Drawn, enters: Entering, superuser: psycopg.Connection
) -> None:
    reader, address = reader_of(drawn, enters)

    reader.get(address)

    found = superuser.execute("SELECT count(*) FROM entry WHERE kind = 'reading.opened'").fetchone()
    assert found == (1,)


def test_from_reading_to_settling_to_opening_the_case_again(drawn: Drawn, enters: Entering) -> None:
    reading = drawn.first()
    reader, address = reader_of(drawn, enters)
    adjudicator, overseer = enters("adjudicator"), enters("overseer")
    reader.get(address)
    read = text_of(reader.post(address, {"code": "act", "reason": REASON}, follow=True))
    waiting = text_of(adjudicator.get("/books/readings/to-settle"))
    to_settle = f"/books/readings/to-settle/{reading.id}"
    adjudicator.get(to_settle)
    adjudicator.post(to_settle, {"code": "act", "reason": REASON})
    page = text_of(overseer.get("/books/readings/"))
    done = text_of(overseer.post(f"/books/readings/reopen/{reading.id}", follow=True))
    told = text_of(enters("supervisor").get(f"/desk/case/{reading.case}/"))

    assert "Your answer is recorded." in read
    assert "1 report waits" in waiting
    assert "Ask for a review" in page
    assert "The case will be looked at again." in done
    assert "A review was asked for" in done
    assert "A second reading found something to act on" in told
    assert "You asked" not in told


def test_an_answer_without_a_reason_comes_back(drawn: Drawn, enters: Entering) -> None:
    reader, address = reader_of(drawn, enters)
    reader.get(address)

    answer = reader.post(address, {"code": "act", "reason": "No."})

    assert answer.status_code == 422
    assert "Give your reason in at least 8 different words" in text_of(answer)


def test_a_second_answer_is_refused(drawn: Drawn, enters: Entering) -> None:
    reader, address = reader_of(drawn, enters)
    reader.get(address)
    reader.post(address, {"code": "nothing", "reason": REASON})

    answer = reader.post(address, {"code": "act", "reason": REASON})

    assert answer.status_code == 409
    assert "This case was read already" in text_of(answer)


def test_each_number_leads_to_its_entries_and_the_file_says_the_same(
    drawn: Drawn, enters: Entering
) -> None:
    reader, address = reader_of(drawn, enters)
    reader.get(address)
    reader.post(address, {"code": "nothing", "reason": REASON})
    overseer = enters("overseer")

    page = overseer.get("/books/readings/?by=handler").content.decode()
    found = re.search(r'href="(/books/readings/entries\?[^"]*result=upheld)"', page)
    assert found
    entries = text_of(overseer.get(html.unescape(found[1])))
    rows = csv.DictReader(
        overseer.get("/books/readings/file?by=handler").content.decode().splitlines()
    )

    assert "1 reading, in the order" in entries
    (row,) = rows
    assert (row["handler"], row["dismissed"], row["Decision stands"]) == (
        "quick-handler (Heron)", "6", "1",
    )  # fmt: skip


def test_the_list_of_a_draw_can_be_downloaded(drawn: Drawn, enters: Entering) -> None:
    content = enters("overseer").get(f"/books/readings/draws/{drawn.draw}/file").content.decode()

    rows = list(csv.DictReader(content.splitlines()))

    assert sorted(row["kind"] for row in rows) == ["Accepted", *["Dismissed"] * 4]
    assert {row["drawn from"] for row in rows} == {"6", "2"}


def test_who_does_not_see_the_books_opens_none_of_their_entries(
    drawn: Drawn, enters: Entering
) -> None:
    folios = bookkeeper().figures().books.folios
    index = next(kept.index for kept in folios if kept.entry.kind == "draw.picked")
    address = f"/figures/entry/{index}"

    told = [
        client.get(one).status_code
        for client in (enters("supervisor", "heron"), enters("overseer"))
        for one in (address, f"{address}/file")
    ]

    assert told == [404, 404, 200, 200]
