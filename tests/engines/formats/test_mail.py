"""Reading forwarded mails, honest and hostile."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fielding.engines.formats.mail import DEEPEST, LARGEST_MAIL, MailReport, parse_mail
from fielding.engines.formats.mail_file import RawMail, look_through_mails, read_mails

SHARED = Path(__file__).parents[4] / "shared" / "data" / "hub" / "spam_assassin"
HEADERS = "From: Bank <Help@Bank.example>\nSubject: Urgent\nDate: Mon, 2 Nov 2026 09:30:00 +0100\n"


def report(text: str, content_type: str = "text/plain; charset=utf-8") -> MailReport:
    return parse_mail(f"{HEADERS}Content-Type: {content_type}\n\n{text}".encode())


def test_headers_and_text_are_read() -> None:
    read = report("Your account is closed.")

    assert (read.subject, read.sender, read.text, read.fault) == (
        "Urgent",
        "help@bank.example",
        "Your account is closed.",
        None,
    )
    assert read.date == datetime(2026, 11, 2, 8, 30, tzinfo=UTC)


def test_encoded_words_in_headers_are_decoded() -> None:
    read = parse_mail(b"Subject: =?utf-8?q?Caf=C3=A9?=\n =?iso-8859-1?b?IPxi?= x\n\nhi")

    assert read.subject == "Café üb x"


def test_links_addresses_phones_and_domains_are_found_once() -> None:
    read = report(
        "Go to https://login.evil.co.uk/a?b=1. or www.evil.co.uk, write to Pay@Evil.co.uk,"
        " call 020 7946 0018 or +44 20 7946 0018. https://login.evil.co.uk/a?b=1"
    )

    assert read.links == ("https://login.evil.co.uk/a?b=1", "www.evil.co.uk")
    assert read.domains == ("evil.co.uk",)
    assert read.emails == ("help@bank.example", "pay@evil.co.uk")
    assert read.phones == ("+442079460018",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hxxps://evil[.]example/x", "https://evil.example/x"),
        ("hXXp://evil(.)example/x", "http://evil.example/x"),
        ("http[:]//evil [dot] example/x", "http://evil.example/x"),
        ("https[://]evil{.}example/x", "https://evil.example/x"),
    ],
)
def test_links_made_harmless_are_understood(written: str, meant: str) -> None:
    assert report(f"see {written} now").links == (meant,)


def test_an_address_made_harmless_is_understood() -> None:
    assert "crook@evil.example" in report("crook [at] evil[.]example").emails


def test_a_link_to_a_bare_address_gives_that_address_as_its_domain() -> None:
    assert report("http://192.0.2.7/x").domains == ("192.0.2.7",)


def test_markup_gives_what_a_reader_sees_and_where_links_lead() -> None:
    read = report(
        "<html><head><title>no</title><style>x</style></head><body><p>Dear &pound; customer</p>"
        "<script>evil()</script><a href='http://evil.example/x'>www.bank.example</a></body>",
        "text/html",
    )

    assert read.text == "Dear £ customer\nwww.bank.example"
    assert read.links == ("http://evil.example/x", "www.bank.example")


def test_of_alternatives_plain_text_is_shown_and_the_links_of_both_are_kept() -> None:
    read = report(
        "--b\nContent-Type: text/plain\n\nplain words\n"
        "--b\nContent-Type: text/html\n\n<p>marked words <a href='http://evil.example/'>x</a>\n--b--\n",
        "multipart/alternative; boundary=b",
    )

    assert read.text == "plain words"
    assert read.links == ("http://evil.example/",)


def test_a_mail_forwarded_as_an_attachment_is_read_too() -> None:
    read = report(
        "--b\n\nlook at this\n--b\nContent-Type: message/rfc822\n\nFrom: x@evil.example\n"
        "Subject: inner\n\npay here http://evil.example/\n--b--\n",
        "multipart/mixed; boundary=b",
    )

    assert "look at this" in read.text
    assert "pay here" in read.text


def test_recipients_are_not_taken() -> None:
    read = parse_mail(b"From: a@evil.example\nTo: victim@home.example\nCc: v2@home.example\n\nhi")

    assert read.emails == ("a@evil.example",)


@pytest.mark.parametrize(
    "charset", ["nonsense", "idna", "zip", "undefined", "unicode_escape", '"\0"']
)
def test_an_unfit_character_set_does_not_stop_the_reading(charset: str) -> None:
    assert report("£ café", f"text/plain; charset={charset}").text == "£ café"


def test_what_cannot_be_stored_is_taken_out() -> None:
    read = parse_mail(b"Subject: a\0b\n\nx\0y\x1b[31m\xed\xa0\x80z")

    assert read.subject == "ab"
    assert not set(read.text) & {"\0", "\x1b"}
    read.text.encode()


def test_text_without_headers_is_kept_and_marked() -> None:
    read = parse_mail(b"\nJust words, see http://evil.example/x")

    assert read.fault == "it has no headers"
    assert "Just words" in read.text
    assert read.links == ("http://evil.example/x",)


def test_a_broken_multipart_is_kept_and_marked() -> None:
    read = report("--other\n\nwords\n", "multipart/mixed; boundary=b")

    assert read.fault is not None
    assert "StartBoundaryNotFound" in read.fault


def test_parts_nested_too_deep_are_kept_as_text_and_marked() -> None:
    nest = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(DEEPEST + 1)
    )

    read = parse_mail(f"{HEADERS}{nest}".encode())

    assert read.fault == "its parts are nested too deep"
    assert read.text


def test_a_mail_that_is_too_large_is_cut_and_marked() -> None:
    read = report("first words\n" + "x" * LARGEST_MAIL)

    assert read.text.startswith("first words")
    assert "was cut" in str(read.fault)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n" * 100_000,
        bytes(range(256)) * 1000,
        b"From: " + b"(" * 5_000 + b"\n\nhi",
        b"Content-Type: multipart/mixed; " + b'a="b;' * 200_000 + b"\n\nhi",
        b"Content-Type: text/plain" + b"; a=b" * 200_000 + b"\n\nhi",
        b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\n\nhi",
        b"Subject: =?utf-8?b?a?=\n\nhi",
        b"Date: Mon, 1 Jan 0001 00:00:00 +2359\n\nhi",
        b"Content-Type: text/html\n\n" + b"<!--" * 200_000,
        b"Content-Type: text/html\n\n" + b"<a " * 200_000,
        b"Content-Type: text/html\n\n<![x]" + b"&#" * 200_000,
        b"Content-Transfer-Encoding: base64\nX: y\n\n" + b"A=\n" * 10_000,
        b"Subject: x\n\n" + b"a@a." * 200_000,
        b"Subject: x\n\n" + b"http://[" * 50_000,
    ],
)
def test_hostile_mail_always_gives_a_report_that_can_be_stored(content: bytes) -> None:
    read = parse_mail(content)

    "".join([read.subject, read.sender, read.text, *read.links, *read.emails]).encode()


def test_lines_that_are_no_mails_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "mails.jsonl"
    path.write_bytes(b'{"id": "1", "text": "Subject: x\\n\\ny"}\n\nnot json\n[1]\n{"id": "2"}\n')

    found = list(read_mails(look_through_mails(path)))

    assert [(one.number, isinstance(one, RawMail)) for one in found] == [
        (1, True),
        (2, False),
        (3, False),
        (4, False),
    ]


def test_a_line_too_long_is_set_aside_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fielding.engines.formats.mail_file.LARGEST_LINE", 100)
    path = tmp_path / "mails.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 1000 + b'"}\n{"text": "hi"}\n')

    found = list(read_mails(look_through_mails(path)))

    assert [isinstance(one, RawMail) for one in found] == [False, True]


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared mails are not here")
def test_all_real_mails_go_through() -> None:
    mails = list(read_mails(look_through_mails(SHARED / "messages.jsonl.gz")))

    reports = [parse_mail(mail.content) for mail in mails if isinstance(mail, RawMail)]

    assert len(reports) == 6_046
    assert sum(bool(read.sender) for read in reports) > 6_000
    assert sum(bool(read.links) for read in reports) > 5_000
    assert all(read.text or read.subject or read.fault for read in reports)
