"""The receipt page checks in a real browser, offline, what the verifier checks in Python."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import fielding_verifier
from fielding.kernel.canonical import canonical_bytes
from fielding.ledger.checkpoints import Checkpoint, sign_checkpoint
from fielding.ledger.notes import KeyKind, SigningKey
from fielding.ledger.proofs import Receipt, answers_file, inclusion_file, receipt_file
from fielding.ledger.sealing import Disclosed
from fielding.ledger.tree import Node, inclusion_proof, leaf_hash, root_of
from fielding.testing.proofs import commitment_of

PAGE = Path(fielding_verifier.__file__).with_name("check-receipt.html")
ORIGIN = "fielding.local/log"
LOG = SigningKey.from_seed(ORIGIN, bytes([1] * 32))
COSIGNER = SigningKey.from_seed("fielding.local/cosigner", bytes([2] * 32), KeyKind.COSIGNER)
KEYS = f"{LOG.verifier()}\n{COSIGNER.verifier()}"
WORDS = [
    Disclosed(name="story", salt="ab" * 32, value="“£5” — então\n\u2028 \U0001f600 <b>"),
    Disclosed(name="amount", salt="cd" * 32, value=500_00),
    Disclosed(name="contact", salt="ef" * 32, value=["phone", {"post": None}, True]),
]
ENTRY: dict[str, object] = {
    "id": "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000",
    "kind": "case.received",
    "service": "fraud",
    "recorded_at": "2026-11-22T01:25:00.000000Z",
    "commitment": commitment_of(WORDS),
    "synthetic": True,
}
CONTENT = canonical_bytes(ENTRY)
LEAVES = [leaf_hash(b"%d" % number) for number in range(20)] + [leaf_hash(CONTENT)]

pytestmark = pytest.mark.browser


def subtree(node: Node) -> bytes:
    return root_of(LEAVES[node.index << node.height : (node.index + 1) << node.height])


def receipt() -> dict[str, str]:
    checkpoint = Checkpoint(origin=ORIGIN, size=21, root=root_of(LEAVES))
    note = sign_checkpoint(checkpoint, [LOG, COSIGNER], 1_795_310_701)
    proof = inclusion_file(20, inclusion_proof(20, 21, subtree), note)
    written: dict[str, str] = json.loads(receipt_file(Receipt(entry=CONTENT, proof=proof)))
    return written


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(PAGE.as_uri())
    yield opened
    opened.close()


def choose(page: Page, field: str, content: bytes) -> None:
    upload = {"name": field, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label(field).set_input_files(upload)  # type: ignore[arg-type]


def check(page: Page, written: object, keys: str = KEYS) -> str:
    choose(page, "Your receipt", json.dumps(written).encode())
    page.get_by_label("The ledger’s keys").fill(keys)
    page.get_by_role("button", name="Check this receipt").click()
    page.locator(".result").wait_for()
    return page.get_by_role("status").inner_text()


def test_a_good_receipt_holds_and_its_answers_are_recognised(page: Page) -> None:
    choose(page, "Your answers (optional)", answers_file(str(ENTRY["id"]), WORDS))

    said = check(page, receipt())

    assert "This receipt holds" in said
    assert "entry 21 of 21" in said
    assert "amount, contact, story" in said
    assert "22 November 2026" in said


def test_a_changed_entry_does_not_hold(page: Page) -> None:
    written = receipt()
    changed = b64decode(written["entry"]).replace(b"case.received", b"case.dismissd")
    written["entry"] = b64encode(changed).decode()

    said = check(page, written)

    assert "does not hold" in said
    assert "not the one that stands in the ledger" in said


def test_a_changed_size_or_time_breaks_the_signatures(page: Page) -> None:
    written = receipt()
    written["proof"] = written["proof"].replace("\n21\n", "\n22\n")

    assert "signature of fielding.local/log is wrong" in check(page, written)


def test_keys_of_somebody_else_do_not_open_a_receipt(page: Page) -> None:
    stranger = SigningKey.from_seed(ORIGIN, bytes([9] * 32))

    assert "not signed by fielding.local/log" in check(page, receipt(), str(stranger.verifier()))


def test_other_words_than_those_sealed_are_refused(page: Page) -> None:
    others = [Disclosed(name="amount", salt="cd" * 32, value=1), *WORDS[:1], *WORDS[2:]]
    choose(page, "Your answers (optional)", answers_file(str(ENTRY["id"]), others))

    assert "not the words that were sealed" in check(page, receipt())


@pytest.mark.parametrize("written", [[], {"format": "fielding-receipt/v1"}, "text"])
def test_a_file_that_is_no_receipt_is_refused_in_plain_words(page: Page, written: object) -> None:
    assert "does not hold" in check(page, written)


def test_a_check_without_a_receipt_asks_for_one(page: Page) -> None:
    page.get_by_role("button", name="Check this receipt").click()

    page.get_by_role("heading", name="Something is missing").wait_for()


def test_a_link_can_bring_the_keys(browser: Browser) -> None:
    page = browser.new_page()

    page.goto(f"{PAGE.as_uri()}#{urlencode([('key', key) for key in KEYS.split()])}")

    assert page.get_by_label("The ledger’s keys").input_value() == KEYS


def test_nothing_is_fetched_and_nothing_is_complained_about(browser: Browser) -> None:
    page = browser.new_page()
    asked, complained = list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complained.append(message.text))

    page.goto(PAGE.as_uri())
    check(page, receipt())

    assert [url for url in asked if not url.startswith("data:")] == [PAGE.as_uri()]
    assert not complained


def test_the_page_has_no_accessibility_fault(page: Page) -> None:
    check(page, receipt())

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


def test_without_script_the_page_gives_the_command(browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()

    page.goto(PAGE.as_uri())

    # Text locators skip everything inside noscript.
    assert page.locator("noscript code").is_visible()
    assert not page.get_by_role("button").is_visible()


@pytest.mark.parametrize("tag", ["script", "style"])
def test_the_policy_allows_exactly_the_code_on_the_page(tag: str) -> None:
    written = PAGE.read_text()
    code = re.findall(rf"<{tag}>(.*?)</{tag}>", written, re.DOTALL)

    digest = b64encode(sha256(code[0].encode()).digest()).decode()

    assert len(code) == 1
    assert f"{tag}-src 'sha256-{digest}'" in written
