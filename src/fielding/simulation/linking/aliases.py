"""Names that offenders give: a few for each group, most of them rare, spelt as they are heard."""

from collections.abc import Callable, Mapping
from random import Random

from fielding.simulation.drawing import percent

#: A group of n reports goes by about n to this power names.
GROWTH = 0.35
#: So many in a hundred have a surname of the world's own people; the others' are put together.
COMMON = 25.0
_LIKE = {"ph": "f", "ck": "k", "y": "i", "ie": "y", "ll": "l", "tt": "t", "ee": "ea", "c": "k"}


def alias(
    of_group: Callable[[str], Random], hand: Random, size: int, names: Mapping[str, tuple[str, ...]]
) -> str:
    """Give one of the names that a group of so many reports goes by.

    `of_group` gives, by its name, a source that is the same for all reports of the group; `names`
    has lists `first`, `last`, and `begins` and `ends`, of which rarer surnames are put together.
    """
    which = hand.randrange(max(1, round(size**GROWTH)))
    source = of_group(f"name-{which}")
    if percent(source, COMMON):
        last = source.choice(names["last"])
    else:
        last = f"{source.choice(names['begins'])}{source.choice(names['ends'])}"
    return f"{source.choice(names['first'])} {last}"


def misheard(hand: Random, name: str) -> str:
    """Spell a name in another way that sounds nearly the same."""
    first, _, last = name.rpartition(" ")
    ways = [last.replace(sound, like, 1) for sound, like in _LIKE.items() if sound in last]
    place = hand.randrange(1, len(last))
    return f"{first} {hand.choice([*ways, last[:place] + last[place - 1 :]])}"
