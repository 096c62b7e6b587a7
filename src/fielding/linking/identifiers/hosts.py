"""Names of hosts as the name system spells them, and the part of one that somebody registered.

The Public Suffix List is the copy inside tldextract; none is ever fetched.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address

import idna
import tldextract

_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, fallback_to_snapshot=True)
_LONGEST = 253
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
#: An address as one number, which browsers take: http://3221225991/.
_WHOLE_IPV4 = re.compile(r"[1-9]\d{7,9}")
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A host: its whole name, what of it is registered, and whether its ending is known."""

    name: str
    registered: str
    ending_known: bool


def read_host(written: str) -> Host | None:
    """Read a host's name or address; nothing if it is none. Letters beyond ASCII become `xn--`."""
    name = written.strip(".").lower()
    if len(name) > _LONGEST:
        return None
    if name.startswith("[") or _IPV4.fullmatch(name):
        return _address(name.strip("[]"))
    if _WHOLE_IPV4.fullmatch(name) and int(name) < 1 << 32:
        return _address(str(IPv4Address(int(name))))
    if not name.isascii():
        name = _spelt(name)
    return _registered(name) if _HOST.fullmatch(name) else None


@lru_cache(maxsize=4_096)  # most mailboxes are at few hosts
def _registered(name: str) -> Host | None:
    found = _SUFFIXES.extract_str(name, include_psl_private_domains=True)
    if found.suffix and not found.domain:  # a shared suffix itself: github.io
        found = _SUFFIXES.extract_str(name)
    if found.suffix and not found.domain:  # a public suffix and nothing before it: co.uk
        return None
    two = ".".join(name.rsplit(".", 2)[-2:])
    registered = f"{found.domain}.{found.suffix}" if found.suffix else two
    return Host(name=name, registered=registered, ending_known=bool(found.suffix))


def spelt_out(name: str) -> str:
    """Write a host's name with the letters that people see: `xn--bcher-kva.example` as bücher."""
    if "xn--" not in name:
        return name
    try:
        return idna.decode(name)
    except (idna.IDNAError, UnicodeError):
        return name


def _spelt(name: str) -> str:
    try:
        return idna.encode(name, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return ""


def _address(written: str) -> Host | None:
    try:
        address = f"[{IPv6Address(written)}]" if ":" in written else str(IPv4Address(written))
    except AddressValueError:
        return None
    return Host(name=address, registered=address, ending_known=True)
