"""Writes docs/measurements.md from what was measured; nothing in it is typed by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.figures import Figure

PAGE = Path(__file__).parents[1] / "docs" / "measurements.md"
_OPENING = """# Measurements

Written by `make bench`, and the sections of linking beside its peers by `python -m
bench.linking_peers`; run them to have your own machine's figures here. Each figure stands beside
what the same machine did in the same run without Fielding, because only the two together say
anything. A load well above what the run itself makes (about the number of cores) means that others
were using the machine, and that all figures are too low. Nothing was tuned for it: the hub, its
settings and its database are as with `make run`.
"""


def write_page(
    machine: Mapping[str, str],
    found: Mapping[str, Sequence[Figure]],
    notes: Mapping[str, Sequence[str]],
) -> None:
    """Write the page anew; `notes` stand under the figures of their section."""
    parts = [_OPENING, _machine(machine)]
    for name, figures in found.items():
        parts += [_section(name, figures), *(f"{note}\n" for note in notes.get(name, ()))]
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def _machine(machine: Mapping[str, str]) -> str:
    rows = "".join(f"| {name} | {value} |\n" for name, value in machine.items())
    return f"| machine | |\n|---|---|\n{rows}"


def _section(name: str, figures: Sequence[Figure]) -> str:
    rows = "".join(
        f"| {each.what} | {each.value:,g} {each.unit} | {_beside(each)} |\n" for each in figures
    )
    return f"## {name}\n\n| what | measured | the machine alone |\n|---|---|---|\n{rows}"


def _beside(figure: Figure) -> str:
    if figure.limit is None:
        return ""
    return f"{figure.limit:,g} {figure.unit}: {figure.limit_is}"
