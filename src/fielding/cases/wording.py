"""Free text that people write about a case: notes, grounds, explanations. It is always sealed."""

from fielding.cases.answers import clean_text
from fielding.cases.errors import Incomplete

#: About eight printed pages.
LONGEST = 20_000


def read_words(field: str, text: str) -> str:
    """Give the text without control characters; raise Incomplete when it is too long to keep."""
    words = clean_text(text)
    if len(words) > LONGEST:
        told = f"Shorten this to {LONGEST:,} characters; it has {len(words):,}"
        raise Incomplete({field: told})
    return words
