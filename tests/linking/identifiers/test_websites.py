"""Websites: what somebody registered, or whose page on a shared site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.linking.identifiers.identifier import Doubt, IdentifierKind, Refusal
from fielding.linking.identifiers.plain_text import plain
from fielding.linking.identifiers.shared_hosts import PATHS, PLATFORMS, SHORTENERS
from fielding.linking.identifiers.websites import read_website

LABEL = st.from_regex(r"[a-z][a-z0-9]{3,10}", fullmatch=True)
ENDING = st.sampled_from(["com", "co.uk", "top", "shop", "org.uk", "de"])
WRITINGS = (
    "{0}", "http://{0}", "https://www.{0}/login?id=3", "hxxps://{1}", "HTTPS://{2}/", "www.{1}/a",
    "hXXp://login.{1}:8080/x#y", "https://paypal.com@{0}/", "//{0}/x",
    "http%253A%252F%252F{0}%252Fx", "<https://{0}>", "{0}.", "h**ps://{1}", "https[:]//{1}/", "ht\u200btps://{0}",
)  # fmt: skip


def canonical(written: str) -> str:
    read = read_website(plain(written))
    return read[0].canonical if isinstance(read, tuple) else read.name


@given(LABEL, ENDING)
def test_every_writing_of_an_address_is_its_registered_domain(label: str, ending: str) -> None:
    domain = f"{label}.{ending}"
    parts = (domain, domain.replace(".", "[.]"), domain.upper())

    read = {writing: canonical(writing.format(*parts)) for writing in WRITINGS}

    assert read == dict.fromkeys(WRITINGS, domain)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http://name.blogspot.com/2026/11", "name.blogspot.com"),
        ("shop.name.github.io", "name.github.io"),
        ("name.wixsite.com", "name.wixsite.com"),
        ("https://sites.google.com/view/name/home", "sites.google.com/view/name"),
        ("https://bit.ly/AbC?x=1", "bit.ly/AbC"),
        ("https://www.bit.ly/login?id=10", "NO_PATH"),
        ("https://t.me/+AbCdEfGh", "t.me/+AbCdEfGh"),
        ("https://www.google.com/url?q=https://evil.com/x&sa=1", "evil.com"),
        ("https://play.google.com/store/apps/details?id=com.evil", "play.google.com/com.evil"),
        ("evil dot com", "evil.com"),
        ("it was Evil.co.uk website", "evil.co.uk"),
        ("http://3221225991/", "192.0.2.7"),
        ("http://192.0.2.7/x", "192.0.2.7"),
        ("http://[2001:db8:0::1]:80/", "[2001:db8::1]"),
        ("https://bücher.de", "xn--bcher-kva.de"),
        ("http://evil。com", "evil.com"),
        ("https://evil.com:8443\\@paypal.com/", "evil.com"),
    ],
)
def test_an_address_is_what_somebody_chose_of_it(written: str, meant: str) -> None:
    assert canonical(written) == meant


@pytest.mark.parametrize(
    ("written", "kind", "meant"),
    [
        ("https://t.me/Name_1", IdentifierKind.HANDLE, "name_1"),
        ("instagram.com/name.1/?hl=en", IdentifierKind.HANDLE, "name.1"),
        ("https://www.facebook.com/profile.php?id=100012345", IdentifierKind.HANDLE, "100012345"),
        ("https://www.tiktok.com/@name", IdentifierKind.HANDLE, "name"),
        ("https://wa.me/447700900123?text=hi", IdentifierKind.PHONE, "+447700900123"),
        ("facebook.com/groups/12345/", IdentifierKind.DOMAIN, "facebook.com/groups/12345"),
    ],
)  # fmt: skip
def test_a_page_on_a_platform_is_its_user(written: str, kind: IdentifierKind, meant: str) -> None:
    read = read_website(written)

    assert isinstance(read, tuple)
    assert read[0].key == (kind, meant)


@pytest.mark.parametrize("host", sorted(SHORTENERS | PATHS.keys() | PLATFORMS.keys()))
def test_a_shared_site_alone_says_nothing_of_anybody(host: str) -> None:
    assert canonical(f"https://{host}/") == "NO_PATH"


@pytest.mark.parametrize("written", ["not a site", "co.uk", "localhost", "", "http://", "a..b"])
def test_what_is_no_host_is_refused(written: str) -> None:
    assert read_website(written) is Refusal.NOT_A_HOST


def test_an_address_of_ten_thousand_letters_is_refused_as_too_long() -> None:
    assert read_website("http://evil.com/" + "x" * 10_000) is Refusal.TOO_LONG


def test_an_ending_that_nobody_gives_out_leaves_a_doubt() -> None:
    read = read_website("www.bank.example")

    assert isinstance(read, tuple)
    assert (read[0].canonical, read[0].doubt) == ("bank.example", Doubt.ENDING_UNKNOWN)


def test_letters_of_another_script_are_shown_and_kept_apart() -> None:
    read = read_website("https://аррӏе.com")  # Cyrillic

    assert isinstance(read, tuple)
    assert (read[0].canonical, read[0].shown) == ("xn--80ak6aa92e.com", "аррӏе.com")


@given(st.text(max_size=60))
def test_whatever_is_written_is_read_or_refused(written: str) -> None:
    read = read_website(plain(written))

    assert isinstance(read, Refusal) or canonical(read[0].canonical) == read[0].canonical
