"""Names of public bodies and firms for readers: from the register where they are known."""

from collections.abc import Mapping
from functools import cache

from fielding.web.speaker import Speaker
from fielding.wiring.hub import reference_tables

_SMALL_WORDS = frozenset({"and", "of", "the"})


def body_name(slug: str, speaker: Speaker) -> str:
    """Give a body's published name, in Welsh where it has one; a firm is named by its own slug."""
    found = _register().get(slug)
    if found is None:
        words = slug.split("-")
        return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in words)
    english, welsh = found
    return welsh if speaker.language == "cy" and welsh else english


@cache
def _register() -> Mapping[str, tuple[str, str]]:
    rows = reference_tables().read("police_forces").rows
    return {row["slug"]: (row["name"], row["name_cy"]) for row in rows}
