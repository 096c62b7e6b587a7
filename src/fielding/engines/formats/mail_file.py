"""Read a file of mails: one JSON object a line, with an `id` and the raw message as `text`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from fielding.engines.formats.content import digest_of, open_content
from fielding.engines.formats.set_aside import SetAside

#: Bytes in one line; a mail with large attachments is below it.
LARGEST_LINE = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFile:
    """A file of mails that was read to its end once; `digest` is the SHA-256 of its content."""

    path: Path
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMail:
    """One mail as it came. `number` counts lines that are not blank, from 1."""

    number: int
    id: str  # as the file names it; empty if it does not
    content: bytes = field(repr=False)


def look_through_mails(path: Path) -> MailFile:
    """Read a whole file before any mail of it is used; raise FileUnreadable."""
    return MailFile(path=path, digest=digest_of(path))


def read_mails(file: MailFile) -> Iterator[RawMail | SetAside]:
    """Give every mail in its order, in bounded memory."""
    with open_content(file.path) as content:
        for number, line in enumerate(_lines(content), start=1):
            yield _mail(number, line)


def _lines(content: BinaryIO) -> Iterator[bytes]:
    while line := content.readline(LARGEST_LINE + 1):
        piece = line
        while len(piece) > LARGEST_LINE and not piece.endswith(b"\n"):
            piece = content.readline(LARGEST_LINE + 1)
        if line.strip():
            yield line


def _mail(number: int, line: bytes) -> RawMail | SetAside:
    if len(line) > LARGEST_LINE:
        return SetAside(number=number, reason=f"it is longer than {LARGEST_LINE:,} bytes")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return SetAside(number=number, reason="the line is not JSON")
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return SetAside(number=number, reason="the line has no `text` with the raw message")
    content = found["text"].encode("utf-8", errors="surrogatepass")
    return RawMail(number=number, id=str(found.get("id") or ""), content=content)
