"""Every membership says why, each step weighed; and the nearest reports outside say why not."""

from collections.abc import Callable, Iterable

import pytest
from django.db import connection
from django.test import Client
from tests.linking.persons.a_model import HandMade
from tests.store.linking.test_people import ELSEWHERE, ZOE
from tests.web.networks.conftest import address_of_why

from fielding.access.roles import Actor, Role
from fielding.app.linking.judging import judge_reports
from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.why import Outsider, Step
from fielding.testing.linked_hub import ANALYST, OTHER_PHONE, PHONE, LinkedHub
from fielding.web.networks import network_page
from fielding.wiring import linking_explained
from fielding.wiring.linking_told import Named, Words, find_words


def test_a_step_says_how_much_it_counts_and_why(analyst: Client, network: list[str]) -> None:
    page = analyst.get(address_of_why(network[2])).content.decode()

    assert "both mention phone number" in page
    assert "an identifier that 3 reports share; one is enough here" in page


def test_a_judgement_is_a_step_of_its_own(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    judge_reports(linked.hub, ANALYST, Verdict.SAME, (network[0], network[3]), "One voice.")
    linked.link()

    page = analyst.get(address_of_why(network[3])).content.decode()
    drawn = analyst.get(f"/networks/{network[0]}/").content.decode()

    assert drawn.count("A person’s judgement</text>") == 1
    assert ": a person said that they belong together" in page
    assert "a person’s word binds" in page


def test_an_account_nearly_the_same_is_a_step_in_words(
    analyst: Client, linked: LinkedHub
) -> None:
    lost = {"money_lost": "yes", "how_paid": ["bank-transfer"]}
    first = linked.report(**lost, suspect_account="20-03-65 60296928")
    second = linked.report(**lost, suspect_account="20-03-65 60296926")
    linked.link()

    page = analyst.get(address_of_why(second)).content.decode()

    assert linked.received[first].reference in page
    assert "are nearly the same, and the rules take them for one" in page


def test_identifiers_nearly_the_same_are_drawn_and_listed_though_one_report_has_each(
    analyst: Client, linked: LinkedHub
) -> None:
    lost = {"money_lost": "yes", "how_paid": ["bank-transfer"]}
    first = linked.report(**lost, suspect_account="20-03-65 60296928")
    linked.report(**lost, suspect_account="20-03-65 60296926")
    linked.link()

    page = analyst.get(f"/networks/{first}/").content.decode()
    file = analyst.get(f"/networks/{first}/file").content.decode()

    assert file.count(", nearly Bank account 20-03-65") == 2
    drawn, _, tables = page.partition('id="reports"')
    assert drawn.count("fielding-mark-diamond") == 2
    assert drawn.count('<a href="#near-1"><title>Bank account') == 3
    assert '<path class="fielding-plot-near" d="M560 ' in drawn
    row = tables.partition('id="near-1"')[2].partition("</tr>")[0]
    assert row.count("Bank account 20-03-65") == 2
    assert "Chance makes no two of this kind so alike" in row


def test_all_that_ties_a_report_to_its_network_is_listed_each_with_a_report(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    judge_reports(linked.hub, ANALYST, Verdict.SAME, (network[1], network[2]), "One voice.")
    linked.add(network[2], "Write to write@reaching-for-you.example.")
    linked.add(network[1], "Write to write@reaching-for-you.example.")
    linked.link()
    first, second = (linked.received[case].reference for case in network[:2])

    page = analyst.get(address_of_why(network[2])).content.decode()

    ties = page.partition('id="ties"')[2].partition("</ul>")[0]
    assert f"<li>{second}: email address " in ties
    assert ", which 2 reports mention.</li>" in ties
    assert f"<li>{first}: phone number " in ties
    assert f"<li>{second}: a person said that they belong together.</li>" in ties


def test_the_nearest_report_outside_is_named_with_the_reason(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    outside = linked.report(suspect_phone="07700 900124")
    linked.link()

    for address in (address_of_why(network[1]), f"/networks/{network[0]}/"):
        page = analyst.get(address).content.decode()
        assert linked.received[outside].reference in page
        assert "are nearly the same, and nothing else speaks for them" in page


def test_who_was_judged_different_is_outside_by_that(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    judge_reports(linked.hub, ANALYST, Verdict.DIFFERENT, (network[0], network[2]), "Two men.")
    linked.link()

    page = analyst.get(f"/networks/{network[0]}/").content.decode()

    assert "do not belong together" in page


def test_a_report_that_nothing_joins_says_so(analyst: Client, network: list[str]) -> None:
    page = analyst.get(address_of_why(network[3])).content.decode()

    assert "It is in no network with another report" in page
    assert "No report outside shares an identifier with it" in page
    assert OTHER_PHONE not in page


def test_a_large_network_is_shown_page_by_page_and_each_report_is_explained(
    analyst: Client, linked: LinkedHub, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_page, "MEMBERS_ON_PAGE", 2)
    third = linked.received[network[2]].reference

    first = analyst.get(f"/networks/{network[0]}/").content.decode()
    second = analyst.get(f"/networks/{network[0]}/?page=2").content.decode()
    beyond = analyst.get(f"/networks/{network[0]}/?page=999999").content.decode()
    before = analyst.get(f"/networks/{network[0]}/?page=0").content.decode()

    assert "page 1 of 2" in first
    assert "page 1 of 2" in before
    assert third not in first
    assert f"With {linked.received[network[0]].reference}: both mention" in second
    assert third in beyond


def test_why_is_shown_to_whoever_sees_networks(
    signed_in: Callable[..., Client], network: list[str]
) -> None:
    assessor = signed_in("ann", Role.ASSESSOR, "first-firm")
    handler = signed_in("hal", Role.CALL_HANDLER, "first-firm")

    assert "Why it belongs" in assessor.get(address_of_why(network[1])).content.decode()
    assert handler.get(address_of_why(network[1])).status_code == 403


def test_reports_of_likely_one_person_say_so(analyst: Client, linked: LinkedHub) -> None:
    linked.linker.models = HandMade()
    one, other = (linked.report(**ZOE) for _ in range(2))
    elsewhere = linked.report(**{**ZOE, "what_happened": ELSEWHERE})
    linked.link()

    together = analyst.get(address_of_why(other)).content.decode()
    outside = analyst.get(address_of_why(elsewhere)).content.decode()
    drawn = analyst.get(f"/networks/{one}/").content.decode()

    assert drawn.count('<path class="fielding-plot-near" d="M300 ') == 1
    assert "A trained model takes the persons for one" in drawn
    assert "both likely tell of one person" in together
    assert "the persons that they tell of are nearly the same, and nothing else speaks" in outside
    assert any(linked.received[each].reference in outside for each in (one, other))
    assert "Zoe Quill" not in together + outside + drawn


def test_what_joins_reports_is_read_and_named_of_one_moment(
    analyst: Client, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = list[str]()

    def asked(actor: Actor, told: Iterable[Step | Outsider], named: Named) -> Words:
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            seen.append(cursor.fetchone()[0])
        return find_words(actor, told, named)

    monkeypatch.setattr(linking_explained, "find_words", asked)
    for address in (address_of_why(network[1]), f"/networks/{network[0]}/"):
        analyst.get(address)

    assert seen == ["repeatable read"] * 2


def test_more_of_a_network_is_read_where_its_first_reports_lead_nowhere(
    analyst: Client, linked: LinkedHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking_explained, "PART", 1)
    first, between = (linked.report(suspect_phone=PHONE) for _ in range(2))
    linked.add(between, f"They rang from {OTHER_PHONE} as well.")
    last = linked.report(suspect_phone=OTHER_PHONE)
    linked.link()

    page = analyst.get(f"/networks/{first}/").content.decode()

    assert "The way to the first report, 2 steps" in page
    assert linked.received[last].reference in page
