"""Addresses of websites: what of them somebody chose and pays for, or whose page on a shared site.

`https://www.evil.co.uk/login?id=3` is `evil.co.uk`; `name.blogspot.com` stays whole; a shortened
address keeps its path; a user's page on a platform is that user, a chat link that phone number.
"""

import re
from urllib.parse import unquote

from fielding.linking.identifiers.hosts import Host, read_host, spelt_out
from fielding.linking.identifiers.identifier import (
    Doubt,
    Identifier,
    IdentifierKind,
    Read,
    Refusal,
)
from fielding.linking.identifiers.phones import read_phone
from fielding.linking.identifiers.plain_text import plain
from fielding.linking.identifiers.shared_hosts import (
    APPS,
    NOBODYS,
    NOT_USERS,
    NUMBERS,
    PATHS,
    PLATFORMS,
    REDIRECTORS,
    SHORTENERS,
    Platform,
)

LONGEST_LINK = 2_000
#: Percent signs are undone so often at most; fraudsters encode twice to slip past filters.
_MOST_DECODING = 3
_LINK = re.compile(
    r"(?:(?:https?|ftps?|wss?):)?[/\\]{0,3}(?:[^/?#\\\s]{0,500}@)?"
    r"(?P<host>\[[0-9a-f:.]{2,45}\]|[^/?#:@\s\\\[\]]{1,300})(?::\d{0,5})?(?P<path>[/?#\\].*)?",
    re.IGNORECASE | re.DOTALL,
)
#: The address that a redirecting site is told to lead to.
_TARGET = re.compile(r"[?&](?:q|u|url|to|target|dest|redirect)=(https?:[^&\s]{3,1000})")
_DOT = re.compile(r"\s{1,5}dot\s{1,5}", re.IGNORECASE)
_MAILBOX = re.compile(r"(?:mailto:.*|[^@/\\:]*@[^@/\\:]*)", re.IGNORECASE | re.DOTALL)
_AROUND = " \t\n<>\"'`([{"
_AFTER = " \t\n<>\"'`)]}.,;:!?*_"


def read_website(piece: str) -> Read:
    """Read addresses of websites: with or without scheme, encoded, defanged, among words."""
    if len(piece) > LONGEST_LINK:
        return Refusal.TOO_LONG
    words = [word for word in _DOT.sub(".", piece).split() if "." in word]
    read = [one for word in words[1:] and words for one in _known(word)]
    return tuple(read) or _one(words[0] if len(words) == 1 else piece)


def _known(word: str) -> tuple[Identifier, ...]:
    """Read a word among others: there an unknown ending is more likely the end of a sentence."""
    read = _one(word)
    return () if isinstance(read, Refusal) or read[0].doubt is Doubt.ENDING_UNKNOWN else read


def _one(piece: str) -> Read:
    link = _decoded(piece.lstrip(_AROUND).rstrip(_AFTER))
    found = None if _MAILBOX.fullmatch(link) else _LINK.fullmatch(link)
    host = read_host(found["host"]) if found else None
    if found is None or host is None:
        return Refusal.NOT_A_HOST
    return _whose(host, (found["path"] or "").replace("\\", "/"))


def _decoded(link: str) -> str:
    for _ in range(_MOST_DECODING):
        if "%" not in link:
            break
        link, before = plain(unquote(link)), link
        if link == before:
            break
    return "".join(link.split())


def _whose(host: Host, path: str) -> Read:
    name = host.name.removeprefix("www.")
    if name in REDIRECTORS and (target := _TARGET.search(path)):
        return _one(target[1])
    if pattern := NUMBERS.get(name):
        called = pattern.match(path)
        return read_phone(f"+{called[1]}") if called else _page(name, path, 2)
    if platform := PLATFORMS.get(name):
        return _user(platform, name, path)
    if name in SHORTENERS or name in PATHS:
        return _page(name, path, PATHS.get(name, 3))
    if host.registered in SHORTENERS:
        return _page(host.registered, path, 3)
    doubt = None if host.ending_known else Doubt.ENDING_UNKNOWN
    return (_domain(host.registered, doubt),)


def _user(platform: Platform, name: str, path: str) -> Read:
    found = platform.page.match(path)
    handle = next(filter(None, found.groups()), "").lower() if found else ""
    if handle and handle not in NOT_USERS:
        return (user(handle, platform.name),)
    return _page(name, path, 3)


def user(handle: str, platform: str = "") -> Identifier:
    """Make a user name; the platform is shown, and no part of what it is known by.

    Most people tell a name without its platform, and fraudsters keep one name on several: two
    tellings of one name must meet. Names that many share are for the test of hubs to find.
    """
    shown = f"@{handle} ({platform})" if platform else f"@{handle}"
    return Identifier(
        kind=IdentifierKind.HANDLE, canonical=handle, shown=shown, doubt=Doubt.NO_REGISTER
    )


def _page(name: str, path: str, parts: int) -> Read:
    """Keep the host and the first parts of the path, in whose letters case may matter."""
    kept = [part for part in re.split(r"[?#]", path, maxsplit=1)[0].split("/") if part][:parts]
    if app := APPS.search(path):
        kept = [app[1]]
    if not kept or kept[0].lower() in NOBODYS:
        return Refusal.NO_PATH
    return (_domain("/".join([name, *kept]), None),)


def _domain(canonical: str, doubt: Doubt | None) -> Identifier:
    return Identifier(
        kind=IdentifierKind.DOMAIN, canonical=canonical, shown=spelt_out(canonical), doubt=doubt
    )
