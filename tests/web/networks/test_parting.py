"""A network is split, or two are merged, in one step; taking it back restores what was before."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from fielding.access.roles import Actor, Role
from fielding.app.erase_case import erase_case
from fielding.app.linking.judging import judge_reports
from fielding.linking.judgements.judging import Verdict
from fielding.store.queries import evidence
from fielding.store.queries.linking_health import sight
from fielding.store.queries.networks import members
from fielding.testing.linked_hub import ANALYST, OTHER_PHONE, PHONE, LinkedHub

ERASER = Actor(name="dpo", role=Role.DATA_PROTECTION_OFFICER)


def cases_in(network: str) -> list[str]:
    return [member.case for member in members(ANALYST, network)]


def told_of(analyst: Client, network: str) -> list[str]:
    """Give what a network's page says became of it, the latest first, without when and by which."""
    page = analyst.get(f"/networks/{network}/").content.decode()
    told = page.partition("What became of it</h2>")[2].partition("</ul>")[0].split("</li>")
    said = (" ".join(strip_tags(one).split()).partition(": ")[2] for one in told[:-1])
    return [re.sub(r", by entry \d+", "", one) for one in said]


def named(linked: LinkedHub, case: str) -> str:
    return linked.received[case].reference


def test_reports_are_split_off_in_one_step_and_the_split_is_withdrawn_in_one(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    first, *chosen = network[:3]
    before = analyst.get(f"/networks/{first}/").content.decode()

    told = {"leaving": chosen, "reason": "Another voice."}
    answer = analyst.post(f"/networks/{first}/split", told)
    pending = analyst.get(answer["Location"]).content.decode()
    linked.link()
    outcome = analyst.get(answer["Location"]).content.decode()

    assert "is being worked out" in pending
    assert "In no network" in outcome
    assert "2 judgements stand" in outcome
    assert cases_in(first) == [first]
    assert cases_in(chosen[0]) == chosen
    page = analyst.get(f"/networks/{chosen[0]}/").content.decode()
    assert "A split, by" in page
    assert f'href="{answer["Location"]}"' in page

    withdrawn = analyst.post(f"{answer['Location']}/withdraw", {"reason": "One voice."})
    linked.link()

    assert "The split is withdrawn" in analyst.get(withdrawn["Location"]).content.decode()
    assert cases_in(first) == network[:3]
    after = analyst.get(f"/networks/{first}/").content.decode()
    assert "A split, by" not in after
    assert before.count("both mention") == after.count("both mention")


def test_both_sides_are_told_that_they_were_merged_and_parted_again(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    first, other = network[0], network[3]
    linked.report(suspect_phone=OTHER_PHONE)
    told = {"other": linked.received[other].reference, "reason": "One voice."}
    linked.link()
    analyst.post(f"/networks/{first}/merge", told)
    linked.link()
    analyst.post(f"/networks/judge/{first}/{other}/withdraw", {"reason": "Two voices."})
    linked.link()

    stayed, left = (told_of(analyst, case) for case in (first, other))

    this, that = (f"the network of {named(linked, case)}" for case in (first, other))
    assert stayed[:2] == [
        f"2 reports split off into {that}: 3 reports afterwards (the withdrawal of a judgement).",
        f"It took in {that}: 5 reports afterwards (a judgement).",
    ]
    assert left[:2] == [
        f"It was split off from {this} with 2 reports (the withdrawal of a judgement).",
        f"It joined {this} with 2 reports (a judgement).",
    ]


def test_a_split_and_its_withdrawal_are_one_step_each_for_both_sides(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    added = [linked.report(suspect_phone=PHONE) for _ in "de"]
    linked.link()
    told = {"leaving": added, "reason": "Another voice."}
    outcome = analyst.post(f"/networks/{network[0]}/split", told)["Location"]
    linked.link()

    stayed, left = (told_of(analyst, case) for case in (network[0], added[0]))
    analyst.post(f"{outcome}/withdraw", {"reason": "One voice."})
    linked.link()
    again = told_of(analyst, network[0])

    assert (len(stayed), len(left)) == (2, 1)
    assert f"2 reports split off into the network of {named(linked, added[0])}: 3" in stayed[0]
    assert f"was split off from the network of {named(linked, network[0])} with 2" in left[0]
    assert len(again) == 3
    back = f"It took in the network of {named(linked, added[0])}: 5 reports afterwards"
    assert again[0] == f"{back} (a split taken back)."


def test_who_splits_is_told_first_that_what_leaves_joins_a_network_kept_apart(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    told = {"leaving": network[2], "reason": "Another voice."}
    analyst.post(f"/networks/{network[0]}/split", told)
    later = linked.report(suspect_phone=PHONE)
    linked.link()
    told = {"leaving": later, "reason": "Another voice."}

    asked = analyst.post(f"/networks/{network[0]}/split", told)
    untouched = cases_in(network[0])
    answer = analyst.post(f"/networks/{network[0]}/split", told | {"sure": "yes"})
    linked.link()

    page = " ".join(strip_tags(asked.content.decode()).split())
    joined = f"1 report of the network of {named(linked, network[2])}"
    stay = ", ".join(named(linked, case) for case in network[:2])
    assert f"Of those that leave, {named(linked, later)}: together with {joined}." in page
    assert f"Of those that stay, {stay}: a network of their own." in page
    assert untouched == [*network[:2], later]
    assert answer.status_code == 302
    assert cases_in(network[2]) == [network[2], later]
    came = f"1 report came over from the network of {named(linked, network[0])} (a split)."
    assert came in told_of(analyst, network[2])


def test_who_splits_is_told_first_that_the_others_fall_to_pieces(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    between = linked.report(suspect_phone=PHONE, what_happened=f"Or {OTHER_PHONE}.")
    linked.link()
    told = {"leaving": between, "reason": "It mixes two."}

    page = analyst.post(f"/networks/{network[0]}/split", told).content.decode()

    assert f"Of those that leave, {named(linked, between)}: in no network" in page
    assert f"Of those that stay, {named(linked, network[3])}: in no network" in page
    assert "One side falls to pieces" in page


def test_a_report_that_leaves_by_itself_is_told_on_both_pages(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    told = {"leaving": network[2], "reason": "Another voice."}
    analyst.post(f"/networks/{network[0]}/split", told)
    linked.link()

    stayed, left = (told_of(analyst, case)[0] for case in (network[0], network[2]))

    assert f"1 report left it to stand alone ({named(linked, network[2])}): 2 reports" in stayed
    assert f"It left the network of {named(linked, network[0])} to stand alone" in left


def test_a_network_whose_first_report_is_erased_is_not_said_to_have_formed_anew(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    erase_case(linked.hub, ERASER, network[0], basis="court-order")
    linked.link()

    (told,) = told_of(analyst, network[1])

    assert "named after its next report" in told
    assert "2 reports afterwards" in told
    assert "(an erasure)" in told


def test_what_a_split_parted_is_looked_at_as_a_whole_by_the_next(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    told = {"leaving": network[2], "reason": "Another voice."}
    analyst.post(f"/networks/{network[0]}/split", told)
    linked.link()

    with sight(ANALYST) as cursor:
        first, named = evidence.place_of(cursor, network[0]) or (0, 0)
        parted = evidence.network_reports(cursor, named)
        whole = evidence.family_reports(cursor, first)

    assert (len(parted), len(whole)) == (2, 3)


def test_what_remains_of_a_split_is_counted_and_withdrawn_though_its_first_judgement_is_gone(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    told = {"leaving": network[2], "reason": "Another voice."}
    outcome = analyst.post(f"/networks/{network[0]}/split", told)["Location"]
    pair = outcome.removeprefix("/networks/splits/")
    analyst.post(f"/networks/judge/{pair}/withdraw", {"reason": "These two are one."})
    linked.link()

    left = analyst.get(outcome).content.decode()
    withdrawn = analyst.post(f"{outcome}/withdraw", {"reason": "All are one."})
    again = analyst.post(f"{outcome}/withdraw", {"reason": "All are one."})

    assert "1 judgement stands between these reports, of 2 that the split made" in left
    assert "Withdraw the split" in left
    assert withdrawn.status_code == 302
    assert "The split is withdrawn" in analyst.get(outcome).content.decode()
    assert again.status_code == 422


def test_a_judgement_the_same_is_not_counted_as_one_of_the_split(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    told = {"leaving": network[2], "reason": "Another voice."}
    outcome = analyst.post(f"/networks/{network[0]}/split", told)["Location"]
    analyst.post(f"{outcome}/withdraw", {"reason": "One voice."})
    judge_reports(linked.hub, ANALYST, Verdict.SAME, (network[0], network[2]), "One voice.")
    linked.link()

    assert "The split is withdrawn" in analyst.get(outcome).content.decode()


def test_two_networks_are_merged_by_a_reference_and_either_address_leads_there(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    told = {"other": linked.received[network[0]].reference.lower(), "reason": "One voice."}

    answer = analyst.post(f"/networks/{network[3]}/merge", told)
    linked.link()

    assert answer["Location"] == f"/networks/{network[3]}/?done=merged"
    page = analyst.get(answer["Location"], follow=True)
    assert page.redirect_chain[0][0] == f"/networks/{network[0]}/?done=merged"
    assert "4 reports, since" in page.content.decode()


@pytest.mark.parametrize(
    ("leaving", "reason", "fault"),
    [
        (["1"], "", "Give a reason"),
        ([], "", "Choose some of the network’s reports"),
        (["0", "1", "2"], "Two voices.", "Choose some of the network’s reports"),
        (["3"], "Two voices.", "Choose some of the network’s reports"),
        (["no-id", "' OR 1=1", ""], "Two voices.", "Choose some of the network’s reports"),
    ],
)
def test_a_split_that_cannot_be_made_is_shown_again_with_what_to_do(
    analyst: Client, network: list[str], leaving: list[str], reason: str, fault: str
) -> None:
    chosen = [network[int(one)] if one.isdigit() else one for one in leaving]

    answer = analyst.post(
        f"/networks/{network[0]}/split", {"leaving": chosen, "reason": reason}
    )

    assert answer.status_code == 422
    assert fault in answer.content.decode().replace("'", "’").replace("&#39;", "’")


@pytest.mark.parametrize(
    ("other", "reason", "fault"),
    [
        ("NFRC269999999", "One voice.", "there is no report of that reference"),
        ("", "One voice.", "Type the reference of a report"),
        ("", "", "Give a reason"),
        ("of its own", "One voice.", "in this network already"),
        ("another", "", "Give a reason"),
    ],
)
def test_a_merge_that_cannot_be_made_is_shown_again_with_what_to_do(
    analyst: Client, linked: LinkedHub, network: list[str], other: str, reason: str, fault: str
) -> None:
    known = {"of its own": network[1], "another": network[3]}
    typed = linked.received[known[other]].reference if other in known else other

    answer = analyst.post(f"/networks/{network[0]}/merge", {"other": typed, "reason": reason})

    assert answer.status_code == 422
    assert fault in answer.content.decode()


def test_a_merge_with_a_report_that_is_not_linked_yet_or_erased_says_so_at_its_field(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    case = linked.report(suspect_phone="020 7946 0018")
    told = {"other": linked.received[case].reference, "reason": "One voice."}

    early = analyst.post(f"/networks/{network[0]}/merge", told)
    linked.link()
    erase_case(linked.hub, ERASER, case, basis="court-order")
    linked.link()
    late = analyst.post(f"/networks/{network[0]}/merge", told)

    for answer in (early, late):
        assert answer.status_code == 422
        assert "not linked yet, or was erased" in answer.content.decode()
        assert 'href="#other"' in answer.content.decode()


def test_a_merge_sent_again_before_it_is_linked_is_refused_by_its_own_field(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    told = {"other": linked.received[network[0]].reference, "reason": "One voice."}
    analyst.post(f"/networks/{network[3]}/merge", told)

    page = analyst.post(f"/networks/{network[3]}/merge", told).content.decode()

    assert "judged already" in page
    assert 'href="#other"' in page


def test_what_was_judged_different_far_down_a_network_is_not_merged(
    analyst: Client, linked: LinkedHub, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence.network_reports, "__defaults__", (1,))
    judge_reports(linked.hub, ANALYST, Verdict.DIFFERENT, (network[2], network[3]), "Two men.")
    linked.link()
    told = {"other": linked.received[network[3]].reference, "reason": "One voice."}

    answer = analyst.post(f"/networks/{network[0]}/merge", told)

    assert answer.status_code == 422
    assert "withdraw that judgement first" in answer.content.decode()


def test_what_was_split_is_merged_only_once_the_split_is_withdrawn(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    told = {"leaving": network[2], "reason": "Another voice."}
    analyst.post(f"/networks/{network[0]}/split", told)
    linked.link()
    typed = {"other": linked.received[network[2]].reference, "reason": "One voice."}

    answer = analyst.post(f"/networks/{network[0]}/merge", typed)

    assert answer.status_code == 422
    assert "withdraw that judgement first" in answer.content.decode()


def test_a_split_holds_when_another_report_of_the_same_number_comes(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    told = {"leaving": network[1], "reason": "Another voice."}
    analyst.post(f"/networks/{network[0]}/split", told)
    later = linked.report(suspect_phone=PHONE)
    linked.link()

    parts = [set(cases_in(network[0])), set(cases_in(network[1]))]

    assert parts[0].isdisjoint(parts[1])
    assert later in parts[0] | parts[1]


def test_withdrawing_what_is_no_split_is_refused(analyst: Client, network: list[str]) -> None:
    for pair in ((network[0], network[1]), (network[0], network[0])):
        address = "/networks/splits/" + "/".join(pair)
        assert analyst.get(address).status_code == 404
        assert analyst.post(f"{address}/withdraw", {"reason": "None."}).status_code == 404
