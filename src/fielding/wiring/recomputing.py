"""Recomputes published figures from segments alone: no hub, no database, no keys of one's own."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from pkgutil import resolve_name

from fielding.engines.errors import RowsDiffer, SparkMissing
from fielding.engines.segments.checking import check_entries, signed_checkpoint
from fielding.engines.segments.comparing import Compared, compare_figures
from fielding.engines.segments.manifest import KEYS, read_manifest, read_services
from fielding.engines.segments.plans import plans
from fielding.engines.segments.reading import Engine, open_segments
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
    manifest = read_manifest(folder)
    stands = signed_checkpoint(folder, keys or _keys_in(folder))
    if (manifest.size, manifest.at) != (
        stands.checkpoint.size,
        datetime.fromtimestamp(stands.at, UTC),
    ):
        raise RowsDiffer(manifest=manifest.size, signed=stands.checkpoint.size)
    check_entries(folder, read_services(folder, manifest), stands.checkpoint, told)
    with _started(engine) as started, open_segments(folder, started) as (opened, services):
        figures = tuple(compare_figures(folder, opened, plans(services)))
    return Recomputed(edition=manifest.edition, checkpoint=stands.checkpoint, figures=figures)


def _keys_in(folder: Path) -> list[VerifierKey]:
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
