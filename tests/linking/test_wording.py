"""Stories told in the same words are known by their sketches, which say none of the words."""

from random import Random

import pytest

from fielding.linking.sketching import FEWEST, sketch_of
from fielding.linking.wording import in_same_words

KEY = b"k" * 32
SCRIPT = (
    "our records show a second payment that you may not know of and only by moving the balance for"
    " one night can we keep it from them please tell nobody at the branch one of them is part of it"
)


def _story(random: Random, words: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return " ".join("".join(random.choices(letters, k=5)) for _ in range(words))


def test_one_script_quoted_in_two_stories_is_told_in_the_same_words() -> None:
    random = Random(3)
    told = [f"{_story(random, 12)}. They wrote: “{SCRIPT.upper()}” {number}" for number in (1, 22)]

    one, other = (sketch_of(KEY, [each]) for each in told)

    assert one != other
    assert in_same_words(one, other)


def test_strangers_stories_are_not() -> None:
    random = Random(4)
    sketches = [sketch_of(KEY, [_story(random, 80)]) for _ in range(60)]

    alike = [in_same_words(a, b) for at, a in enumerate(sketches) for b in sketches[:at]]

    assert sum(alike) <= 5  # of 1,770 pairs; chance alone makes one of 2,300 alike


def test_another_key_gives_another_sketch_and_equal_stories_equal_ones() -> None:
    assert sketch_of(KEY, [SCRIPT]) == sketch_of(KEY, [SCRIPT.replace(" ", "\n")])
    assert not in_same_words(sketch_of(KEY, [SCRIPT]), sketch_of(b"l" * 32, [SCRIPT]))


@pytest.mark.parametrize("between", ["1", "_", "٣", "’", "\x1c", "\u3000", "\u200d ", "🙂"])
def test_words_are_letters_of_any_script_and_all_else_parts_them(between: str) -> None:
    words = [f"{word}²" for word in ("straße", "слово", "λέξη", "ñandú")] * 4

    assert sketch_of(KEY, [between.join(words)]) == sketch_of(KEY, [" ".join(words).upper()])


@pytest.mark.parametrize("told", [[], [""], ["word " * (FEWEST - 1)], ["1234 " * 40]])
def test_too_few_words_have_no_sketch_and_are_like_nothing(told: list[str]) -> None:
    assert sketch_of(KEY, told) is None
    assert not in_same_words(None, None)
