"""Bodies and firms are called by the names that readers know."""

from datetime import date

from fielding.app.ports import Hub
from fielding.store.models import Organisation
from fielding.web.bodies import body_name
from fielding.web.speaker import Speaker


def test_a_police_force_is_called_by_its_published_name(hub: Hub) -> None:
    assert hub

    assert body_name("west-yorkshire", Speaker()) == "West Yorkshire Police"


def test_a_force_of_wales_has_a_welsh_name(hub: Hub) -> None:
    assert hub

    assert body_name("dyfed-powys", Speaker("cy")) != body_name("dyfed-powys", Speaker())


def test_a_firm_is_called_as_its_administrator_named_it(hub: Hub) -> None:
    assert hub
    begun = date(2026, 11, 1)
    Organisation.objects.create(slug="kc-ltd", name="Kestrel Contact", kind="firm", begun=begun)

    assert body_name("kc-ltd", Speaker()) == "Kestrel Contact"


def test_a_firm_that_nobody_named_is_spelt_by_its_slug(hub: Hub) -> None:
    assert hub

    assert body_name("desk-of-the-north", Speaker()) == "Desk of the North"
