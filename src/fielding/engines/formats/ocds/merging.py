"""Merge the releases of one process, one by one: what it was after each of them."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from ocdsmerge.exceptions import OCDSMergeError
from ocdsmerge.merge import CompiledRelease

from fielding.app.books.registering.contracting import Fault, Release
from fielding.engines.formats.ocds.days import read_time
from fielding.engines.formats.ocds.exact import exact_json
from fielding.engines.formats.ocds.identity import text_of
from fielding.engines.formats.ocds.processes import Group, list_of
from fielding.engines.formats.ocds.releases import Found
from fielding.engines.formats.ocds.schemas import merger

#: Stands for a release that tells no date: before all that do.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A process after one of its releases."""

    release: Release
    own: Mapping[str, Any]
    whole: Mapping[str, Any]


def compile_releases(group: Group) -> Iterator[Compiled | Fault]:
    """Give the process after each release, in the order of their dates, each release once.

    Where a release cannot be merged (an object where a list was), it is taken by itself.
    """
    merged = CompiledRelease(merge_rules=merger().merge_rules, rule_overrides={})
    seen: set[str] = set()
    for found, release in _ordered(group.found):
        if release.digest in seen:
            words = "The same release stands in the file more than once; it counts once."
            yield Fault(code="repeated-release", place=found.place, words=words)
            continue
        seen.add(release.digest)
        yield from _faults(found)
        whole = _merge(merged, found.release)
        if whole is None:
            words = "It contradicts the shape of earlier releases and is taken by itself."
            yield Fault(code="cannot-merge", place=found.place, words=words)
        yield Compiled(release=release, own=found.release, whole=whole or found.release)


def _merge(merged: CompiledRelease, release: Mapping[str, Any]) -> Mapping[str, Any] | None:
    before = dict(merged.data)
    try:
        with warnings.catch_warnings():
            # Two items of a list with one id: the parties are read from the releases themselves.
            warnings.simplefilter("ignore")
            merged.append(dict(release))
            whole: Mapping[str, Any] = merged.asdict()
    except (OCDSMergeError, AttributeError, TypeError, KeyError):
        merged.data = before
        return None
    return whole


def _ordered(found: Sequence[Found]) -> list[tuple[Found, Release]]:
    kept = [(one, keep_release(one.release)) for one in found]
    return sorted(kept, key=lambda pair: pair[1].at)


def keep_release(release: Mapping[str, Any]) -> Release:
    """Write a release down as it is, so that all of it can be had again."""
    content = exact_json(release)
    told = read_time(release.get("date")).at
    tags = tuple(text_of(tag) for tag in list_of(release, "tag"))
    return Release(
        digest=sha256(content.encode()).hexdigest(),
        id=text_of(release.get("id")),
        at=(told or UNDATED).astimezone(UTC),
        tags=tags,
        content=content,
    )


def _faults(found: Found) -> Iterator[Fault]:
    if read_time(found.release.get("date")).at is None:
        words = "The release has no date that can be read; it counts as older than all others."
        yield Fault(code="undated", place=found.place, words=words)
    for name in ("awards", "contracts"):
        listed = [one for one in list_of(found.release, name) if isinstance(one, dict)]
        ids = [text_of(one.get("id")) for one in listed]
        if len(set(ids)) < len(ids):
            words = f"Two {name} of one release carry the same id; they count as one, as OCDS says."
            yield Fault(code="repeated-id", place=found.place, words=words)
