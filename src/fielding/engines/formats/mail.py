"""Read a mail that somebody forwards: who it says it is from, what it says, where it leads.

Mail is hostile input. Whatever arrives gives a report; what could not be read is kept as text and
the report says why. Addresses of recipients are not taken: they are the victim's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageDefect, MessageError
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from fielding.engines.formats.mail_text import decode, decode_words, read_markup
from fielding.engines.formats.traces import Traces, find_traces

#: A longer mail is cut: its attachments go, its words come first.
LARGEST_MAIL = 2_000_000
LONGEST_TEXT = 20_000
#: The standard library descends once for each part within a part.
DEEPEST = 20
#: Reading a header's parameters takes quadratic time (minutes, for a header of some megabytes).
_LONGEST_PARAMETERS = 2_000
_PARAMETERS = re.compile(rb"(?im)^content-[a-z-]*:[^\n]*(?:\n[ \t][^\n]*)*")
#: What the standard library is known to raise on mail that breaks its assumptions.
_UNREADABLE = (
    *(ValueError, LookupError, TypeError, AttributeError, AssertionError, OverflowError),
    *(RecursionError, MessageError),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReport:
    """What one mail says. `fault` tells what could not be read, if anything could not."""

    subject: str = ""
    sender: str = ""  # the address of From, lower case
    date: datetime | None = None  # as the mail claims, in UTC
    text: str = ""
    traces: Traces = field(default_factory=Traces)
    fault: str | None = None

    @property
    def links(self) -> tuple[str, ...]:
        return self.traces.links

    @property
    def emails(self) -> tuple[str, ...]:
        return self.traces.emails

    @property
    def phones(self) -> tuple[str, ...]:
        return self.traces.phones

    @property
    def domains(self) -> tuple[str, ...]:
        return self.traces.domains


def parse_mail(content: bytes) -> MailReport:
    """Read one raw message (RFC 5322, with or without an mbox line before it). Never raises."""
    kept = content[:LARGEST_MAIL]
    cut = f"it is longer than {LARGEST_MAIL:,} bytes and was cut" if kept != content else None
    if _depth(kept) > DEEPEST:
        return _as_text(kept, "its parts are nested too deep")
    try:
        mail = message_from_bytes(_shorten_parameters(kept))
        if not mail.keys():
            return _as_text(kept, "it has no headers")
        return _report(mail, cut)
    except _UNREADABLE as fault:
        return _as_text(kept, f"it breaks the rules of mail ({type(fault).__name__})")


def _shorten_parameters(content: bytes) -> bytes:
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return _PARAMETERS.sub(lambda found: found[0][:_LONGEST_PARAMETERS], lines)


def _depth(content: bytes) -> int:
    """Count what can open a part, which no nesting can exceed."""
    lower = content.lower()
    return lower.count(b"boundary") + lower.count(b"message/")


def _as_text(content: bytes, fault: str) -> MailReport:
    text = decode(content[:LONGEST_TEXT], None)
    return MailReport(text=text, traces=find_traces(text), fault=fault)


def _report(mail: "Message[str, str]", cut: str | None) -> MailReport:
    pieces = list(_readable(mail))
    text = "\n\n".join(piece for piece, _ in pieces if piece).strip()
    hrefs = [href for _, found in pieces for href in found]
    sender = _address(mail, "From")
    headers = " ".join(filter(None, (sender, _address(mail, "Reply-To"))))
    return MailReport(
        subject=decode_words(mail["Subject"]),
        sender=sender,
        date=_date(mail),
        text=text[:LONGEST_TEXT],
        traces=find_traces(f"{headers}\n{text}", hrefs),
        fault=cut or _told(defect for part in mail.walk() for defect in part.defects),
    )


def _readable(part: "Message[str, str]") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give text and links of every readable part; of alternatives, only plain text is shown."""
    if part.is_multipart():
        inner = [piece for piece in part.get_payload() if isinstance(piece, Message)]
        plain = part.get_content_type() == "multipart/alternative" and any(
            piece.get_content_type() == "text/plain" and _decoded(piece).strip() for piece in inner
        )
        for piece in inner:
            for text, hrefs in _readable(piece):
                hidden = plain and piece.get_content_type() == "text/html"
                yield ("" if hidden else text), hrefs
    elif part.get_content_type() == "text/html":
        yield read_markup(_decoded(part))
    elif part.get_content_maintype() == "text":
        yield _decoded(part), ()


def _decoded(part: "Message[str, str]") -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    return decode(content, part.get_content_charset())


def _address(mail: "Message[str, str]", header: str) -> str:
    _, address = parseaddr(decode_words(mail[header]))
    return address.lower() if "@" in address else ""


def _date(mail: "Message[str, str]") -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(mail["Date"])[:100])
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _told(defects: Iterator[MessageDefect]) -> str | None:
    names = sorted({type(defect).__name__ for defect in defects})
    return f"its parts are not marked as they should be ({', '.join(names)})" if names else None
