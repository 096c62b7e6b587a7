"""What an entry must look like, key by key; anything else is a fault."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fielding_verifier.canonical import read_canonical
from fielding_verifier.errors import Refused

_is_id = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
).fullmatch
_is_hash = re.compile(r"[0-9a-f]{64}").fullmatch
_is_kind = re.compile(r"\S+").fullmatch
_is_subject = re.compile(r"[^\s/]+/\S+").fullmatch
_is_instant = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z").fullmatch


def _text(rule: Callable[[str], object]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and bool(rule(value))


def _or_null(rule: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or rule(value)


def _instant(value: str) -> bool:
    try:
        return bool(_is_instant(value) and datetime.fromisoformat(value))
    except ValueError:
        return False


def _subjects(value: object) -> bool:
    return isinstance(value, list) and all(_text(_is_subject)(one) for one in value)


_RULES: dict[str, Callable[[object], bool]] = {
    "id": _text(_is_id),
    "service": _text(len),
    "definition": _text(_is_hash),
    "kind": _text(_is_kind),
    "subject": _text(_is_subject),
    "also": _subjects,
    "previous": _or_null(_text(_is_hash)),
    "occurred_at": _text(_instant),
    "recorded_at": _text(_instant),
    "actor": _text(len),
    "role": _text(len),
    "firm": _or_null(_text(len)),
    "contract": _or_null(_text(len)),
    "facts": lambda value: isinstance(value, dict),
    "commitment": _or_null(_text(_is_hash)),
    "sealed": _or_null(_text(_is_hash)),
    "synthetic": lambda value: isinstance(value, bool),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The parts of an entry that the checks use."""

    id: str
    service: str
    kind: str
    subject: str
    also: tuple[str, ...]
    previous: str | None
    recorded_at: str
    commitment: str | None
    sealed: str | None
    synthetic: bool

    def recorded_second(self) -> float:
        """Say when it was recorded, in POSIX seconds."""
        return datetime.fromisoformat(self.recorded_at).timestamp()


def read_entry(content: bytes) -> Entry:
    """Read an entry's bytes; raises Refused with every key that is wrong."""
    value = read_canonical(content)
    if not isinstance(value, dict):
        raise Refused("it is not a JSON object")
    if value.keys() != _RULES.keys():
        odd = ", ".join(sorted(value.keys() ^ _RULES.keys()))
        raise Refused(f"it has missing or unknown keys: {odd}")
    wrong = [key for key, rule in _RULES.items() if not rule(value[key])]
    if wrong:
        raise Refused(f"these keys do not hold what they must: {', '.join(wrong)}")
    kept = {key: value[key] for key in Entry.__slots__}
    return Entry(**kept | {"also": tuple(value["also"])})


def id_in(content: bytes) -> str | None:
    """Find the id in an entry that may be damaged, so that a fault can name it."""
    found = re.search(rb'"id":"([0-9a-f-]{36})"', content)
    return found[1].decode() if found else None
