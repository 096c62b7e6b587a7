"""Speak to the reader in English or Welsh, and own up where something is in English only."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from fielding.definitions.service import Text

LANGUAGES = ("en", "cy")
_WORDING = Path(__file__).parent / "wording"
_LONDON = ZoneInfo("Europe/London")


@cache
def wording(language: str) -> Mapping[str, str]:
    """Give the fixed strings of the interface in a language, by `section.name`."""
    tree = tomllib.loads((_WORDING / f"{language}.toml").read_text(encoding="utf-8"))
    return {
        f"{section}.{name}": text for section, texts in tree.items() for name, text in texts.items()
    }


class Speaker:
    """Says everything on one page in one language.

    `fell_back` is true once something had to be said in English on a Welsh page.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language if language in LANGUAGES else "en"
        self.fell_back = False

    def say(self, key: str, **facts: object) -> str:
        """Give the interface's wording for a key, with facts filled in."""
        words = wording(self.language).get(key)
        if words is None:
            self.fell_back = True
            words = wording("en")[key]
        return words.format(**facts) if facts else words

    def parts(self, section: str) -> list[int]:
        """List the numbers of a section's parts, for pages that are text alone."""
        return [part for part in range(1, 20) if f"{section}.part{part}" in wording("en")]

    def text(self, text: Text) -> str:
        """Give a definition's wording."""
        if self.missing(text):
            self.fell_back = True
        return text.in_language(self.language)

    def missing(self, text: Text) -> bool:
        """Say whether a wording stands in English on this Welsh page."""
        return self.language == "cy" and not text.cy

    def day(self, day: date) -> str:
        """Write a date as 5 November 2026."""
        month = self.say(f"months.{day.month}")
        return f"{day.day} {month} {day.year}"

    def moment(self, moment: datetime) -> str:
        """Write a moment, in the United Kingdom's time, as 5 November 2026 at 2:05pm."""
        local = moment.astimezone(_LONDON)
        hour = local.hour % 12 or 12
        half = self.say("time.am" if local.hour < 12 else "time.pm")
        return self.say(
            "time.moment", day=self.day(local.date()), time=f"{hour}:{local.minute:02}{half}"
        )

    def pounds(self, pence: int) -> str:
        """Write an amount as £1,249.99, or £250 when it is round."""
        pounds, rest = divmod(pence, 100)
        return f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"
