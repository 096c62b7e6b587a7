"""The store in memory: one transaction after another, and the same sight for each role."""

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from fielding.access.roles import Actor, Role
from fielding.app.errors import InFlight, Overtaken
from fielding.app.ports import (
    CaseKey,
    Clock,
    FolioWritten,
    Randomness,
    Remembered,
    SealedTexts,
    Written,
)
from fielding.app.standing import Standing
from fielding.cases.errors import CaseErased
from fielding.ledger.entry import Kept
from fielding.ledger.sealing import KEY_BYTES, NONCE_BYTES, wrap_key
from fielding.testing.folios import MemoryFolios

_HUB_SIDE = frozenset({
    Role.CALL_HANDLER, Role.ASSESSOR, Role.SUPERVISOR, Role.ANALYST,
    Role.DATA_PROTECTION_OFFICER, Role.IMPORTER, Role.SYSTEM,
})  # fmt: skip
#: Without plaintext.
_SEES_ENTRIES = frozenset({Role.OVERSEER, Role.CONTRACT_MANAGER})
_SERVICE_KEY = bytes(KEY_BYTES)


@dataclass(slots=True, kw_only=True)
class Contents:
    """What is stored. A transaction works on a copy, which takes the original's place."""

    entries: tuple[Kept, ...] = ()
    histories: dict[str, tuple[Kept, ...]] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    keys: dict[str, CaseKey] = field(default_factory=dict)
    blobs: dict[str, dict[str, bytes]] = field(default_factory=dict)
    remembered: dict[str, Remembered] = field(default_factory=dict)
    folios: MemoryFolios = field(default_factory=MemoryFolios)

    def copy(self) -> "Contents":
        """Copy everything that can change."""
        return replace(
            self,
            histories=dict(self.histories),
            standings=dict(self.standings),
            keys=dict(self.keys),
            blobs={case: dict(blobs) for case, blobs in self.blobs.items()},
            remembered=dict(self.remembered),
            folios=self.folios.copy(),
        )


@dataclass(slots=True, kw_only=True)
class MemoryStore:
    """Keeps everything in memory, one transaction at a time."""

    random: Randomness
    clock: Clock
    contents: Contents = field(default_factory=Contents)
    _numbers: int = 0  # rising even where a transaction fails, as a sequence does
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def transaction(self, actor: Actor) -> Iterator["MemoryTransaction"]:
        """Open a transaction as somebody; an error leaves everything as it was."""
        with self._turn:
            begun = MemoryTransaction(store=self, actor=actor, contents=self.contents.copy())
            yield begun
            self.contents = begun.contents

    def case_of(self, reference: str) -> str | None:
        """Find the case that a reference names."""
        for case, standing in self.contents.standings.items():
            if standing.case.reference == reference:
                return case
        return None

    def number(self) -> int:
        """Draw the next number."""
        self._numbers += 1
        return self._numbers


@dataclass(slots=True, kw_only=True)
class MemoryTransaction:
    """One open transaction; see `app.ports.Transaction` for what each method guarantees."""

    store: MemoryStore
    actor: Actor
    contents: Contents

    def history(self, case: str) -> tuple[Kept, ...]:
        history = self.contents.histories.get(case, ())
        if self.actor.role in _SEES_ENTRIES or self._opens(case):
            return history
        if self.contents.folios.reads_again(self.actor, case):
            return tuple(k for k in history if k.entry.kind in {"case.received", "case.added"})
        return ()

    def new_case_key(self, case: str) -> CaseKey:
        key, nonce = self.store.random.bytes(KEY_BYTES), self.store.random.bytes(NONCE_BYTES)
        wrapped = wrap_key(_SERVICE_KEY, key, bound=f"case/{case}", nonce=nonce)
        return CaseKey(key=key, wrapped=wrapped, month=f"{self.store.clock.now():%Y-%m}")

    def case_key(self, case: str) -> bytes:
        opens = self._opens(case) or self.contents.folios.reads_again(self.actor, case)
        if case not in self.contents.keys or not opens:
            raise CaseErased(case=case)
        return self.contents.keys[case].key

    def blobs(self, case: str) -> Mapping[str, bytes]:
        seen = {kept.entry.id for kept in self.history(case)}
        blobs = self.contents.blobs.get(case, {})
        if self.actor.role in _SEES_ENTRIES:
            return {}
        return {entry: blobs[entry] for entry in blobs if entry in seen}

    def folio(self, subject: str) -> tuple[Kept, ...]:
        return self.contents.folios.history(self.actor, subject)

    def new_folio_key(self, subject: str) -> CaseKey:
        key, nonce = self.store.random.bytes(KEY_BYTES), self.store.random.bytes(NONCE_BYTES)
        wrapped = wrap_key(_SERVICE_KEY, key, bound=subject, nonce=nonce)
        return CaseKey(key=key, wrapped=wrapped, month=f"{self.store.clock.now():%Y-%m}")

    def folio_keys(self, subjects: Collection[str]) -> Mapping[str, bytes]:
        return self.contents.folios.opened(self.actor, subjects)

    def folio_blobs(self, subjects: Collection[str]) -> Sequence[SealedTexts]:
        return self.contents.folios.texts(self.actor, subjects)

    def keep_folios(self, written: Sequence[FolioWritten]) -> None:
        for each in written:
            self.contents.folios.keep(each)
            self.contents.entries = (*self.contents.entries, *each.new)

    def next_numbers(self, count: int) -> Sequence[int]:
        return [self.store.number() for _ in range(count)]

    def keep(self, written: Sequence[Written]) -> None:
        for each in written:
            self._keep(each)

    def forget(self, case: str) -> None:
        self.contents.keys.pop(case, None)
        self.contents.blobs.pop(case, None)
        self.contents.folios.forget(case)

    def remember(self, key: str, remembered: Remembered) -> None:
        if key in self.contents.remembered:
            raise InFlight
        self.contents.remembered[key] = remembered

    def recall(self, key: str) -> Remembered | None:
        return self.contents.remembered.get(key)

    def remember_all(self, remembered: Mapping[str, Remembered]) -> None:
        for key, each in remembered.items():
            self.remember(key, each)

    def recall_all(self, keys: Collection[str]) -> Mapping[str, Remembered]:
        return {key: each for key in keys if (each := self.recall(key))}

    def _keep(self, written: Written) -> None:
        case = written.standing.case.id
        before = self.contents.histories.get(case, ())
        last = before[-1].leaf.hex() if before else None
        for kept in written.new:
            if kept.entry.previous != last:
                raise Overtaken(case=case)
            last = kept.leaf.hex()
        self.contents.histories[case] = (*before, *written.new)
        self.contents.entries = (*self.contents.entries, *written.new)
        self.contents.standings[case] = written.standing
        self.contents.blobs.setdefault(case, {}).update(written.blobs)
        if written.key is not None:
            self.contents.keys[case] = written.key

    def _opens(self, case: str) -> bool:
        match self.actor.role:
            case Role.REPORTER:
                return case == self.actor.case
            case Role.OFFICER:
                standing = self.contents.standings.get(case)
                referrals = standing.case.referrals.values() if standing else ()
                return any(
                    r.recipient == self.actor.firm and r.state != "returned" for r in referrals
                )
            case role:
                return role in _HUB_SIDE
