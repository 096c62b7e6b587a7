"""The list of networks: its order, its pages, and what narrows it."""

import pytest
from django.test import Client

from fielding.app.linking.referring import refer
from fielding.store.queries import network_list
from fielding.testing.linked_hub import ANALYST, OTHER_PHONE, LinkedHub
from fielding.web.networks import listing
from fielding.web.networks.filtering import NO_NUMBER


@pytest.fixture
def dear(linked: LinkedHub, network: list[str]) -> str:
    """Give a second network: two reports, one of them of much loss and of a suspect in Cardiff."""
    suspect = {"suspect_known": "met", "suspect_postcode": "CF10 1AA"}
    lost = {"money_lost": "yes", "amount_lost": 9_000_00}
    linked.report(suspect_phone=OTHER_PHONE, **suspect, **lost)
    linked.link()
    return network[3]


def test_the_list_shows_networks_and_leads_to_their_pages(
    analyst: Client, network: list[str]
) -> None:
    page = analyst.get("/networks/?order=loss").content.decode()

    assert "1 network of two reports or more" in page
    assert f'href="/networks/{network[0]}/"' in page
    assert "£300" in page


def test_the_list_is_ordered_as_asked_and_goes_on_over_pages(
    analyst: Client, network: list[str], dear: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (network_list, listing):
        monkeypatch.setattr(module, "PAGE", 1)

    first = {
        order: analyst.get(f"/networks/?order={order}").content.decode()
        for order in ("reports", "bodies", "loss", "lately", "nonsense")
    }
    second = analyst.get("/networks/?order=loss&page=2").content.decode()

    small = f'href="/networks/{dear}/"'
    assert [order for order, page in first.items() if small in page] == ["bodies", "loss"]
    assert f'href="/networks/{network[0]}/"' in second
    assert "page 2 of 2" in second


@pytest.mark.parametrize(
    ("asked", "shown", "told"),
    [
        ("reports=3", ["large"], "At least 3 reports"),
        ("forces=1", ["dear"], "At least 1 force"),
        ("loss=£9,000", ["dear"], "Lost at least £9,000"),
        ("loss=9001", [], "Lost at least £9,001"),
        ("lately=1", ["large", "dear"], "At least 1 report in the last 7 days"),
        ("force=south-wales", ["dear"], "With a report for South Wales Police"),
        ("reports=2&handed=no", ["dear"], "At least 2 reports"),
        ("handed=yes", ["large"], "Handed over"),
        ("handed=no", ["dear"], "Not handed over"),
        ("force=%00&order=nowhere&handed=maybe", ["large", "dear"], "2 networks of two"),
    ],
)
def test_the_list_holds_what_fits_all_that_is_chosen_and_tells_it(
    analyst: Client,
    linked: LinkedHub,
    network: list[str],
    dear: str,
    asked: str,
    shown: list[str],
    told: str,
) -> None:
    handed = (network[0], network[:3])
    refer(linked.hub, ANALYST, handed, "west-yorkshire", "One number, three victims.")
    linked.link()

    page = analyst.get(f"/networks/?{asked}").content.decode()

    named = {"large": network[0], "dear": dear}
    assert [name for name in named if f'href="/networks/{named[name]}/"' in page] == shown
    assert told in page


def test_each_chosen_thing_can_be_taken_away_and_the_rest_stays(
    analyst: Client, network: list[str]
) -> None:
    page = analyst.get("/networks/?order=loss&reports=2&handed=no&page=9").content.decode()
    nothing = analyst.get("/networks/?reports=4&handed=no").content.decode()

    assert 'href="?order=loss&amp;handed=no"' in page
    assert 'href="?order=loss&amp;reports=2"' in page
    assert f'href="/networks/{network[0]}/"' in page
    assert "No network fits all of these filters" in nothing


@pytest.mark.parametrize("typed", ["many", "-1", "1,5", "9" * 40])
def test_what_is_no_number_narrows_nothing_and_is_shown_again(
    analyst: Client, network: list[str], typed: str
) -> None:
    answer = analyst.get("/networks/", {"reports": typed, "loss": "0"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert NO_NUMBER in page
    assert f'value="{typed}"' in page
    assert f'href="/networks/{network[0]}/"' in page
