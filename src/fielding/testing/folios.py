"""Folios in memory: the same sight for each role as row-level security gives."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from fielding.access.roles import Actor, Role
from fielding.app.errors import Overtaken
from fielding.app.ports import FolioWritten, SealedTexts
from fielding.ledger.entry import Kept

_SEES_ALL = frozenset({
    Role.OVERSEER, Role.CONTRACT_MANAGER, Role.AWARD_OFFICER, Role.DATA_PROTECTION_OFFICER,
    Role.SYSTEM,
})  # fmt: skip
_LINKS = ("judgement/", "identifier/", "network/")
_SEES_LINKS = frozenset({
    Role.ASSESSOR, Role.SUPERVISOR, Role.ANALYST, Role.OVERSEER, Role.DATA_PROTECTION_OFFICER,
    Role.SYSTEM,
})  # fmt: skip
_GRANTED = frozenset({Role.SUPPLIER, Role.SECOND_READER})


@dataclass(slots=True, kw_only=True)
class MemoryFolios:
    """What is stored of the books."""

    histories: dict[str, tuple[Kept, ...]] = field(default_factory=dict)
    keys: dict[str, bytes] = field(default_factory=dict)
    blobs: dict[str, tuple[SealedTexts, ...]] = field(default_factory=dict)

    def copy(self) -> "MemoryFolios":
        """Copy everything that can change."""
        return MemoryFolios(
            histories=dict(self.histories), keys=dict(self.keys), blobs=dict(self.blobs)
        )

    def history(self, actor: Actor, subject: str) -> tuple[Kept, ...]:
        """Give a folio's entries to who may see them."""
        return self.histories.get(subject, ()) if self._opens(actor, subject) else ()

    def opened(self, actor: Actor, subjects: Collection[str]) -> Mapping[str, bytes]:
        """Give the keys of folios to who may open them."""
        return {s: self.keys[s] for s in subjects if s in self.keys and self._opens(actor, s)}

    def texts(self, actor: Actor, subjects: Collection[str]) -> Sequence[SealedTexts]:
        """Give the ciphertexts of folios to who may open them."""
        if actor.role is Role.ADJUDICATOR:  # settles without the first reader's reason
            return ()
        opened = [s for s in subjects if self._opens(actor, s)]
        if actor.role is not Role.SYSTEM:
            opened = [subject for subject in opened if not subject.startswith("draw/")]
        if actor.role is Role.OVERSEER:
            opened = [subject for subject in opened if not subject.startswith(_LINKS)]
        return [text for subject in opened for text in self.blobs.get(subject, ())]

    def keep(self, written: FolioWritten) -> None:
        """Take in what a folio gained; raise Overtaken."""
        subject = written.subject
        before = self.histories.get(subject, ())
        last = before[-1].leaf.hex() if before else None
        for kept in written.new:
            if kept.entry.previous != last:
                raise Overtaken(subject=subject)
            last = kept.leaf.hex()
        self.histories[subject] = (*before, *written.new)
        if written.key is not None:
            self.keys[subject] = written.key.key
        gained = [SealedTexts(subject=subject, entry=e, blob=b) for e, b in written.blobs.items()]
        self.blobs[subject] = (*self.blobs.get(subject, ()), *gained)

    def forget(self, case: str) -> None:
        """Destroy the keys and texts of a case's second readings."""
        for subject, history in self.histories.items():
            about = any(f"case/{case}" in kept.entry.also for kept in history)
            if subject.startswith("reading/") and about:
                self.keys.pop(subject, None)
                self.blobs.pop(subject, None)

    def reads_again(self, actor: Actor, case: str) -> bool:
        """Is the case among those that the actor reads again, or settles the readings of?"""
        return actor.role in {Role.SECOND_READER, Role.ADJUDICATOR} and any(
            f"case/{case}" in kept.entry.also
            for subject, history in self.histories.items()
            if subject.startswith("reading/") and self._opens(actor, subject)
            for kept in history
        )

    def _opens(self, actor: Actor, subject: str) -> bool:
        if subject.startswith(_LINKS):
            return actor.role in _SEES_LINKS
        is_reading = subject.startswith("reading/")
        if actor.role is Role.ADJUDICATOR:
            return is_reading
        if actor.role in _GRANTED:
            granted = {body for kept in self.histories.get(subject, ()) for body in _bodies(kept)}
            return actor.firm in granted and is_reading is (actor.role is Role.SECOND_READER)
        return actor.role in _SEES_ALL


def _bodies(kept: Kept) -> Sequence[str]:
    told = kept.entry.facts.get("for", ())
    return [str(body) for body in told] if isinstance(told, list | tuple) else []
