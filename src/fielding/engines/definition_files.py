"""Service definitions on disk: the shipped ones, and the operator's own folder."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import fielding
from fielding.definitions.code_tables import code_table
from fielding.definitions.reader import read_service
from fielding.definitions.service import CodeTable, Service
from fielding.engines.formats.yaml_positions import read_yaml
from fielding.engines.reference_tables import ReferenceTables
from fielding.kernel.canonical import canonical_bytes

SHIPPED = Path(fielding.__file__).parent / "services"


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionFile:
    """A definition with the bytes that it is known by: the file's, and its code tables'."""

    service: Service
    content: bytes
    tables: bytes


class DefinitionFiles:
    """Reads definitions; a file of the operator's replaces a shipped one of the same name."""

    def __init__(self, tables: ReferenceTables, operators: Path | None = None) -> None:
        self._folders = (SHIPPED, operators) if operators else (SHIPPED,)
        rows = {
            name: table.mappings
            for name in tables.names()
            if "/" not in name and {"code", "title"} <= set((table := tables.read(name)).columns)
        }
        self._tables = canonical_bytes({name: [dict(r) for r in got] for name, got in rows.items()})

    def all(self) -> list[DefinitionFile]:
        """Read every definition there is; raise InvalidDefinition with all faults of a file."""
        found = {path.name: path for folder in self._folders for path in folder.glob("*.yaml")}
        return [self.read(path) for _, path in sorted(found.items())]

    def read(self, path: Path) -> DefinitionFile:
        """Read one file."""
        content = path.read_bytes()
        service = read_definition(content, self._tables, file=str(path))
        return DefinitionFile(service=service, content=content, tables=self._tables)


@lru_cache(maxsize=16)
def read_definition(content: bytes, tables: bytes, *, file: str) -> Service:
    """Read a definition from its bytes and those of the code tables it is used with.

    The digest is over both: a changed code changes what a decision means. The same bytes give the
    same value, which is kept: segments bring theirs along, and reading takes a tenth of a second.
    """
    digest = hashlib.sha256(content + b"\0" + tables).hexdigest()
    return read_service(
        read_yaml(content, file=file), file=file, tables=_code_tables(tables), digest=digest
    )


def _code_tables(tables: bytes) -> Mapping[str, CodeTable]:
    return {name: code_table(name, rows) for name, rows in json.loads(tables).items()}
