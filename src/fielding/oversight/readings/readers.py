"""Readers: how far second readers and adjudicators agree, for readers err too, and who may see."""

from collections.abc import Iterable
from dataclasses import dataclass

from fielding.oversight.readings.reading import first_answer
from fielding.oversight.readings.results import Read
from fielding.oversight.shares import CannotCompute
from fielding.oversight.statistics.agreement import Agreement, agreement_of
from fielding.oversight.statistics.sequential import Watch, Watched, watch

#: An independent reader differs from 5 decisions of 100; one who differs from 5 of 1,000 may have
#: seen them. 99 agreements in a row raise the alarm; by chance about every 2,900 readings.
NEARLY_ALL = Watch(honest=0.95, bad=0.995, limit=4.55)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderResult:
    """One reader, by pseudonym: agreement with the decisions read, and the test for too much."""

    reader: str
    firm: str
    agreement: Agreement | CannotCompute
    #: An alarm says that this reader agrees more often than an independent reader would.
    watched: Watched
    entries: tuple[int, ...]


def reader_results(reads: Iterable[Read]) -> tuple[ReaderResult, ...]:
    """Compare each reader's answers with what was decided, accepted cases included."""
    said: dict[tuple[str, str], list[Read]] = {}
    for read in reads:
        if read.reading and read.reading.answer:
            by = read.reading.answer
            said.setdefault((by.by, by.firm or ""), []).append(read)
    return tuple(_of_reader(*who, said[who]) for who in sorted(said))


def settled_agreement(reads: Iterable[Read]) -> Agreement | CannotCompute:
    """Compare readers and adjudicators on what both read: what was disputed, and the share checked.

    That is not a random part of all readings, so this says how hard these were, not how good
    readers are.
    """
    return agreement_of([
        (read.reading.answer.code, read.reading.settled.code)
        for read in reads
        if read.reading and read.reading.answer and read.reading.settled
    ])  # fmt: skip


def checked_agreement(reads: Iterable[Read]) -> Agreement | CannotCompute:
    """The same over the share set aside by the draw: that is a random part of all readings."""
    return settled_agreement(read for read in reads if read.picked.pick.checked)


def _of_reader(reader: str, firm: str, reads: list[Read]) -> ReaderResult:
    pairs = [
        (first_answer(read.picked), read.reading.answer.code)
        for read in reads
        if read.reading and read.reading.answer
    ]
    return ReaderResult(
        reader=reader,
        firm=firm,
        agreement=agreement_of(pairs),
        watched=watch(NEARLY_ALL, [first == code for first, code in pairs]),
        entries=tuple(index for read in reads for index in read.entries),
    )
