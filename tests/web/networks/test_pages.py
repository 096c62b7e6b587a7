"""The pages of networks: what they show, what people can say there, and what they are told."""

import csv
from collections.abc import Callable
from io import StringIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from fielding.access.roles import Actor, Role
from fielding.app.erase_case import erase_case
from fielding.app.linking.judging import judge_reports
from fielding.definitions.service import Kind
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.standing import State
from fielding.linking.tokens import token_of
from fielding.store.queries.networks import journal, judgements, members, referrals_of
from fielding.testing.linked_hub import ANALYST, PHONE, LinkedHub
from fielding.web.networks.words import STATES


def test_a_network_says_how_large_it_is_and_why_each_report_belongs(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    page = analyst.get(f"/networks/{network[0]}/").content.decode()

    for case in network[:3]:
        assert linked.received[case].reference in page
    assert linked.received[network[3]].reference not in page
    assert "3 reports, since" in page
    assert "both mention phone number" in page
    assert "The first report of this network" in page


def test_no_page_shows_an_identifier_whole(analyst: Client, network: list[str]) -> None:
    page = analyst.get(f"/networks/{network[0]}/").content.decode()
    file = analyst.get(f"/networks/{network[0]}/file").content.decode()

    for told in (page, file):
        assert "900123" not in told.replace(" ", "")


def test_the_file_holds_each_report_with_what_it_mentions(
    analyst: Client, network: list[str]
) -> None:
    file = analyst.get(f"/networks/{network[0]}/file").content.decode()

    rows = list(csv.reader(StringIO(file)))
    assert [len(row) for row in rows] == [6] * 4
    assert {row[5] for row in rows[1:]} == {"Joins the reports that mention it"}


def test_the_file_holds_what_the_page_tells_of_also_where_it_joins_nothing_here(
    analyst: Client, linked: LinkedHub
) -> None:
    first = linked.report(suspect_phone=PHONE, reporter_phone="020 7946 0018")
    linked.report(suspect_phone=PHONE)
    linked.report(suspect_phone="020 7946 0018")
    linked.link()

    file = analyst.get(f"/networks/{first}/file").content.decode()

    own, joining = STATES[State.OWN], STATES[State.JOINS]
    told = [row["joins"] for row in csv.DictReader(StringIO(file))]
    assert sorted(told) == sorted([joining, own, joining])


def test_a_case_page_says_what_the_case_belongs_with(
    signed_in: Callable[..., Client], linked: LinkedHub, network: list[str]
) -> None:
    assessor = signed_in("ann", Role.ASSESSOR, "first-firm")

    together = assessor.get(reverse("case", args=[network[1]])).content.decode()
    alone = assessor.get(reverse("case", args=[network[3]])).content.decode()
    late = assessor.get(reverse("case", args=[linked.report()])).content.decode()

    assert "Belongs with 2 other reports" in together
    assert "It belongs with no other report so far" in alone
    assert f'href="{reverse("why", args=[network[3]])}"' in alone
    assert "not worked out yet" in late


def test_a_case_page_says_why_pieces_of_the_answers_join_nothing(
    signed_in: Callable[..., Client], linked: LinkedHub
) -> None:
    assessor = signed_in("ann", Role.ASSESSOR, "first-firm")
    paid = {"money_lost": "yes", "how_paid": ["bank-transfer", "crypto"]}
    case = linked.report(suspect_phone="O7700 9OO123", suspect_wallet="no wallet", **paid)

    page = assessor.get(reverse("case", args=[case])).content.decode()

    assert "It has letters where a phone number has digits" in page
    assert "It is not the address of a wallet" in page


def test_the_page_of_a_report_without_others_says_so_and_shows_no_empty_table(
    analyst: Client, linked: LinkedHub
) -> None:
    alone = linked.report(postcode="")
    linked.link()

    page = analyst.get(f"/networks/{alone}/").content.decode()

    assert "1 report, since" in page
    assert "It belongs with no other report so far" in page
    assert "No other report mentions an identifier" in page
    assert "Identifiers that these reports share" not in page
    assert "Split the chosen" not in page


def test_a_call_handler_is_told_nothing_of_networks(
    signed_in: Callable[..., Client], network: list[str]
) -> None:
    handler = signed_in("hal", Role.CALL_HANDLER, "first-firm")

    page = handler.get(reverse("case", args=[network[1]])).content.decode()

    assert "What was reported" in page
    assert "What it belongs with" not in page
    assert handler.get("/networks/").status_code == 403


def test_a_judgement_joins_two_networks_and_can_be_withdrawn(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    one, other = (linked.received[case].reference for case in (network[0], network[3]))
    told = {"one": one, "other": other.lower(), "verdict": "same", "reason": "One voice."}

    answer = analyst.post("/networks/judge", told)
    linked.link()

    assert answer["Location"] == f"/networks/{network[0]}/?done=judged"
    assert [member.case for member in members(ANALYST, network[0])] == network
    page = analyst.get(answer["Location"]).content.decode()
    assert "Your judgement is recorded" in page
    assert "they belong together" in page

    first, second = sorted((network[0], network[3]))
    analyst.post(f"/networks/judge/{first}/{second}/withdraw", {"reason": "Two voices."})
    linked.link()

    assert [member.case for member in members(ANALYST, network[0])] == network[:3]
    assert judgements(ANALYST, network) == []


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"other": "NFRC269999999"}, "there is no report of that reference"),
        ({"one": "", "reason": "", "verdict": ""}, "Type the reference of a report"),
        ({"one": "", "reason": "", "verdict": ""}, "Give a reason"),
        ({"verdict": ""}, "Say whether the two reports belong together"),
        ({"reason": " "}, "Give a reason"),
        ({"other": "its own"}, "Name two different reports"),
    ],
)
def test_a_judgement_that_cannot_be_made_is_shown_again_with_what_to_do(
    analyst: Client, linked: LinkedHub, network: list[str], told: dict[str, str], fault: str
) -> None:
    one, other = (linked.received[case].reference for case in (network[0], network[3]))
    typed = {"one": one, "other": other, "verdict": "same", "reason": "One voice."} | told
    typed["other"] = one if typed["other"] == "its own" else typed["other"]

    answer = analyst.post("/networks/judge", typed)

    assert answer.status_code == 422
    assert fault in answer.content.decode()


def test_a_second_judgement_on_the_same_two_is_refused_kindly(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    pair = (network[0], network[3])
    judge_reports(linked.hub, ANALYST, Verdict.SAME, pair, "One voice.")
    one, other = (linked.received[case].reference for case in pair)

    answer = analyst.post(
        "/networks/judge",
        {"one": one, "other": other, "verdict": "different", "reason": "Two voices."},
    )

    assert answer.status_code == 422
    assert "These two reports are judged already" in answer.content.decode()


def test_a_judgement_on_an_erased_report_is_refused_at_its_field(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    one, other = (linked.received[case].reference for case in (network[0], network[3]))
    eraser = Actor(name="dpo", role=Role.DATA_PROTECTION_OFFICER)
    erase_case(linked.hub, eraser, network[3], basis="court-order")

    answer = analyst.post(
        "/networks/judge", {"one": one, "other": other, "verdict": "same", "reason": "One."}
    )

    assert answer.status_code == 422
    assert 'href="#other"' in answer.content.decode()
    assert "was erased" in answer.content.decode()


def test_an_identifier_is_marked_on_the_page_of_its_network_and_the_mark_taken_away(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    (identifier,) = read_answer(Kind.PHONE, PHONE).identifiers
    token = token_of(linked.hub.token_key, identifier.kind, identifier.canonical).hex()
    back = f"/networks/{network[0]}/"
    address = f"/networks/identifiers/{token}/mark"

    told = {"mark": "shared", "reason": "A bank's switchboard.", "back": back}
    answer = analyst.post(address, told)
    linked.link()
    parted = [member.case for member in members(ANALYST, network[0])]
    away = analyst.post(address, {"mark": "none", "reason": "It is not.", "back": back})
    linked.link()

    assert answer["Location"] == f"{back}?done=marked"
    assert "The mark is taken away" in analyst.get(away["Location"]).content.decode()
    assert parted == network[:1]
    assert [member.case for member in members(ANALYST, network[0])] == network[:3]
    happened = [one.happened for one in journal(ANALYST, network[0])]
    assert happened == ["formed", "dissolved", "formed"]


def test_a_mark_that_says_nothing_is_shown_again_with_all_that_it_lacks(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    (identifier,) = read_answer(Kind.PHONE, PHONE).identifiers
    token = token_of(linked.hub.token_key, identifier.kind, identifier.canonical).hex()

    answer = analyst.post(
        f"/networks/identifiers/{token}/mark",
        {"mark": "", "reason": "", "back": "https://elsewhere.example/networks/"},
    )

    assert answer.status_code == 422
    assert "Give a reason" in answer.content.decode()
    assert "Say what the identifier is" in answer.content.decode()


@pytest.mark.parametrize("back", ["http://[", "https://elsewhere.example/networks/", ""])
def test_a_mark_leads_back_to_the_networks_whatever_its_form_says(
    analyst: Client, linked: LinkedHub, network: list[str], back: str
) -> None:
    (identifier,) = read_answer(Kind.PHONE, PHONE).identifiers
    token = token_of(linked.hub.token_key, identifier.kind, identifier.canonical).hex()

    answer = analyst.post(
        f"/networks/identifiers/{token}/mark",
        {"mark": "shared", "reason": "A bank's switchboard.", "back": back},
    )

    assert answer["Location"] == "/networks/?done=marked"


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("phone", "0044 7700 900 123", "Network of"),
        ("long-text", "Who is behind 07700-900123, please?", "Joins the reports that mention"),
        ("phone", "07700 900124", "Nearly the same"),
        ("phone", "020 7946 0018", "No report mentions it"),
    ],
)
def test_an_identifier_is_found_however_it_is_written(
    analyst: Client, network: list[str], kind: str, typed: str, says: str
) -> None:
    page = analyst.post("/networks/find", {"kind": kind, "identifier": typed}).content.decode()

    assert says in page


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("name", "mr zoe  QUILL", "Name Z"),
        ("name", "Zoe Quil", "Nearly the same"),
        ("postcode", "ls13ex", "given as the other side’s in 1 report"),
        ("postcode", "ls13ex", "it joins nothing by itself"),
        ("postcode", "LS1 3EY", "Nearly the same"),
        ("name", "Jack Hare", "No report mentions it"),
    ],
)
def test_a_suspect_is_found_by_name_or_postcode_exact_or_near(
    analyst: Client, linked: LinkedHub, kind: str, typed: str, says: str
) -> None:
    linked.report(suspect_known="met", suspect_name="Zoe Quill", suspect_postcode="LS1 3EX")
    linked.link()

    answer = analyst.post("/networks/find", {"kind": kind, "identifier": typed})

    assert answer.status_code == 200
    assert says in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "typed", "fault"),
    [
        ("phone", "call me maybe", "Check what you typed: it is not a phone number"),
        ("phone", " ", "Check what you typed: it is empty"),
        ("long-text", "Nobody rang", "Check what you typed: no identifier stands in it"),
        ("bogus", PHONE, "Say what it is"),
    ],
)
def test_what_is_no_identifier_is_shown_again_with_the_reason(
    analyst: Client, network: list[str], kind: str, typed: str, fault: str
) -> None:
    answer = analyst.post("/networks/find", {"kind": kind, "identifier": typed})

    assert answer.status_code == 422
    assert fault in answer.content.decode()


def test_an_analyst_hands_a_network_to_a_lead_force_once(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    address = f"/networks/{network[0]}/refer"
    told = {"recipient": "west-yorkshire", "reason": "One number, three victims."}

    answer = analyst.post(address, told)
    linked.link()
    again = analyst.post(address, told)

    assert answer["Location"] == f"/networks/{network[0]}/?done=referred"
    assert [(r.recipient, r.reports) for r in referrals_of(ANALYST, network[0])] == [
        ("west-yorkshire", 3)
    ]
    assert again.status_code == 422
    assert "referred to that body already" in again.content.decode()
    assert "Handed over" in analyst.get(f"/networks/{network[0]}/").content.decode()


def test_a_network_is_handed_over_only_to_a_force_and_with_a_reason(
    analyst: Client, network: list[str]
) -> None:
    address = f"/networks/{network[0]}/refer"

    nobody = analyst.post(address, {"recipient": "nobody", "reason": "One number."})
    silent = analyst.post(address, {"recipient": "kent", "reason": ""})

    assert "Choose the force that takes the lead" in nobody.content.decode()
    assert "Give a reason" in silent.content.decode()


def test_a_report_alone_is_handed_over_as_one_report(
    analyst: Client, network: list[str]
) -> None:
    page = analyst.get(f"/networks/{network[3]}/refer").content.decode()
    package = analyst.get(f"/networks/{network[3]}/package").content.decode()

    assert "1 report," in page
    assert "1 of 1, 1 report<" in package


def test_the_address_of_any_report_leads_to_the_network_that_it_is_in(
    analyst: Client, network: list[str]
) -> None:
    answer = analyst.get(f"/networks/{network[1]}/")
    nobody = analyst.get(f"/networks/{uuid4()}/")

    assert answer["Location"] == f"/networks/{network[0]}/"
    assert nobody.status_code == 404
