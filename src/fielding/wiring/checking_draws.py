"""Draws second readings again: from the hub's own ledger, or from segments alone, without a hub."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fielding.app.standing import DEFAULT_NATION, nation_of
from fielding.engines.errors import NotSegments
from fielding.engines.segments.checking import parquet_tables, signed_checkpoint
from fielding.engines.segments.manifest import (
    ENTRIES,
    OVERSEER,
    read_manifest,
    read_services,
)
from fielding.ledger.entry import Kept, read_entry
from fielding.ledger.notes import VerifierKey
from fielding.oversight.books import Books, Standpoint, carry_on
from fielding.oversight.readings.auditing import Difference, audit
from fielding.oversight.readings.errors import NoSuchDraw
from fielding.oversight.readings.folding import Draw, fold_readings
from fielding.oversight.readings.population import Definition
from fielding.oversight.records import Rules
from fielding.wiring.figures import bookkeeper
from fielding.wiring.hub import hub
from fielding.wiring.recomputing import keys_in


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDraw:
    """A draw, and what differs from its rule and its seed."""

    draw: Draw
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDraws:
    """Draws carried out again over so many entries."""

    size: int
    draws: tuple[CheckedDraw, ...]


def check_draws(name: str | None) -> CheckedDraws:
    """Carry one draw of the hub out again, or all; raise NoSuchDraw."""
    return _check(bookkeeper().figures().books, hub().services.by_digest, name)


def check_draws_in(folder: Path, keys: Sequence[VerifierKey], name: str | None) -> CheckedDraws:
    """The same over the entries of an overseer's edition, hashed anew under its checkpoint.

    Without keys, those in the folder are believed. Raises NoSuchDraw, NotSegments, RowsDiffer,
    NotUnderCheckpoint, and what `signed_checkpoint` raises.
    """
    manifest = read_manifest(folder)
    if manifest.edition != OVERSEER:
        raise NotSegments(folder=str(folder), edition=manifest.edition, needs=OVERSEER)
    stands = signed_checkpoint(folder, keys or keys_in(folder))
    services, days = read_services(folder, manifest), manifest.workdays()
    rules = Rules(
        definition=services.__getitem__,
        workday=lambda case: days.get(nation_of(case), days[DEFAULT_NATION]),
    )
    at = datetime.fromtimestamp(stands.at, UTC)
    signed = Standpoint(size=stands.checkpoint.size, root=stands.checkpoint.root, at=at)
    nothing = Books(standpoint=signed)
    books = carry_on(nothing, _entries(folder), signed, rules)
    return _check(books, services.__getitem__, name)


def _check(books: Books, definition: Definition, name: str | None) -> CheckedDraws:
    draws = fold_readings(books.folios).draws
    if name is not None and name not in draws:
        raise NoSuchDraw(draw=name)
    records = books.records.values()
    return CheckedDraws(
        size=books.standpoint.size,
        draws=tuple(
            CheckedDraw(draw=one, differences=audit(one, records, definition, draws.values()))
            for one in ([draws[name]] if name else draws.values())
        ),
    )


def _entries(folder: Path) -> Iterator[Kept]:
    index = 0
    for rows in parquet_tables(folder / ENTRIES):
        for content in rows["content"].to_pylist():
            yield read_entry(content, index=index)
            index += 1
