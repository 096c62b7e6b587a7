"""Names of public bodies and firms for readers: from the register, or as an administrator gave."""

from collections.abc import Mapping
from functools import cache

from fielding.store.models import Organisation
from fielding.web.desk import UNREACHABLE
from fielding.web.speaker import Speaker
from fielding.wiring.hub import reference_tables

_SMALL_WORDS = frozenset({"and", "of", "the"})


def body_name(slug: str, speaker: Speaker) -> str:
    """Give a body's published name, in Welsh where it has one; a firm has one name only."""
    found = _register().get(slug)
    if found is None:
        return _firm_name(slug)
    english, welsh = found
    return welsh if speaker.language == "cy" and welsh else english


def _firm_name(slug: str) -> str:
    """Give the name an administrator gave; one that the hub does not know is spelt by its slug."""
    words = (word if word in _SMALL_WORDS else word.capitalize() for word in slug.split("-"))
    spelt = " ".join(words)
    if not slug.isprintable():  # PostgreSQL refuses a NUL as a fault
        return spelt
    try:
        known = Organisation.objects.filter(slug=slug).values_list("name", flat=True).first()
    except UNREACHABLE:
        known = None
    return known or spelt


@cache
def _register() -> Mapping[str, tuple[str, str]]:
    rows = reference_tables().read("police_forces").rows
    return {row["slug"]: (row["name"], row["name_cy"]) for row in rows}
