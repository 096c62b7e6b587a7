"""Short names for what files tell of: from identifiers where there are any, else from a keyed hash.

A name never shows in a slug, and nobody without the hub's key can try names against one.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fielding.oversight.register.organisations import Organisation
from fielding.oversight.register.processes import Process

Pair = tuple[str, str]
#: Under this scheme we publish organisations that have no identifier of a public one: its ids are
#: our slugs.
OWN_SCHEME = "XI-FIELDING"
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,79}")
_PLAIN_ID = re.compile(r"[A-Z0-9][A-Z0-9-]{0,39}")
_LONGEST = 60


def by_identifier(organisations: Mapping[str, Organisation]) -> dict[Pair, str]:
    """Give the slugs of organisations by each of their identifiers; the oldest has the word."""
    found: dict[Pair, str] = {}
    for slug, organisation in sorted(organisations.items(), key=lambda pair: pair[1].begun):
        for pair in organisation.identifiers:
            found.setdefault(pair, slug)
    return found


def by_ocid(processes: Mapping[str, Process]) -> dict[str, list[Process]]:
    """Give the processes of each ocid."""
    found: dict[str, list[Process]] = {}
    for process in processes.values():
        found.setdefault(process.ocid, []).append(process)
    return found


@dataclass(slots=True, kw_only=True)
class Slugs:
    """Gives slugs during one import, and remembers those it has given."""

    token_key: bytes = field(repr=False)
    identified: dict[Pair, str] = field(default_factory=dict)
    processes: Mapping[str, Sequence[Process]] = field(default_factory=dict)

    def organisation(self, key: str, identifiers: Sequence[Pair]) -> str:
        """Give an organisation's slug: the known one of its identifiers, or a new one."""
        known = [self.identified[pair] for pair in identifiers if pair in self.identified]
        slug = known[0] if known else _new(identifiers) or f"org-{self.token(key)}"
        for pair in identifiers:
            self.identified.setdefault(pair, slug)
        return slug

    def own(self, slug: str, identifiers: Sequence[Pair]) -> tuple[Pair, ...]:
        """Give those identifiers that are not another organisation's already."""
        return tuple(pair for pair in identifiers if self.identified.get(pair, slug) == slug)

    def process(self, ocid: str, buyers: Sequence[str]) -> str:
        """Give a process's slug by its ocid and its buyers' slugs: one shared buyer is enough."""
        for process in self.processes.get(word(ocid), ()):
            if set(process.buyers) & set(buyers) or not (process.buyers or buyers):
                return process.slug
        return f"{_plain(ocid)}-{_digest(ocid, *buyers[:1])}"

    def token(self, text: str) -> str:
        """Hash a text with the hub's key: equal texts give equal tokens, and no more is told."""
        drawn = hmac.new(self.token_key, f"register/v1\n{text}".encode(), hashlib.sha256)
        return drawn.hexdigest()[:24]


def contract_slug(process: str, kind: str, number: str) -> str:
    """Give the slug of a contract or award of a process."""
    return f"{_plain(number)}-{_digest(process, kind, number)}"


def word(text: str) -> str:
    """Give a published id as a closed word: as it stands if it can be one, else its hash."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}", text):
        return text
    return f"sha256-{hashlib.sha256(text.encode()).hexdigest()[:24]}"


def _new(identifiers: Sequence[Pair]) -> str | None:
    """Make a slug of the first identifier; ids whose case matters end in a hash."""
    if not identifiers:
        return None
    scheme, number = identifiers[0]
    if scheme == OWN_SCHEME and _SLUG.fullmatch(number):
        return number
    if _PLAIN_ID.fullmatch(number):
        return f"{scheme}-{number}".lower().replace("_", "-")
    return f"{scheme.lower().replace('_', '-')}-{_digest(scheme, number)}"


def _plain(text: str) -> str:
    """Make what can be read of an id into part of a slug; words with blanks are no id."""
    if any(letter.isspace() for letter in text):
        return "unnamed"
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_LONGEST].strip("-")
    return plain or "unnamed"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
