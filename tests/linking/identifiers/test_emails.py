"""Email addresses: one form for each mailbox."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.linking.identifiers.emails import read_email
from fielding.linking.identifiers.identifier import Doubt, Refusal
from fielding.linking.identifiers.plain_text import plain

LOCAL = st.from_regex(r"[a-z][a-z0-9_]{1,10}", fullmatch=True)
HOST = st.sampled_from(["evil.com", "mail.evil.co.uk", "proton.me", "xn--bcher-kva.de"])
WRITINGS = (
    "{0}@{1}", "{0} @ {1}", "{0}(at){1}", "{0} [at] {1}", "mailto:{0}@{1}?subject=x", "<{0}@{1}>",
    "John Smith <{0}@{1}>", "{0}＠{1}", "{0}@{1}.", "{0}@\u200b{1}",
)  # fmt: skip


def canonical(written: str) -> list[str]:
    read = read_email(plain(written))
    return [one.canonical for one in read] if isinstance(read, tuple) else [read.name]


@given(LOCAL, HOST)
def test_every_writing_of_an_address_is_that_address(local: str, host: str) -> None:
    address = f"{local}@{host}"

    read = {writing: canonical(writing.format(local, host)) for writing in WRITINGS}
    loud = canonical(address.upper())

    assert {writing: given for writing, given in read.items() if given != [address]} == {}
    assert loud == [address]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jane at example dot com", "jane@example.com"),
        ("jane dot doe at example dot co dot uk", "jane.doe@example.co.uk"),
        ("jane[at]example[dot]com", "jane@example.com"),
        ("jane%40example.com", "jane@example.com"),
        ("jane@example .com", "jane@example.com"),
        ("o'brien@example.com", "o'brien@example.com"),
        ("'jane@example.com'", "jane@example.com"),
        ("J.Doe+shop@googlemail.com", "jdoe@gmail.com"),
        ("j.doe+shop@outlook.com", "j.doe@outlook.com"),
        ("j.doe+shop@example.com", "j.doe+shop@example.com"),
        ("пётр@почта.рф", "пётр@xn--80a1acny.xn--p1ai"),
    ],
)
def test_addresses_are_read_as_people_write_them(written: str, meant: str) -> None:
    assert canonical(written) == [meant]


def test_several_addresses_are_several() -> None:
    assert canonical("a1@evil.com, b2@evil.com") == ["a1@evil.com", "b2@evil.com"]


@pytest.mark.parametrize("written", ["", "nobody", "@evil.com", "a@", "a@b", "a@@b.com"])
def test_what_is_no_address_is_refused(written: str) -> None:
    assert read_email(written) is Refusal.NOT_AN_EMAIL


def test_an_ending_that_does_not_exist_leaves_a_doubt() -> None:
    read = read_email("name@gmail.con")

    assert isinstance(read, tuple)
    assert read[0].doubt is Doubt.ENDING_UNKNOWN


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_reading_an_address_that_was_read_changes_nothing(written: str) -> None:
    read = read_email(plain(f"{written}@evil.com"))
    addresses = read if isinstance(read, tuple) else ()

    again = [canonical(one.canonical) for one in addresses]

    assert again == [[one.canonical] for one in addresses]
