"""What red flags say of a file, in a real browser: accessible, and no wider than a phone."""

import json

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, FilePayload, Page, expect
from tests.web.books.conftest import Entering
from tests.web.books.flags.test_pages import LATE
from tests.web.looking import faults_of, width_of

pytestmark = pytest.mark.browser



def test_results_with_flags_differences_and_faults_are_accessible_and_narrow(
    enters: Entering, context: BrowserContext, address: str, page: Page
) -> None:
    name = settings.SESSION_COOKIE_NAME
    value = enters("overseer").cookies[name].value
    context.add_cookies([{"name": name, "value": value, "url": address}])
    page.set_viewport_size({"width": 360, "height": 740})
    long = {**LATE, "ocid": "ocds-213czf-" + "a-process-of-a-long-name" * 5}
    lines = [json.dumps(one) for one in (LATE, long, {**LATE, "ocid": ""})] + ["{broken"]
    content = "\n".join(lines).encode()
    file = FilePayload(name="file.jsonl", mimeType="text/plain", buffer=content)

    page.goto("/books/flags/")
    page.get_by_label("A file in the Open Contracting Data Standard").set_input_files(file)
    page.get_by_role("button", name="Look at this file").click()

    main = page.get_by_role("main")
    for words in ("R030 Late bid won", "Where the peer’s program", "What could not be read"):
        expect(main).to_contain_text(words)
    assert faults_of(page) == []
    assert width_of(page) <= 360
