"""Every page says so while the demonstration is loaded."""

from datetime import date

from django.test import Client

from fielding.app.ports import Hub
from fielding.wiring.demonstration_accounts import add_demonstration_accounts


def test_every_page_says_that_a_demonstration_is_synthetic(hub: Hub) -> None:
    assert hub
    add_demonstration_accounts(date(2026, 11, 1))

    pages = [Client(headers={"host": "localhost"}).get(place) for place in ("/", "/follow", "/x")]

    assert all("Demonstration: synthetic data" in page.content.decode() for page in pages)


def test_no_page_of_a_real_hub_speaks_of_a_demonstration(hub: Hub) -> None:
    assert hub

    page = Client(headers={"host": "localhost"}).get("/")

    assert "synthetic" not in page.content.decode()
