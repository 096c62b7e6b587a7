"""Writes a small document of figures beside the hub's other files, all or nothing."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fielding.engines.errors import FiguresSpoilt


def write_figures(file: Path, document: Mapping[str, object]) -> None:
    """Write a document in place of the one before."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    unfinished.rename(file)


def read_figures(file: Path) -> dict[str, Any] | None:
    """Read a document; None where there is none. Raises FiguresSpoilt."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as fault:
        raise FiguresSpoilt(file=str(file)) from fault
    if not isinstance(document, dict):
        raise FiguresSpoilt(file=str(file))
    return document
