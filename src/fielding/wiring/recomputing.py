"""Recomputes published figures from segments alone: no hub, no database, no keys of one's own."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from pkgutil import resolve_name

from fielding.definitions.service import Service
from fielding.engines.errors import NotSegments, RowsDiffer, SparkMissing
from fielding.engines.segments.checking import check_entries, check_public, signed_checkpoint
from fielding.engines.segments.comparing import Compared, compare_figures
from fielding.engines.segments.manifest import (
    KEYS,
    PUBLIC,
    ROWS,
    Manifest,
    read_manifest,
    read_services,
)
from fielding.engines.segments.plans import cubes, plans, sum_cubes
from fielding.engines.segments.public_plans import public_cubes
from fielding.engines.segments.reading import Engine, open_segments
from fielding.engines.segments.waiting import waits_in_columns
from fielding.ledger.checkpoints import Checkpoint
from fielding.ledger.notes import VerifierKey


class EngineName(StrEnum):
    """What runs the plans."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """What came of it: at which checkpoint, and each figure beside the published one."""

    edition: str
    checkpoint: Checkpoint
    figures: tuple[Compared, ...]

    @property
    def equal(self) -> bool:
        """Was every figure as published?"""
        return all(figure.equal for figure in self.figures)


def recompute(
    folder: Path,
    keys: Sequence[VerifierKey],
    engine: EngineName,
    told: Callable[[int, int], None],
) -> Recomputed:
    """Check every row against the signed checkpoint, then recompute and compare each figure.

    Without keys, those in the folder are believed. Raises NotSegments, RowsDiffer, SparkMissing,
    and what `signed_checkpoint` raises.
    """
    with _readable(folder):
        manifest = read_manifest(folder)
        stands = signed_checkpoint(folder, keys or keys_in(folder))
        if (manifest.size, manifest.at) != (
            stands.checkpoint.size,
            datetime.fromtimestamp(stands.at, UTC),
        ):
            raise RowsDiffer(manifest=manifest.size, signed=stands.checkpoint.size)
        services = read_services(folder, manifest)
        if manifest.edition == PUBLIC:
            check_public(folder, stands.checkpoint, told)
        else:
            check_entries(folder, services, stands.checkpoint, told)
        with _started(engine) as started:
            figures = tuple(_compare(folder, manifest, services, started))
    return Recomputed(edition=manifest.edition, checkpoint=stands.checkpoint, figures=figures)


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    """Tell a file that lacks, is cut short or holds something else as what it is."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise NotSegments(folder=str(folder), because=type(fault).__name__) from fault


def _compare(
    folder: Path, manifest: Manifest, services: Mapping[str, Service], engine: Engine
) -> Iterator[Compared]:
    published = [services[digest] for digest in manifest.in_force]
    if manifest.edition == PUBLIC:
        yield from compare_figures(folder, public_cubes(engine.read(folder / ROWS), published))
        return
    with open_segments(folder, engine) as opened:
        counted = {**cubes(opened, plans(published)), **sum_cubes(opened, published)}
        waits = waits_in_columns(opened, published)
        yield from compare_figures(folder, counted, waits)


def keys_in(folder: Path) -> list[VerifierKey]:
    """Give the public keys that a folder of segments brings with it."""
    told = json.loads((folder / KEYS).read_text(encoding="utf-8"))
    return [VerifierKey.parse(told["log"]), VerifierKey.parse(told["cosigner"])]


def _started(engine: EngineName) -> AbstractContextManager[Engine]:
    # By name: Spark is an extra, and neither engine is loaded unless it is asked for.
    try:
        start = resolve_name(f"fielding.engines.segments.{engine.value}_engine:engine")
    except ModuleNotFoundError as fault:
        raise SparkMissing from fault
    found: AbstractContextManager[Engine] = start()
    return found
