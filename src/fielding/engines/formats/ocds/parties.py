"""Read the organisations of a process from its releases, never from a merged one.

Merging puts two parties with one id into one; here both names stay.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from fielding.app.books.registering.contracting import Fault, Party
from fielding.engines.formats.ocds.identity import identifiers_of, key_of, plain_name, text_of
from fielding.engines.formats.ocds.processes import Group, list_of

Json = Mapping[str, object]


@dataclass(slots=True, kw_only=True)
class Parties:
    """The organisations of one process, by key; a pad of the reader."""

    group: Group
    by_key: dict[str, Party] = field(default_factory=dict)
    #: Keys by the id and the plain name that the releases give a party.
    _named: dict[tuple[str, str], str] = field(default_factory=dict)
    _numbered: dict[str, dict[str, None]] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        """Name the process, for ids that mean nothing outside it."""
        return f"{self.group.ocid} {self.group.buyers[0] if self.group.buyers else ''}"

    def read(self) -> dict[str, Party]:
        """Read all organisations that the releases name anywhere."""
        for found in self.group.found:
            for told, buys in _told(found.release):
                self._add(told, buys=buys)
        return self.by_key

    def key(self, reference: object) -> str | None:
        """Give the key of the party that a reference means; call `read` first.

        An id that several parties carry means the one whose name the reference repeats.
        """
        if not isinstance(reference, dict):
            return None
        number, name = text_of(reference.get("id")), plain_name(text_of(reference.get("name")))
        if (number, name) in self._named:
            return self._named[number, name]
        numbered = tuple(self._numbered.get(number, ()))
        if number and len(numbered) == 1:
            return numbered[0]
        return self._key(reference) if number or name else None

    def faults(self) -> Iterator[Fault]:
        """List organisations that one key knows by several names."""
        for party in self.by_key.values():
            if party.other_names:
                count = 1 + len(party.other_names)
                words = f"One identifier stands with {count} names; all are kept."
                yield Fault(code="several-names", place=party.key, words=words)

    def _key(self, party: Json) -> str:
        buyer = key_of(party, self.group.ocid)
        return buyer if buyer in self.group.buyers else key_of(party, self.scope)

    def _add(self, told: Json, *, buys: bool) -> None:
        key, name = self._key(told), text_of(told.get("name")) or _legal_name(told)
        number = text_of(told.get("id"))
        self._named[number, plain_name(text_of(told.get("name")))] = key
        self._numbered.setdefault(number, {})[key] = None
        known = self.by_key.get(key)
        if known is None:
            self.by_key[key] = Party(
                key=key, name=name, identifiers=identifiers_of(told), buys=buys
            )
            return
        more = tuple(dict.fromkeys((*known.identifiers, *identifiers_of(told))))
        names = {plain_name(other) for other in ("", known.name, *known.other_names)}
        new = () if plain_name(name) in names else (name,)
        self.by_key[key] = replace(
            known,
            name=known.name or name,
            identifiers=more,
            other_names=(*known.other_names, *new) if known.name else (),
            buys=known.buys or buys,
        )


def _told(release: Json) -> Iterator[tuple[Json, bool]]:
    """Give each organisation of a release, and whether it buys there."""
    listed = [party for party in list_of(release, "parties") if isinstance(party, dict)]
    for party in listed:
        yield party, "buyer" in list_of(party, "roles")
    known = {text_of(party.get("id")) for party in listed} - {""}
    for reference, buys in _references(release):
        if text_of(reference.get("id")) not in known:
            yield reference, buys


def _references(release: Json) -> Iterable[tuple[Json, bool]]:
    buyer = release.get("buyer")
    if isinstance(buyer, dict) and (text_of(buyer.get("id")) or text_of(buyer.get("name"))):
        yield buyer, True
    for award in list_of(release, "awards"):
        for supplier in list_of(award, "suppliers"):
            if isinstance(supplier, dict):
                yield supplier, False


def _legal_name(party: Json) -> str:
    identifier = party.get("identifier")
    return text_of(identifier.get("legalName")) if isinstance(identifier, dict) else ""
