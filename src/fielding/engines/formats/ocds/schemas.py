"""The release schema of OCDS 1.1.4 and the UK extension's, both shipped: nothing is fetched."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ocdsmerge import Merger
from ocdsmerge.rules import get_merge_rules

_FOLDER = Path(__file__).parent / "schema"
_ITEM = "[]"


@cache
def release_schema() -> Mapping[str, Any]:
    """Give the release schema with the UK extension merged in (RFC 7396, as extensions are)."""
    standard = _read("release-schema-1.1.4.json")
    whole: Mapping[str, Any] = _patched(standard, _read("uk-extension.json"))
    return whole


@cache
def merger() -> Merger:
    """Give the reference implementation of OCDS merging, with the rules of our schema."""
    return Merger(merge_rules=get_merge_rules(dict(release_schema())))


@cache
def is_known(path: tuple[str, ...]) -> bool:
    """Say whether the schema knows a field; `[]` stands for any item of a list."""
    return _at(path) is not None


@cache
def _at(path: tuple[str, ...]) -> Mapping[str, Any] | None:
    if not path:
        return release_schema()
    above = _at(path[:-1])
    if above is None:
        return None
    found = above.get("items") if path[-1] == _ITEM else above.get("properties", {}).get(path[-1])
    return _followed(found) if isinstance(found, dict) else None


def _followed(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference; the schema's are all to definitions of its own."""
    while "$ref" in found:
        name = found["$ref"].rpartition("/")[2]
        found = release_schema()["definitions"].get(name, {})
    return found


def _read(name: str) -> dict[str, Any]:
    found = json.loads((_FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)  # noqa: S101 our own file
    return found


def _patched(target: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        merged[name] = _patched(merged.get(name), value)
    return merged
