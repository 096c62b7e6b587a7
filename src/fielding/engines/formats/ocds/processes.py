"""Put releases into processes: one ocid with one buyer, however many buyers use the ocid."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fielding.app.books.registering.contracting import Fault
from fielding.engines.formats.ocds.identity import key_of, text_of
from fielding.engines.formats.ocds.releases import Found

Json = Mapping[str, object]
_BUYING = frozenset({"buyer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The releases of one process in the order of the file, and the keys of its buyers."""

    ocid: str
    buyers: tuple[str, ...]
    found: tuple[Found, ...]


def group(found: Iterable[Found]) -> tuple[list[Group], list[Fault]]:
    """Group releases by ocid and buyer; releases whose buyers have nobody in common stay apart."""
    by_ocid: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        by_ocid[text_of(one.release["ocid"])].append(one)
    groups: list[Group] = []
    faults: list[Fault] = []
    for ocid, releases in by_ocid.items():
        parts = _apart(ocid, releases)
        groups.extend(parts)
        faults.extend(_told(ocid, parts))
    return groups, faults


def _apart(ocid: str, releases: Sequence[Found]) -> list[Group]:
    """Join releases that share a buyer; one that names none belongs to the only process."""
    parts: list[tuple[dict[str, None], list[Found]]] = []
    nameless: list[Found] = []
    for one in releases:
        buyers = dict.fromkeys(buyers_of(one.release))
        if not buyers:
            nameless.append(one)
            continue
        shared = [part for part in parts if not part[0].keys().isdisjoint(buyers)]
        joined = ({}, []) if not shared else shared[0]
        for part in shared[1:]:
            joined[0].update(part[0])
            joined[1].extend(part[1])
            parts.remove(part)
        joined[0].update(buyers)
        joined[1].append(one)
        if not shared:
            parts.append(joined)
    if nameless:
        if len(parts) == 1:
            parts[0][1].extend(nameless)
        else:
            parts.append(({}, nameless))
    places = {id(one): number for number, one in enumerate(releases)}
    return [
        Group(
            ocid=ocid, buyers=tuple(buyers), found=tuple(sorted(own, key=lambda f: places[id(f)]))
        )
        for buyers, own in parts
    ]


def buyers_of(release: Json) -> Iterator[str]:
    """Give the keys of a release's buyers: the one named as buyer first."""
    ocid = text_of(release.get("ocid"))
    parties = [party for party in list_of(release, "parties") if isinstance(party, dict)]
    by_id = {text_of(party.get("id")): party for party in parties}
    buyer = release.get("buyer")
    if isinstance(buyer, dict) and (text_of(buyer.get("id")) or text_of(buyer.get("name"))):
        yield key_of(by_id.get(text_of(buyer.get("id"))) or buyer, ocid)
    for party in parties:
        if not _BUYING.isdisjoint(text_of(role) for role in list_of(party, "roles")):
            yield key_of(party, ocid)


def list_of(holder: object, name: str) -> Sequence[object]:
    """Give the list under a name, empty where there is none."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return found if isinstance(found, list) else ()


def _told(ocid: str, parts: Sequence[Group]) -> Iterator[Fault]:
    named = [part for part in parts if part.buyers]
    if len(named) > 1:
        words = (
            f"{len(named)} buyers with nothing in common use this one ocid. "
            "Each is kept as a process of its own; nothing of one is merged into another."
        )
        yield Fault(code="shared-ocid", place=ocid, words=words)
    if any(not part.buyers for part in parts):
        words = "Some releases name no buyer, so that nobody can tell whose process they are."
        yield Fault(code="no-buyer", place=ocid, words=words)
