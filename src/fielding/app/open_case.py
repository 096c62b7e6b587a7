"""Open a case: the read is an entry, committed before anybody sees a word."""

from collections.abc import Mapping
from dataclasses import dataclass

from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.acting import act_on_case
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Transaction
from fielding.app.standing import Standing
from fielding.cases.handling import open_case as opening
from fielding.definitions.service import Service
from fielding.ledger.entry import Entry, Kept
from fielding.ledger.sealing import Disclosed, open_committed
from fielding.referral.answering import deliver


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A case laid open: its history, and the sealed fields of each entry."""

    service: Service
    standing: Standing
    history: tuple[Kept, ...]
    disclosed: Mapping[str, tuple[Disclosed, ...]]  # by entry id

    def answers(self) -> dict[str, object]:
        """All answers of the report, open and sealed."""
        first = self.history[0].entry
        sealed = {field.name: field.value for field in self.disclosed.get(first.id, ())}
        return {**dict(self.standing.case.answers), **sealed}


def open_case(hub: Hub, actor: Actor, case: str, *, purpose: str) -> Opened:
    """Record the read, then open what the actor may see.

    To the officer of a recipient, opening is delivery: their referral counts as delivered.
    """

    def act(pen: Pen, tx: Transaction) -> Opened:
        pen.write(actor, opening(pen.current, actor, purpose))
        if actor.role is Role.OFFICER:
            _deliver(pen, actor)
        return lay_open(pen, tx)

    return act_on_case(hub, actor, case, Action.OPEN, act)


def lay_open(pen: Pen, tx: Transaction) -> Opened:
    """Open every sealed field of a case in memory; raise SealBroken if any was tampered with."""
    blobs = {**tx.blobs(pen.case_id), **pen.blobs}
    sealed = (kept.entry for kept in pen.history if kept.entry.sealed)
    disclosed = {entry.id: disclose(pen.key, entry, blobs.get(entry.id, b"")) for entry in sealed}
    return Opened(
        service=pen.service,
        standing=pen.standing(),
        history=tuple(pen.history),
        disclosed=disclosed,
    )


def disclose(key: bytes, entry: Entry, blob: bytes) -> tuple[Disclosed, ...]:
    """Open an entry's blob, and see that it is the one the entry committed to: else SealBroken."""
    return open_committed(
        key, case=entry.subject, entry=entry.id, blob=blob, commitment=entry.commitment
    )


def _deliver(pen: Pen, actor: Actor) -> None:
    for referral in pen.current.referrals.values():
        if referral.recipient == actor.firm and (step := deliver(pen.current, actor, referral.id)):
            pen.write(actor, step)
