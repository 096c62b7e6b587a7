"""The public accounts in a real browser: accessible, and no wider than a phone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect

from fielding.app.ports import Hub
from fielding.engines.accounts import AccountsCell, Release
from fielding.wiring.accounts import accounts

pytestmark = pytest.mark.browser


def cell(counting: str, says: str, number: int, month: str = "2026-10") -> AccountsCell:
    return AccountsCell(
        counting=counting,
        synthetic=True,
        service="fraud",
        month=month,
        firm="harrier-response",
        says=says,
        number=number,
    )


@pytest.fixture
def released(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "FIELDING_VAR", tmp_path)
    (tmp_path / "edition").mkdir()
    (tmp_path / "edition" / "manifest.json").write_text("{}", encoding="utf-8")
    months = [f"2026-{number:02}" for number in range(1, 13)]
    release = Release(
        size=23_000,
        root="ab" * 32,
        at=datetime(2026, 11, 22, tzinfo=UTC),
        file=accounts().pack(tmp_path / "edition", "public-edition-23000"),
        definitions=tuple(service.digest for service in hub.services.in_force()),
        cells=(
            *(cell("measure.fraud.reports", "counted", 160, month) for month in months),
            *(cell("promise.fraud.first-look", "kept", 120, month) for month in months),
            cell("promise.fraud.first-look", "missed", 40),
            cell("measure.fraud.judicial-outcomes", "judicial", 20),
            cell("measure.fraud.judicial-outcomes", "not-judicial", 410),
        ),
    )
    accounts().announce(release)


@pytest.mark.usefixtures("released")
def test_the_public_accounts_are_accessible_and_fit_a_phone(page: Page) -> None:
    for width in (1200, 375):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/books/accounts/")

        expect(page.get_by_role("heading", name="Compute every figure again")).to_be_visible()
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.usefixtures("released")
def test_somebody_gets_from_the_published_figures_to_the_edition(page: Page) -> None:
    page.goto("/published-figures")
    page.get_by_role("link", name="Public accounts").click()

    with page.expect_download() as coming:
        page.get_by_role("link", name="public edition of the ledger").click()

    assert coming.value.suggested_filename == "public-edition-23000.zip"
