"""Definitions on disk, shipped and the operator's own."""

from pathlib import Path

import pytest

from fielding.definitions.errors import InvalidDefinition
from fielding.engines.definition_files import SHIPPED, DefinitionFiles
from fielding.engines.reference_tables import ReferenceTables


def test_every_shipped_definition_is_read_under_its_own_digest() -> None:
    found = DefinitionFiles(ReferenceTables()).all()

    assert len({file.service.code for file in found}) == len(list(SHIPPED.glob("*.yaml")))
    assert len({file.service.digest for file in found}) == len(found)


def test_an_operators_file_replaces_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    name = min(SHIPPED.glob("*.yaml")).name
    (tmp_path / name).write_bytes((SHIPPED / name).read_bytes() + b"\n# ours\n")

    found = DefinitionFiles(ReferenceTables(), tmp_path).all()

    assert any(file.content.endswith(b"# ours\n") for file in found)
    assert len(found) == len(list(SHIPPED.glob("*.yaml")))


def test_a_changed_code_table_changes_the_digest(tmp_path: Path) -> None:
    table = (SHIPPED.parent / "reference" / "crime_outcomes.csv").read_text()
    (tmp_path / "crime_outcomes.csv").write_text(table + "99,Another,other,,2026-01,local\n")

    ours = DefinitionFiles(ReferenceTables(operators=tmp_path)).all()

    shipped = DefinitionFiles(ReferenceTables()).all()
    assert {file.service.digest for file in ours}.isdisjoint(f.service.digest for f in shipped)


def test_a_broken_file_is_refused_with_its_faults(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("service: x\nservice: y\n")

    with pytest.raises(InvalidDefinition, match=r"broken\.yaml:2"):
        DefinitionFiles(ReferenceTables(), tmp_path).all()
