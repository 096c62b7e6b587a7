"""Reports of likely one person at the linker: what is kept, what it joins, what is forgotten."""

import psycopg
import pytest
from tests.linking.persons.a_model import HandMade
from tests.store.linking.conftest import Tables

from fielding.app.erase_case import erase_case
from fielding.engines.linking.whole import work_out
from fielding.linking.persons import pairing
from fielding.store.linking import people
from fielding.store.linking.loading import load, load_limits
from fielding.store.linking.reaching import start_over
from fielding.testing.hub import DPO
from fielding.testing.linked_hub import LinkedHub

STORY = "They told me that the van would come before noon and I had to wait at the gate for it."
ZOE = {
    "suspect_known": "met", "suspect_near": "no",
    "suspect_name": "Zoe Quill", "suspect_postcode": "LS1 3EX", "what_happened": STORY,
}  # fmt: skip
ELSEWHERE = "I bought a bicycle on a page and it never came, nor did anybody answer what I wrote."


@pytest.fixture
def modelled(linked: LinkedHub) -> LinkedHub:
    linked.linker.models = HandMade()
    return linked


def _equal_at_once(superuser: psycopg.Connection, tables: Tables) -> bool:
    with superuser.cursor() as cursor:
        found = work_out(load(cursor).everything(), load_limits(cursor))
        kept = cursor.execute("SELECT report, network FROM link_report ORDER BY report").fetchall()
    return kept == list(zip(found.reports.tolist(), found.network.tolist(), strict=True))


def test_reports_of_likely_one_person_told_in_the_same_words_are_one_network(
    modelled: LinkedHub, tables: Tables, superuser: psycopg.Connection
) -> None:
    one, other = (modelled.report(**ZOE) for _ in range(2))
    alone = modelled.report(**{**ZOE, "what_happened": ELSEWHERE})

    modelled.link()

    assert tables.networks() == {frozenset({one, other}), frozenset({alone})}
    assert tables.count("link_alike") == 3
    assert _equal_at_once(superuser, tables)


def test_pairs_are_the_same_however_few_records_stay_open(
    modelled: LinkedHub, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "REMEMBERED", 1)
    for _ in range(3):
        modelled.report(**ZOE)

    modelled.link()

    assert tables.count("link_alike") == 3


def test_the_records_that_were_asked_for_last_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "REMEMBERED", 2)
    at_work = people.People(model=HandMade().read("by-hand"), version="by-hand")

    for report in (1, 2, 1, 3):
        at_work.remember(report, {})

    assert list(at_work.records) == [1, 3]


def test_another_linker_goes_on_under_the_same_model(
    modelled: LinkedHub, tables: Tables, superuser: psycopg.Connection
) -> None:
    one = modelled.report(**ZOE)
    modelled.link()

    modelled.linker = modelled.another_linker()
    other = modelled.report(**ZOE)
    modelled.link()

    assert tables.networks() == {frozenset({one, other})}
    assert superuser.execute("SELECT model FROM link_head").fetchone() == ("by-hand",)


def test_without_a_model_persons_say_nothing_until_all_is_worked_out_anew_with_one(
    linked: LinkedHub, tables: Tables, superuser: psycopg.Connection
) -> None:
    cases = frozenset(linked.report(**ZOE) for _ in range(2))
    linked.link()
    before = tables.networks()
    linked.linker = linked.another_linker()
    linked.linker.models = HandMade()
    linked.link()
    still = tables.networks()

    start_over(superuser)
    linked.link()

    assert before == still == {frozenset({case}) for case in cases}
    assert tables.networks() == {cases}


def test_an_erasure_takes_persons_away_and_brings_back_what_a_busy_name_hid(
    modelled: LinkedHub,
    tables: Tables,
    superuser: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pairing, "BUSIEST", 2)
    pair = frozenset(modelled.report(**ZOE) for _ in range(2))
    modelled.link()
    together = tables.networks()
    third = modelled.report(**ZOE)
    modelled.link()
    hidden = tables.networks()

    erase_case(modelled.hub, DPO, third, basis="court-order")
    modelled.link()

    assert together == {pair}
    assert {len(network) for network in hidden} == {1}
    assert tables.networks() == {pair}
    held = superuser.execute("SELECT count(DISTINCT report) FROM link_person_key").fetchone()
    assert held == (2,)
    assert _equal_at_once(superuser, tables)


def test_who_starts_over_before_the_first_stretch_loses_no_model(
    modelled: LinkedHub, tables: Tables, superuser: psycopg.Connection
) -> None:
    modelled.linker.link_stretch()  # loaded, with nothing to link
    start_over(superuser)
    for _ in range(2):
        modelled.report(**ZOE)

    modelled.link()

    (model,) = superuser.execute("SELECT model FROM link_head").fetchone() or (None,)
    assert model == HandMade().newest()
    assert tables.count("link_alike") == 1
