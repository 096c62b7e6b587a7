"""What a page asked for is done once, though the page be sent again by a reload."""

import hashlib

from django.core.cache import cache

_REMEMBERED_SECONDS = 24 * 3600


def was_done(mark: str) -> bool:
    """Say whether what a page with this mark asked for was done."""
    return bool(mark) and cache.get(_name(mark)) is not None


def note_done(mark: str) -> None:
    """Remember that it was done."""
    if mark:
        cache.set(_name(mark), 1, _REMEMBERED_SECONDS)


def _name(mark: str) -> str:
    return f"once:{hashlib.sha256(mark.encode()).hexdigest()}"
