"""The pen of the books: writes one folio's entries, each bound to the one before."""

from dataclasses import dataclass, field

from fielding.access.roles import Actor
from fielding.app.ports import CaseKey, FolioWritten, Hub, Transaction
from fielding.cases.errors import CaseErased
from fielding.cases.step import Step
from fielding.kernel.ids import new_id
from fielding.ledger.entry import Entry, Kept, keep_entry
from fielding.ledger.sealing import seal
from fielding.oversight.rulebook import BOOKS, rule_for


@dataclass(slots=True, kw_only=True)
class FolioPen:
    """Holds a folio's history and adds to it in memory; lives no longer than its transaction."""

    hub: Hub
    subject: str
    key: bytes = field(repr=False)
    history: list[Kept] = field(default_factory=list)
    begun: CaseKey | None = None
    blobs: dict[str, bytes] = field(default_factory=dict)
    #: How many entries of the history were there before.
    known: int = 0

    @classmethod
    def take_up(cls, hub: Hub, tx: Transaction, subject: str) -> "FolioPen":
        """Go on with a folio, or begin it; raise CaseErased when its key was destroyed."""
        history = tx.folio(subject)
        if not history:
            begun = tx.new_folio_key(subject)
            return cls(hub=hub, subject=subject, key=begun.key, begun=begun)
        keys = tx.folio_keys([subject])
        if subject not in keys:
            raise CaseErased(folio=subject)
        return cls(
            hub=hub,
            subject=subject,
            key=keys[subject],
            history=list(history),
            known=len(history),
        )

    def write(self, actor: Actor, step: Step) -> Kept:
        """Write a step down as the folio's next entry, under the rule of its kind.

        Raises UnknownKind when no instrument has a rule for the step's kind.
        """
        hub, stamped = self.hub, self.hub.stamp.now()
        entry_id = str(new_id(stamped, hub.random.bytes(10)))
        sealed = None
        if step.sealed:
            sealed = seal(
                self.key,
                case=self.subject,
                entry=entry_id,
                fields=step.sealed,
                random=hub.random.bytes,
            )
            self.blobs[entry_id] = sealed.blob
        kept = keep_entry(
            Entry(
                id=entry_id,
                service=BOOKS,
                definition=rule_for(step.kind).digest,
                kind=step.kind,
                subject=self.subject,
                also=step.also,
                previous=self.history[-1].leaf.hex() if self.history else None,
                occurred_at=step.occurred_at or hub.clock.now(),
                recorded_at=stamped,
                actor=actor.name,
                role=actor.role.value,
                firm=actor.firm,
                contract=actor.contract,
                facts=step.facts,
                commitment=sealed.commitment if sealed else None,
                sealed=sealed.digest if sealed else None,
                synthetic=hub.synthetic or (bool(self.history) and self.history[0].entry.synthetic),
            )
        )
        self.history.append(kept)
        return kept

    def written(self) -> FolioWritten:
        """Give what a transaction has to keep."""
        return FolioWritten(
            subject=self.subject,
            new=tuple(self.history[self.known :]),
            blobs=self.blobs,
            key=self.begun,
        )
