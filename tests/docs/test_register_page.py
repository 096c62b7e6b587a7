"""The register's page shows hashes and figures that are so."""

import re
from datetime import date
from pathlib import Path

from tests.conftest import shared

from fielding.app.books.registering.contracting import Form, Stage
from fielding.engines.formats.ocds.reader import read_contracting
from fielding.oversight.register.agreeing import digest_of_terms

PAGE = (Path(__file__).parents[2] / "docs" / "books" / "register.md").read_text(encoding="utf-8")
DAYS = {"3.9": date(2014, 5, 1), "11": date(2015, 10, 1)}


def test_the_hashes_of_the_worked_example_are_those_of_its_terms() -> None:
    shown = re.findall(r"^savings ([\d.]+) of amount-saved .*SHA-256 (\w{64})$", PAGE, re.MULTILINE)

    computed = [
        (percent, digest_of_terms(day, day, {
            "commissions": [{"name": "savings", "percent": percent, "of": "amount-saved"}],
        }))
        for percent, day in DAYS.items()
    ]  # fmt: skip
    assert shown == computed


def test_the_measured_counts_are_those_of_the_files() -> None:
    names = ("contracts_finder_2020_bluetail", "contracts_finder_2025")
    told = [read_contracting(shared(f"oversight/ocds_uk/{name}.jsonl")) for name in names]
    processes = [process for one in told for process in one.processes]
    awards = [d for process in processes for d in process.dealings if d.kind == "award"]
    shared_awards = [
        sum(
            d.states[-1].form is Form.SHARED
            for process in one.processes
            for d in process.dealings
            if d.kind == "award"
        )
        for one in told
    ]

    assert sum(one.releases for one in told) == 300
    assert f"{len(processes)} processes, {len(awards)} awards" in PAGE
    assert all(d.states[-1].stage is Stage.AWARDED for d in awards)
    assert f"{shared_awards[1]} of the 2025 awards and {shared_awards[0]} of the 2020" in PAGE
