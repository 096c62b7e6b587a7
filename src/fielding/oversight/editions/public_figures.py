"""Public figures: the measures and promises of the services, counted from public words alone."""

from collections import Counter
from collections.abc import Iterable, Iterator

from fielding.definitions.service import Service
from fielding.oversight.countings import COUNTED, KEPT, MISSED, name_of
from fielding.oversight.editions.public_words import (
    FIRM_SAID,
    MONTH_SAID,
    WORDS_SAID,
    PublicWords,
)
from fielding.oversight.records import NOBODY

#: Stands for a word that fewer than ten share.
LEFT_OUT = "left-out"
#: Counting, synthetic, service, month, firm, says.
Cell = tuple[str, bool, str, str, str, str]


def public_figures(
    released: Iterable[tuple[PublicWords, int]], services: Iterable[Service]
) -> Counter[Cell]:
    """Count what is said, of entries with the number of levels said of each.

    Measures count entries by the month they came in. Promises are counted by the month in which
    they ended, kept or missed: those that still run are in no public figure.
    """
    known = {service.code: service for service in services}
    counted: Counter[Cell] = Counter()
    for words, said in released:
        if said and words.service in known:
            for name, says, times in _points(words, said, known[words.service]):
                firm = (words.firm or NOBODY) if said >= FIRM_SAID else LEFT_OUT
                month = words.month if said >= MONTH_SAID else LEFT_OUT
                cell = (name, words.synthetic, words.service, month, firm, says)
                counted[cell] += times
    return counted


def _points(words: PublicWords, said: int, service: Service) -> Iterator[tuple[str, str, int]]:
    for measure in service.measures.values():
        if measure.of == words.kind and not (measure.meeting or measure.adds):
            name = name_of("measure", service.code, measure.name)
            yield name, _says(words, said, measure.where), 1
    if said >= WORDS_SAID:
        for name, kept, missed in words.happened.ended:
            yield from ((name, column, n) for column, n in ((KEPT, kept), (MISSED, missed)) if n)


def _says(words: PublicWords, said: int, word: str | None) -> str:
    if word is None:
        return COUNTED
    if said < WORDS_SAID:
        return LEFT_OUT
    return word if dict(words.happened.says).get(word) else f"not-{word}"
