"""Find links, e-mail addresses, phone numbers and domains in text, also where it was defanged."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import phonenumbers
import tldextract

#: At most so many of a kind: a list of a thousand addresses identifies nobody.
MOST = 50
#: At most so much text is looked through; a fraud is told in less.
LONGEST_TEXT = 100_000
_NATION = "GB"
_DEFANGED = (
    (re.compile(r"\bh(?:xx|XX|\*\*)p(s?)\b(?=:|\[:)", re.IGNORECASE), r"http\1"),
    (re.compile(r"\s?[\[({](?:\.|dot)[\])}]\s?", re.IGNORECASE), "."),
    (re.compile(r"\s?[\[({](?:@|at)[\])}]\s?", re.IGNORECASE), "@"),
    (re.compile(r"\[:\]|\[://\]"), lambda found: found[0][1:-1]),
)
_LINK = re.compile(r"\b(?:https?://|ftp://|www\.)[^\s<>\"'`\\]{3,2000}", re.IGNORECASE)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])", re.IGNORECASE
)
_AFTER_A_LINK = ".,;:!?)]}>*_"
# No list is fetched: the copy inside the package is all it ever sees.
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, fallback_to_snapshot=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What a text leads to, each kind without repeats, in the order found."""

    links: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()  # lower case
    phones: tuple[str, ...] = ()  # E.164: +442079460018
    domains: tuple[str, ...] = ()  # registrable: bbc.co.uk; or an IPv4 address


def find_traces(text: str, hrefs: Iterable[str] = ()) -> Traces:
    """Find everything in a text and in the links of its markup."""
    plain = refang(text[:LONGEST_TEXT])
    given = [link for link in map(refang, hrefs) if _LINK.match(link)]
    links = _first(found.rstrip(_AFTER_A_LINK) for found in [*given, *_LINK.findall(plain)])
    mailto = (href.partition(":")[2] for href in hrefs if href.lower().startswith("mailto:"))
    emails = _first(map(str.lower, _EMAIL.findall("\n".join([plain, *mailto]))))
    return Traces(
        links=links,
        emails=emails,
        phones=_first(_phones(plain)),
        domains=_first(filter(None, map(domain_of, links))),
    )


def refang(text: str) -> str:
    """Undo what people do to make a dangerous address harmless: `hxxp`, `[.]`, `[at]`."""
    for pattern, meant in _DEFANGED:
        text = pattern.sub(meant, text)
    return text


def domain_of(link: str) -> str:
    """Give the registrable domain or the IPv4 address of a link; empty if it has neither."""
    found = _SUFFIXES(link)
    return (found.top_domain_under_public_suffix or found.ipv4).lower()


def _phones(text: str) -> Iterable[str]:
    for match in phonenumbers.PhoneNumberMatcher(text, _NATION):
        yield phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)


def _first(found: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for one in found:
        kept[one] = None
        if len(kept) == MOST:
            break
    return tuple(kept)
