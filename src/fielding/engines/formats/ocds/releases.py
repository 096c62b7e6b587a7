"""Find the releases in JSON values: bare, in release packages, and in records."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fielding.app.books.registering.contracting import Fault
from fielding.engines.formats.ocds.json_values import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One release, and where it stood."""

    place: str
    release: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extends:
    """A package names an extension by its address."""

    address: str


def find_releases(values: Iterable[Placed | Fault]) -> Iterator[Found | Extends | Fault]:
    """Give every release of the values, with faults for what holds none."""
    for value in values:
        if isinstance(value, Fault):
            yield value
            continue
        yield from _in_value(value.value, value.place)


def _in_value(value: object, place: str) -> Iterator[Found | Extends | Fault]:
    if isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from _in_value(one, f"{place}, item {number}")
    elif isinstance(value, dict):
        yield from _in_object(value, place)
    else:
        yield _nothing(place, "It is no object.")


def _in_object(value: Mapping[str, Any], place: str) -> Iterator[Found | Extends | Fault]:
    if isinstance(value.get("releases"), list) and "ocid" not in value:
        yield from _extensions(value)
        for number, one in enumerate(value["releases"], 1):
            yield from _release(one, f"{place}, release {number}")
    elif isinstance(value.get("records"), list):
        yield from _extensions(value)
        for number, one in enumerate(value["records"], 1):
            yield from _in_record(one, f"{place}, record {number}")
    elif "compiledRelease" in value or "versionedRelease" in value or "releases" in value:
        yield from _in_record(value, place)
    else:
        yield from _release(value, place)


def _in_record(record: object, place: str) -> Iterator[Found | Extends | Fault]:
    """Prefer the releases themselves; a record that only links to them has its compiled one."""
    if not isinstance(record, dict):
        yield _nothing(place, "The record is no object.")
        return
    releases = record.get("releases")
    whole = [one for one in releases if _is_release(one)] if isinstance(releases, list) else []
    if whole and isinstance(releases, list) and len(whole) == len(releases):
        for number, one in enumerate(whole, 1):
            yield from _release(one, f"{place}, release {number}")
    elif _is_release(record.get("compiledRelease")):
        yield from _release(record["compiledRelease"], f"{place}, compiled release")
    else:
        words = "The record only links to its releases and holds no compiled one: import those."
        yield _nothing(place, words)


def _is_release(value: object) -> bool:
    return isinstance(value, dict) and "ocid" in value


def _release(value: object, place: str) -> Iterator[Found | Fault]:
    if not isinstance(value, dict):
        yield _nothing(place, "The release is no object.")
    elif not (isinstance(value.get("ocid"), str) and value["ocid"].strip()):
        yield _nothing(place, "There is no ocid, so nobody can tell which process it is about.")
    else:
        yield Found(place=place, release=value)


def _extensions(package: Mapping[str, object]) -> Iterator[Extends]:
    named = package.get("extensions")
    for address in named if isinstance(named, list) else ():
        if isinstance(address, str):
            yield Extends(address=address)


def _nothing(place: str, words: str) -> Fault:
    return Fault(code="no-release", place=place, words=words, lost=True)
