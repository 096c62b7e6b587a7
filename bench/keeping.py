"""Keeps what was measured: a file for each day, and the page; other sections stay as they were."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.page import write_page

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Figures that were measured together, and what a reader must know of them."""

    figures: Sequence[Figure]
    notes: Sequence[str] = field(default=())


def keep(now: datetime, machine: Mapping[str, str], sections: Mapping[str, Section]) -> Path:
    """Write sections down, in place of those of the same name; give the file."""
    document = _newest()
    figures = document.get("figures", {})
    notes = document.get("notes", {})
    for name, section in sections.items():
        figures[name] = [asdict(each) for each in section.figures]
        notes[name] = [f"Measured on {now:%d %B %Y}, {now:%H:%M} UTC.", *section.notes]
    measured = now.isoformat(timespec="seconds")
    document = {
        "measured_at": measured, "machine": dict(machine), "figures": figures, "notes": notes,
    }  # fmt: skip
    file = RESULTS / f"{now:%Y-%m-%d}.json"
    RESULTS.mkdir(exist_ok=True)
    file.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    found = {name: [Figure(**each) for each in told] for name, told in figures.items()}
    write_page(machine, found, notes)
    return file


def _newest() -> dict[str, Any]:
    files = sorted(RESULTS.glob("*.json"))
    told: dict[str, Any] = json.loads(files[-1].read_text(encoding="utf-8")) if files else {}
    return told
