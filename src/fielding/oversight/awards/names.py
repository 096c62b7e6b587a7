"""Similar names: they suggest that two organisations be looked at, and never block an award."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

#: How alike two names must be to be shown, from 0 to 1. On the safe side: a person looks at them.
ALIKE = 0.85
#: What companies of any name end in.
_FORMS = re.compile(r"\b(limited|ltd|plc|llp|lp|cic|group|holdings?|uk|the|and|co|company)\b")


def similar_names(wanted: str, others: Mapping[str, str]) -> Iterator[str]:
    """Give the slugs of organisations whose names resemble a name, in the order of slugs."""
    plain = _plain(wanted)
    for slug in sorted(others):
        if plain and SequenceMatcher(None, plain, _plain(others[slug])).ratio() >= ALIKE:
            yield slug


def _plain(name: str) -> str:
    words = _FORMS.sub(" ", re.sub(r"[^\w\s]", " ", name.casefold()))
    return " ".join(sorted(words.split()))
