"""Files are taken from who is signed in; a stranger's file takes no memory anywhere."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.books.conftest import HOST, Entering

from fielding.app.ports import Hub


@pytest.mark.parametrize("address", ["/books/flags/", "/books/handovers/new", "/"])
def test_a_strangers_file_is_passed_over_unread(hub: Hub, address: str) -> None:
    assert hub
    stranger = Client(SERVER_NAME=HOST, enforce_csrf_checks=True)

    answer = stranger.post(address, {"file": SimpleUploadedFile("large.json", b"x" * 5_000_000)})

    assert answer.status_code == 403
    assert not answer.wsgi_request.FILES


def test_the_file_of_somebody_signed_in_is_read(enters: Entering) -> None:
    manager = enters("contract-manager")

    answer = manager.post("/books/flags/", {"file": SimpleUploadedFile("one.json", b"[]")})

    assert answer.status_code == 200
    assert list(answer.wsgi_request.FILES) == ["file"]
