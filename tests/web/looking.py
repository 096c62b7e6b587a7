"""Goes to a page and looks at it as a browser shows it: what axe finds wrong, how wide it is."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

#: What is not at fault is not told: telling it takes longer than finding it.
_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


def follow(target: Locator) -> None:
    """Click, and wait for the page that it leads to."""
    with target.page.expect_navigation():
        target.click()


def faults_of(page: Page) -> list[str]:
    """Give what axe finds wrong, with the place."""
    page.wait_for_load_state()
    found = Axe().run(page, options=_RULES).response["violations"]
    return [
        f"{page.url} {fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]
    ]


def width_of(page: Page) -> int:
    """Give how wide the page is in pixels, whatever its screen."""
    return int(page.evaluate("document.documentElement.scrollWidth"))
