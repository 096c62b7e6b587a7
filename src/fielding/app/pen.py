"""The pen: writes one case's entries, each bound to the one before; a transaction keeps them."""

from dataclasses import dataclass, field

from fielding.access.roles import Actor
from fielding.app.ports import CaseKey, Hub, Transaction, Written
from fielding.app.standing import Standing, nation_of, stand
from fielding.cases.case import Case
from fielding.cases.errors import CaseErased
from fielding.cases.history import advance, fold_case
from fielding.cases.step import Step
from fielding.definitions.service import Service
from fielding.kernel.ids import new_id
from fielding.ledger.entry import Entry, Kept, keep_entry
from fielding.ledger.sealing import seal


@dataclass(slots=True, kw_only=True)
class Pen:
    """Holds a case's history and adds to it in memory.

    The one mutable value below the rims: it is a transaction's scratch pad and lives no longer.
    """

    hub: Hub
    service: Service
    case_id: str
    key: bytes = field(repr=False)
    history: list[Kept] = field(default_factory=list)
    begun: CaseKey | None = None
    blobs: dict[str, bytes] = field(default_factory=dict)
    #: How many entries of the history were there before.
    known: int = 0
    case: Case | None = None

    @classmethod
    def begin(cls, hub: Hub, service: Service, tx: Transaction) -> "Pen":
        """Start a new case."""
        case_id = str(new_id(hub.stamp.now(), hub.random.bytes(10)))
        begun = tx.new_case_key(case_id)
        return cls(hub=hub, service=service, case_id=case_id, key=begun.key, begun=begun)

    @classmethod
    def take_up(cls, hub: Hub, tx: Transaction, history: tuple[Kept, ...]) -> "Pen":
        """Go on with a case under the definition it began with."""
        case = fold_case(history)
        key = b"" if case.erased_at else tx.case_key(case.id)
        return cls(
            hub=hub,
            service=hub.services.by_digest(case.definition),
            case_id=case.id,
            key=key,
            history=list(history),
            known=len(history),
            case=case,
        )

    @property
    def current(self) -> Case:
        """The case as it stands after everything written so far."""
        if self.case is None:
            self.case = fold_case(self.history)
        return self.case

    def write(self, actor: Actor, step: Step) -> Kept:
        """Write a step down as the case's next entry."""
        hub = self.hub
        stamped = hub.stamp.now()
        entry_id = str(new_id(stamped, hub.random.bytes(10)))
        subject = f"case/{self.case_id}"
        sealed = None
        if step.sealed:
            if self.case is not None and self.case.erased_at:
                raise CaseErased(case=self.case.reference)
            sealed = seal(
                self.key, case=subject, entry=entry_id, fields=step.sealed, random=hub.random.bytes
            )
            self.blobs[entry_id] = sealed.blob
        first = self.history[0].entry if self.history else None
        kept = keep_entry(
            Entry(
                id=entry_id,
                service=self.service.code,
                definition=self.service.digest,
                kind=step.kind,
                subject=subject,
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
                synthetic=hub.synthetic or (first is not None and first.synthetic),
            )
        )
        self.history.append(kept)
        self.case = advance(self.case, kept) if self.case else fold_case(self.history)
        return kept

    def standing(self) -> Standing:
        """Work out how the case stands."""
        workday = self.hub.workdays.of(nation_of(self.current))
        return stand(self.service, self.current, self.history, workday)

    def written(self) -> Written:
        """Give what a transaction has to keep."""
        return Written(
            new=tuple(self.history[self.known :]),
            blobs=self.blobs,
            standing=self.standing(),
            key=self.begun,
        )
