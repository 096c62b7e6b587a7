"""Wrong codes tried on a reference, whatever the door: after ten in an hour, a wait is asked."""

import hashlib

from django.core.cache import cache

MOST = 10
WITHIN_SECONDS = 3600


def may_try(reference: str) -> bool:
    """Say whether another try on a reference is allowed now."""
    return int(cache.get(_name(reference), 0)) < MOST


def note_wrong_try(reference: str) -> None:
    """Count a wrong try; the hour runs from the first."""
    cache.add(_name(reference), 0, WITHIN_SECONDS)
    cache.incr(_name(reference))


def _name(reference: str) -> str:
    """Name the count without keeping what was typed: people type their names into wrong fields."""
    typed = "".join(reference.upper().split())
    return f"tries:{hashlib.sha256(typed.encode()).hexdigest()}"
