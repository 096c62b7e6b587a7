"""Email addresses, also spaced, spelt out and as `mailto:`; one form for each mailbox."""

import re
from urllib.parse import unquote

from fielding.linking.identifiers.hosts import read_host
from fielding.linking.identifiers.identifier import (
    Doubt,
    Identifier,
    IdentifierKind,
    Read,
    Refusal,
)

_AT = re.compile(
    r"\s{0,5}@\s{0,5}|\s{1,5}at\s{1,5}(?=\S{1,64}(?:\s{1,5}dot\s|\.)\S?)", re.IGNORECASE
)
_DOT = re.compile(r"\s{1,5}dot\s{1,5}|\s{1,5}\.\s{0,5}", re.IGNORECASE)
_NO_PART = r"\s@<>()\[\],;:\"|/\\"
_ADDRESS = re.compile(rf"(?<![^{_NO_PART}])([^{_NO_PART}]{{1,64}})@([^?&{_NO_PART}]{{3,255}})")
#: Mailboxes of Gmail are the same with and without dots, under both names of the host
#: (support.google.com/mail/answer/7436150 and /10313).
_GMAIL = frozenset({"gmail.com", "googlemail.com"})
#: Hosts that deliver name+anything to name: their help pages call it plus addressing.
_PLUS = _GMAIL | {
    "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "live.co.uk", "msn.com",
    "icloud.com", "me.com", "proton.me", "protonmail.com", "pm.me", "fastmail.com",
}  # fmt: skip


def read_email(piece: str) -> Read:
    """Read the addresses of a piece of plain text."""
    if "%40" in piece:
        piece = unquote(piece)
    read = _addresses(piece) or _addresses(_DOT.sub(".", _AT.sub("@", piece)))
    return read or Refusal.NOT_AN_EMAIL


def _addresses(text: str) -> tuple[Identifier, ...]:
    found = _ADDRESS.findall(text)
    return tuple(filter(None, (_email(local, host) for local, host in found)))


def _email(local: str, written: str) -> Identifier | None:
    host = read_host(written.rstrip(".!?*_'"))
    local = local.strip(".*!'").lower()
    if host is None or not local:
        return None
    name = host.name
    if name in _PLUS:
        local = local.partition("+")[0] or local
    if name in _GMAIL:
        name, local = "gmail.com", local.replace(".", "") or local
    address = f"{local}@{name}"
    doubt = None if host.ending_known else Doubt.ENDING_UNKNOWN
    return Identifier(kind=IdentifierKind.EMAIL, canonical=address, shown=address, doubt=doubt)
