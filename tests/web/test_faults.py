"""Error pages say what happened and what to do, and show nothing of the inside."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, path

from fielding.app.ports import Hub
from fielding.project.urls import handler400, handler403, handler404, handler500
from fielding.project.urls import urlpatterns as hub_patterns
from fielding.web.faults import fault_page
from fielding.web.speaker import wording

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def _breaks(_: HttpRequest) -> HttpResponse:
    raise RuntimeError("the inside")


def _fault(request: HttpRequest, status: int) -> HttpResponse:
    return fault_page(request, status)


urlpatterns: list[URLPattern | URLResolver] = [
    *hub_patterns,
    path("breaks", _breaks),
    path("fault/<int:status>", _fault),
]

STATUSES = sorted(
    int(key.removeprefix("fault").removesuffix(".title"))
    for key in wording("en")
    if re.fullmatch(r"fault\d+\.title", key)
)


@pytest.fixture
def client(hub: Hub) -> Iterator[Client]:
    assert hub
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(headers={"host": "localhost"}, raise_request_exception=False)


@pytest.mark.parametrize("status", STATUSES)
def test_every_fault_has_a_page_that_says_what_to_do(client: Client, status: int) -> None:
    response = client.get(f"/fault/{status}")

    assert response.status_code == status
    assert wording("en")[f"fault{status}.do"][:20] in response.content.decode()


def test_a_page_that_is_not_there_is_said_so(client: Client) -> None:
    response = client.get("/nowhere")

    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_a_fault_of_ours_shows_nothing_of_the_inside(client: Client) -> None:
    response = client.get("/breaks")

    assert response.status_code == 500
    assert "the inside" not in response.content.decode()
    assert "something is wrong here" in response.content.decode()


def test_a_way_that_a_page_cannot_be_used_is_said_so(client: Client) -> None:
    response = client.post("/accessibility")

    assert response.status_code == 405
    assert "Allow" in response.headers
    assert "That does not work here" in response.content.decode()


def test_an_unknown_host_is_refused(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400


@pytest.mark.parametrize("address", ["/", "/nowhere", "/breaks", "/follow"])
def test_no_page_lets_a_script_from_elsewhere_run(client: Client, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_no_page_is_kept_by_what_lies_between(client: Client) -> None:
    assert client.get("/follow").headers["Cache-Control"] == "no-store"


def test_choosing_welsh_is_remembered_and_leaves_the_address_clean(client: Client) -> None:
    response = client.get("/follow?lang=cy")

    after = client.get("/follow").content.decode()
    assert response.headers["Location"] == "/follow"
    assert '<html lang="cy"' in after
    assert "Dilyn adroddiad" in after


def test_a_welsh_page_says_that_some_of_it_is_english(client: Client) -> None:
    client.get("/?lang=cy")

    page = client.get("/accessibility").content.decode()

    assert "yn Saesneg yn unig" in page


def test_the_receipt_checker_may_run_its_own_script_and_no_other(client: Client) -> None:
    policy = client.get("/check-receipt").headers["Content-Security-Policy"]

    assert "script-src 'sha256-" in policy
    assert "default-src 'none'" in policy


def test_a_fault_that_passes_says_when_to_try_again(client: Client) -> None:
    assert client.get("/fault/503").headers["Retry-After"] == "60"
    assert client.get("/fault/429").headers["Retry-After"] == "3600"
