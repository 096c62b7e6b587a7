"""What a table tells, read in bulk: each different answer once, with keys of what is near it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fielding.engines.linking.batch_arrays import Flags, Mentions, Numbers, Rows, counted
from fielding.engines.linking.told_table import KINDS, ToldTable
from fielding.linking.identifiers.identifier import SEARCHED
from fielding.linking.identifiers.nearness import also_sought, near_forms
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.mentions import MOST
from fielding.linking.networks.limits import WIDE
from fielding.linking.tokens import NEAR_BYTES, near_tokens_of

#: What a table tells is kept nowhere: nothing is hidden from who gave it.
NO_KEY = b""


@dataclass(frozen=True, slots=True)
class ReadAs:
    """An identifier that an answer was read as, and the keys by which near ones meet."""

    kind: str
    canonical: str
    near: bytes  # that it keeps, one after the other: see tokens.NEAR_BYTES
    sought: bytes


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The different answers of a table; `of_row` says which one stands in each row."""

    told: list[tuple[str, str]]  # kind as the table calls it, and what was written
    of_row: Numbers


def different(table: ToldTable) -> Answers:
    """Find the different answers of a table, in no order that means anything."""
    told: list[tuple[str, str]] = []
    of_row = np.zeros(len(table.raw), np.int64)
    for kind in pc.unique(table.kind).to_pylist():
        here = np.asarray(pc.equal(table.kind, kind))
        coded = table.raw.filter(pa.array(here)).combine_chunks().dictionary_encode()
        of_row[here] = np.asarray(coded.indices) + len(told)
        told += ((kind, raw) for raw in coded.dictionary.to_pylist())
    return Answers(told=told, of_row=of_row)


def read_all(told: Iterable[tuple[str, str]]) -> list[list[ReadAs]]:
    """Read answers; what is no identifier gives none."""
    return [list(_read(kind, raw)) for kind, raw in told]


def _read(kind: str, raw: str) -> Iterator[ReadAs]:
    for one in read_answer(KINDS[kind], raw).identifiers:
        if one.kind not in SEARCHED:
            near, also = (
                near_tokens_of(NO_KEY, one.kind, forms(one)) for forms in (near_forms, also_sought)
            )
            yield ReadAs(one.kind.value, one.canonical, near, near + also)


@dataclass(slots=True)
class Numbering:
    """Numbers identifiers as they come, and gathers the keys of each once."""

    numbers: dict[tuple[str, str], int]
    wide: list[bool]
    near: list[bytes]  # of each, the keys that it keeps
    sought: list[bytes]  # and those that it seeks with others

    def number(self, one: ReadAs) -> int:
        """Give the number of an identifier."""
        known = self.numbers.get((one.kind, one.canonical))
        if known is not None:
            return known
        new = self.numbers[one.kind, one.canonical] = len(self.numbers)
        self.wide.append(one.kind in WIDE)
        self.near.append(one.near)
        self.sought.append(one.sought)
        return new


def mentions_of(
    report: Numbers, own: np.ndarray, answers: Answers, read: Iterable[Sequence[ReadAs]]
) -> tuple[Mentions, Numbers]:
    """Give who mentions what, and rows of two near identifiers; `report`: of each row.

    Of a report the first MOST identifiers count, as when reports come one by one.
    """
    numbering = Numbering({}, [], [], [])
    held = [[numbering.number(one) for one in each] for each in read]
    sizes = np.array([len(each) for each in held], np.int64)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    flat = np.array([number for each in held for number in each], np.int64)
    identifier, row = Rows(starts=starts, held=flat).spread(answers.of_row)
    counts = _first(report[row], identifier, len(numbering.wide))
    identifier, row = identifier[counts], row[counts]
    mentions = Mentions(
        report=report[row],
        identifier=identifier,
        own=own[row],
        wide=np.array(numbering.wide, np.bool_)[identifier],
    )
    return mentions, _near(numbering.near, numbering.sought)


def _first(report: Numbers, identifier: Numbers, identifiers: int) -> Flags:
    """Mark the mentions of the first MOST different identifiers of each report."""
    if not len(report) or int(np.bincount(report).max()) <= MOST:
        return np.ones(len(report), np.bool_)
    told, place, _ = counted(report * identifiers + identifier)
    first = np.full(len(told), len(report))
    np.minimum.at(first, place, np.arange(len(report)))
    order = np.argsort(first)
    order = order[np.argsort(told[order] // identifiers, kind="stable")]
    by = told[order] // identifiers
    counts = np.zeros(len(told), np.bool_)
    counts[order] = np.arange(len(told)) - np.searchsorted(by, by) < MOST
    found: Flags = counts[place]
    return found


def _near(kept: Sequence[bytes], sought: Sequence[bytes]) -> Numbers:
    """Pair the holders of each key that one keeps and another seeks, the lower number first."""
    keys, holder = _keys(kept)
    order = np.argsort(keys, kind="stable")
    keys, holder = keys[order], holder[order]
    wanted, seeker = _keys(sought)
    begins = np.searchsorted(keys, wanted)
    found = np.searchsorted(keys, wanted, side="right") - begins
    ends = np.cumsum(found)
    place = np.arange(len(seeker) and ends[-1]) + np.repeat(begins - ends + found, found)
    pairs = np.sort(np.stack([np.repeat(seeker, found), holder[place]], axis=1), axis=1)
    different: Numbers = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    return different


def _keys(held: Sequence[bytes]) -> tuple[Numbers, Numbers]:
    """Give all keys, and of each who holds it."""
    keys = np.frombuffer(b"".join(held), ">i8").astype(np.int64)
    sizes = [len(each) // NEAR_BYTES for each in held]
    return keys, np.repeat(np.arange(len(held)), sizes)
