"""Reads definitions for the tests of this room."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import fielding
from fielding.definitions.code_tables import code_table
from fielding.definitions.errors import InvalidDefinition
from fielding.definitions.faults import Fault
from fielding.definitions.located import Located
from fielding.definitions.reader import read_service
from fielding.definitions.service import CodeTable, Service
from fielding.engines.formats.yaml_positions import read_yaml

REFERENCE = Path(fielding.__path__[0]) / "reference"


@pytest.fixture(scope="session")
def tree() -> Callable[[str], Located]:
    return lambda text: read_yaml(text.encode(), file="service.yaml")


@pytest.fixture(scope="session")
def reference() -> Path:
    return REFERENCE


@pytest.fixture(scope="session")
def tables() -> Mapping[str, CodeTable]:
    found = {}
    for name in ("nfib_codes", "crime_outcomes"):
        with (REFERENCE / f"{name}.csv").open(newline="") as rows:
            found[name] = code_table(name, csv.DictReader(rows))
    return found


@pytest.fixture(scope="session")
def read(
    tree: Callable[[str], Located], tables: Mapping[str, CodeTable]
) -> Callable[[str], Service]:
    return lambda text: read_service(tree(text), file="service.yaml", tables=tables)


@pytest.fixture(scope="session")
def faults(read: Callable[[str], Service]) -> Callable[[str], tuple[Fault, ...]]:
    def find(text: str) -> tuple[Fault, ...]:
        with pytest.raises(InvalidDefinition) as found:
            read(text)
        return found.value.faults

    return find
