"""Plans of the public figures: from what the public edition says, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping

import ibis
from ibis.expr.types import Table

from fielding.definitions.service import Measure, Service
from fielding.engines.segments.columns import says
from fielding.engines.segments.plans import SIDES
from fielding.engines.segments.public_writing import kept_column, missed_column
from fielding.oversight.countings import COUNTED, KEPT, MISSED, name_of
from fielding.oversight.editions.public_figures import LEFT_OUT
from fielding.oversight.editions.public_words import FIRM_SAID, MONTH_SAID, WORDS_SAID
from fielding.oversight.records import NOBODY


def public_cubes(rows: Table, services: Iterable[Service]) -> Mapping[str, Table]:
    """Compile every public figure; see `oversight.editions.public_figures`."""
    found = {}
    for service in services:
        for measure in service.measures.values():
            if not (measure.meeting or measure.adds):
                name = name_of("measure", service.code, measure.name)
                found[name] = _cube(_entries(rows, service.code, measure))
        for clock in service.clocks:
            name = name_of("promise", service.code, clock)
            found[name] = _cube(ibis.union(*_ended(rows, name)))
    return found


def _cube(points: Table) -> Table:
    cells = points.group_by(*SIDES).aggregate(number=points.times.sum())
    return cells.filter(cells.number > 0)


def _entries(rows: Table, service: str, measure: Measure) -> Table:
    ours = rows.filter(rows.said > 0, rows.service == service, rows.kind == measure.of)
    word = ibis.literal(COUNTED)
    if measure.where:
        said = ours[says(measure.where)].ifelse(measure.where, f"not-{measure.where}")
        word = (ours.said >= WORDS_SAID).ifelse(said, LEFT_OUT)
    return _points(ours, word, ibis.literal(1, "int64"))


def _ended(rows: Table, clock: str) -> Iterator[Table]:
    ours = rows.filter(rows.said >= WORDS_SAID)
    for column, word in ((kept_column(clock), KEPT), (missed_column(clock), MISSED)):
        ended = ours.filter(ours[column] > 0)
        yield _points(ended, ibis.literal(word), ended[column])


def _points(rows: Table, word: ibis.Value, times: ibis.Value) -> Table:
    return rows.select(
        "synthetic", "service",
        month=(rows.said >= MONTH_SAID).ifelse(rows.month, LEFT_OUT),
        firm=(rows.said >= FIRM_SAID).ifelse(rows.firm.fill_null(NOBODY), LEFT_OUT),
        force=ibis.literal(NOBODY),
        says=word,
        times=times,
    )  # fmt: skip
