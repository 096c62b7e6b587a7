"""Entries: what happened, in the past tense, told by somebody, as the ledger keeps it for ever."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from fielding.kernel.canonical import canonical_bytes
from fielding.kernel.instants import NotAnInstant, read_instant, write_instant
from fielding.ledger.errors import EntryTooLarge, NotAnEntry
from fielding.ledger.tree import leaf_hash

#: An entry bundle writes each entry's length in 16 bits (C2SP tlog-tiles).
LARGEST_ENTRY = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened. Never changed, never deleted; names and free text never go in."""

    id: str
    service: str
    #: SHA-256 of the definition in force, hex.
    definition: str
    kind: str
    subject: str
    also: tuple[str, ...] = ()
    #: Leaf hash of the last entry on this subject, hex; None for the first. The optimistic lock.
    previous: str | None
    #: As told by whoever acted: not evidence of when it happened.
    occurred_at: datetime
    #: By our clock; checkpoints on both sides bound it.
    recorded_at: datetime
    actor: str
    role: str
    firm: str | None = None
    contract: str | None = None
    #: Only what the definition marks open, and the engine's own closed words.
    facts: Mapping[str, object]
    #: Merkle root over the salted hashes of the sealed fields, hex.
    commitment: str | None = None
    #: SHA-256 of the stored ciphertext, hex.
    sealed: str | None = None
    synthetic: bool = False

    @property
    def at(self) -> datetime:
        """When it counts as having happened: by our clock, in a simulated world by its own."""
        return self.occurred_at if self.synthetic else self.recorded_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An entry with the exact bytes that were hashed; the index comes with the sequencer."""

    entry: Entry
    content: bytes
    leaf: bytes
    index: int | None = None

    @property
    def place(self) -> int:
        """Its index; -1 while the sequencer has given it none."""
        return -1 if self.index is None else self.index


KEYS = frozenset(field.name for field in fields(Entry))


def keep_entry(entry: Entry) -> Kept:
    """Write an entry down: its bytes and its leaf hash."""
    content = canonical_bytes(
        {
            "id": entry.id,
            "service": entry.service,
            "definition": entry.definition,
            "kind": entry.kind,
            "subject": entry.subject,
            "also": entry.also,
            "previous": entry.previous,
            "occurred_at": write_instant(entry.occurred_at),
            "recorded_at": write_instant(entry.recorded_at),
            "actor": entry.actor,
            "role": entry.role,
            "firm": entry.firm,
            "contract": entry.contract,
            "facts": entry.facts,
            "commitment": entry.commitment,
            "sealed": entry.sealed,
            "synthetic": entry.synthetic,
        }
    )
    if len(content) > LARGEST_ENTRY:
        raise EntryTooLarge(id=entry.id, length=len(content))
    return Kept(entry=entry, content=content, leaf=leaf_hash(content))


def read_entry(content: bytes, *, index: int | None = None) -> Kept:
    """Read an entry back from its bytes, which stay the ones that were hashed."""
    try:
        told = json.loads(content.decode())
        if not isinstance(told, dict) or told.keys() != KEYS:
            raise NotAnEntry(index=index)
        told["also"] = tuple(told["also"])
        told["occurred_at"] = read_instant(told["occurred_at"])
        told["recorded_at"] = read_instant(told["recorded_at"])
    except (ValueError, TypeError, RecursionError, NotAnInstant) as fault:
        raise NotAnEntry(index=index) from fault
    return Kept(entry=Entry(**told), content=content, leaf=leaf_hash(content), index=index)
