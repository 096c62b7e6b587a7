"""The SQL of the house by name: `.sql` files with a line of purpose above each statement."""

import re
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import LiteralString, cast

_HEADING = re.compile(r"^-- ([a-z_]+): .+$", re.MULTILINE)


def migration_sql(name: str) -> str:
    """Read the SQL of one migration."""
    return (files("fielding.store") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def read_statements(name: str) -> Mapping[str, LiteralString]:
    """Read a file of statements, each headed by `-- its_name: what it is for`."""
    _, *parts = _HEADING.split(migration_sql(name))
    found = dict(zip(parts[::2], parts[1::2], strict=True))
    return MappingProxyType(cast("dict[str, LiteralString]", found))
