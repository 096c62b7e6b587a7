"""Waiting times from segments: by when half, and nine in ten, of a clock's promises had ended."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

import pyarrow.compute as pc

from fielding.definitions.service import Form, Service
from fielding.engines.segments.opened import Opened
from fielding.engines.segments.promises import promise_rows
from fielding.oversight.books import Books
from fielding.oversight.countings import name_of, waits_for
from fielding.oversight.scope import Scope
from fielding.oversight.shares import CannotCompute
from fielding.oversight.waits import Wait, waits_of

_MICROSECOND = timedelta(microseconds=1)
#: Numbers by where they stand, as in a cube.
Cells = Mapping[tuple[object, ...], int]


def waits_in_memory(books: Books, services: Iterable[Service]) -> Mapping[str, Cells]:
    """Give the waiting times of every measure of duration, as the hub counts them."""
    return {
        name: _both(service, {
            synthetic: waits_for(books, Scope(synthetic=synthetic), service, clock)
            for synthetic in (False, True)
        })
        for name, service, clock in _timed(services)
    }  # fmt: skip


def waits_in_columns(opened: Opened, services: Iterable[Service]) -> Iterator[tuple[str, Cells]]:
    """Give the same from segments."""
    for name, service, clock in _timed(services):
        rows = promise_rows(opened, service.code, clock)
        told = rows.select("synthetic", "index", "length", "ended").to_pyarrow()
        yield name, _both(service, {
            synthetic: [
                Wait(index=row["index"], length=row["length"] * _MICROSECOND, ended=row["ended"])
                for row in told.filter(pc.equal(told["synthetic"], synthetic)).to_pylist()
            ]
            for synthetic in (False, True)
        })  # fmt: skip


def _timed(services: Iterable[Service]) -> Iterator[tuple[str, Service, str]]:
    for service in services:
        for measure in service.measures.values():
            if measure.form is Form.DURATION and measure.meeting:
                yield name_of("wait", service.code, measure.name), service, measure.meeting


def _both(service: Service, waits: Mapping[bool, Iterable[Wait]]) -> Cells:
    """Write quantiles in microseconds, real and synthetic; one that cannot be said has no cell."""
    cells: dict[tuple[object, ...], int] = {}
    for synthetic in waits:
        for says, number in _numbers(waits[synthetic]):
            cells[synthetic, service.code, "", "", "", says] = number
    return cells


def _numbers(waits: Iterable[Wait]) -> Iterator[tuple[str, int]]:
    found = waits_of(waits)
    if isinstance(found, CannotCompute):
        return
    yield "ended", found.ended
    yield "running", found.running
    for says, length in (("half", found.half), ("nine-tenths", found.nine_tenths)):
        if length is not None:
            yield says, length // _MICROSECOND
