"""A reporter is told that their report helped to link others, and nothing about anybody else."""

from django.test import Client

from fielding.app.linking.referring import refer
from fielding.testing.linked_hub import ANALYST, LinkedHub

TOLD = "helped to link a group of reports"


def follows(linked: LinkedHub, case: str, language: str = "en") -> str:
    known = linked.received[case]
    client = Client(SERVER_NAME="localhost")
    client.cookies["language"] = language
    page = client.post("/follow", {"reference": known.reference, "code": known.code})
    return page.content.decode()


def test_a_reporter_is_told_once_the_network_of_their_report_was_handed_over(
    linked: LinkedHub, network: list[str]
) -> None:
    before = follows(linked, network[0])

    refer(linked.hub, ANALYST, (network[0], network[:3]), "kent", "One number, three victims.")
    linked.link()

    assert TOLD not in before
    for case in network[:3]:
        page = follows(linked, case)
        assert TOLD in page
        others = [linked.received[other].reference for other in network if other != case]
        assert not any(other in page for other in others)
        assert "Kent" not in page


def test_a_reporter_whose_report_stood_alone_is_told_nothing_of_it(
    linked: LinkedHub, network: list[str]
) -> None:
    refer(linked.hub, ANALYST, (network[0], network[:3]), "kent", "One number, three victims.")
    linked.link()

    page = follows(linked, network[3])

    assert TOLD not in page


def test_a_reporter_who_reads_welsh_is_told_in_welsh(
    linked: LinkedHub, network: list[str]
) -> None:
    refer(linked.hub, ANALYST, (network[0], network[:3]), "kent", "One number, three victims.")
    linked.link()

    page = follows(linked, network[1], language="cy")

    assert "i gysylltu grŵp o adroddiadau" in page
    assert TOLD not in page
