"""Links a file of anybody's: which of its reports belong together, without a hub or a ledger."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa

from fielding.engines.linking.batch import Said, network_arranged
from fielding.engines.linking.batch_arrays import arrange
from fielding.engines.linking.batch_limits import limits_of
from fielding.engines.linking.told_identifiers import ReadAs, different, mentions_of, read_all
from fielding.engines.linking.told_table import read_told, write_networks

#: So many answers are read at once, and from twice as many on by several processes.
HANDFUL = 5_000
#: Hears how many different answers were read, of how many.
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTable:
    """What came of a table."""

    rows: int
    reports: int
    networks: int  # of two reports or more
    largest: int
    set_aside: int  # rows of which nothing could be read


def link_table(file: Path, into: Path, told: Told) -> LinkedTable:
    """Link the reports of a table (see `read_told`), and write each with its network.

    A network is called by the first of its reports in the file. Raises FileUnreadable,
    ColumnsMissing, RowUnusable: then nothing was written.
    """
    table = read_told(file)
    coded = table.report.combine_chunks().dictionary_encode()
    report, names = np.asarray(coded.indices).astype(np.int64), coded.dictionary
    answers = different(table)
    read = _read(answers.told, told)
    own = np.asarray(table.own)
    mentions, near = mentions_of(report, own, answers, read)
    reports = np.arange(len(names), dtype=np.int64)
    arrays = arrange(mentions, reports, near)
    found = network_arranged(arrays, near, Said(), limits_of(arrays))
    write_networks(into, table.name, names, names.take(pa.array(found.network)))
    sizes = np.bincount(found.network, minlength=1)
    empty = np.array([not each for each in read], np.bool_)
    return LinkedTable(
        rows=len(report),
        reports=len(names),
        networks=int((sizes > 1).sum()),
        largest=int(sizes.max()),
        set_aside=int(empty[answers.of_row].sum()) if len(empty) else 0,
    )


def _read(answers: Sequence[tuple[str, str]], told: Told) -> list[list[ReadAs]]:
    handfuls = [answers[at : at + HANDFUL] for at in range(0, len(answers), HANDFUL)]
    if len(handfuls) < 2:
        return read_all(answers)
    read: list[list[list[ReadAs]]] = []
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("fork")) as pool:
        for handful in pool.map(read_all, handfuls):
            read.append(handful)
            told(min(len(read) * HANDFUL, len(answers)), len(answers))
    return list(chain.from_iterable(read))
