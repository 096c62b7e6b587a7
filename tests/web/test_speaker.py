"""The interface speaks English and Welsh, and owns up to what is in English only."""

import string
from datetime import UTC, datetime

import pytest

from fielding.definitions.service import Text
from fielding.web.speaker import Speaker, wording


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_welsh_has_no_wording_that_english_lacks() -> None:
    assert set(wording("cy")) <= set(wording("en"))


@pytest.mark.parametrize("key", sorted(wording("cy")))
def test_welsh_and_english_take_the_same_facts(key: str) -> None:
    assert placeholders(wording("cy")[key]) == placeholders(wording("en")[key])


def test_what_is_missing_in_welsh_is_said_in_english_and_noticed() -> None:
    speaker = Speaker("cy")

    said = speaker.text(Text(en="Only English"))

    assert said == "Only English"
    assert speaker.fell_back


def test_nothing_is_missed_on_an_english_page() -> None:
    speaker = Speaker("en")

    speaker.text(Text(en="Only English"))

    assert not speaker.fell_back


def test_an_unknown_language_is_english() -> None:
    assert Speaker("tlh").language == "en"


def test_a_moment_is_told_in_the_time_of_the_united_kingdom() -> None:
    summer = datetime(2026, 7, 1, 23, 5, tzinfo=UTC)

    assert Speaker().moment(summer) == "2 July 2026 at 12:05am"
