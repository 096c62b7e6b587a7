"""Open reports for a package: each reading is an entry of its case, committed before any word."""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.access.errors import NotFound
from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.acting import TRIES
from fielding.app.errors import Overtaken
from fielding.app.open_case import Opened, lay_open
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Transaction
from fielding.cases.errors import CaseErased
from fielding.cases.handling import open_case as opening
from fielding.ledger.errors import SealBroken
from fielding.linking.identifiers.identifier import Identifier
from fielding.linking.identifiers.modulus import AccountTable
from fielding.linking.mentions import Whose, read_added, read_mentions

#: Cases that one transaction opens: whoever adds to one of them meanwhile is waited for so often.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedReport:
    """What linking reads in a report, in full: what it gives as the other side's."""

    case: str
    synthetic: bool
    identifiers: tuple[Identifier, ...]


def open_reports(
    hub: Hub, actor: Actor, action: Action, cases: Sequence[str], purpose: str
) -> tuple[OpenedReport, ...]:
    """Record that each case is read, then read it; those erased meanwhile are left out.

    A reporter finds the reading in the list of who opened their report, as any other. Raises
    NotPermitted, and NotFound for a case that is hidden from the actor.
    """
    require(actor, action)
    opened: list[OpenedReport] = []
    for at in range(0, len(cases), _AT_ONCE):
        opened += _open_some(hub, actor, cases[at : at + _AT_ONCE], purpose)
    return tuple(opened)


def _open_some(
    hub: Hub, actor: Actor, cases: Sequence[str], purpose: str
) -> tuple[OpenedReport, ...]:
    for _ in range(TRIES - 1):
        try:
            return _attempt(hub, actor, cases, purpose)
        except (Overtaken, CaseErased, SealBroken):
            # The last two also where a case is erased at this moment: the next try knows of it.
            continue
    return _attempt(hub, actor, cases, purpose)


def _attempt(
    hub: Hub, actor: Actor, cases: Sequence[str], purpose: str
) -> tuple[OpenedReport, ...]:
    with hub.store.transaction(actor) as tx:
        pens = [pen for case in cases if not (pen := _pen(hub, tx, case)).current.erased_at]
        for pen in pens:
            pen.write(actor, opening(pen.current, actor, purpose))
        read = tuple(_read(lay_open(pen, tx), hub.accounts) for pen in pens)
        tx.keep([pen.written() for pen in pens])
        return read


def _pen(hub: Hub, tx: Transaction, case: str) -> Pen:
    history = tx.history(case)
    if not history:
        raise NotFound(case=case)
    return Pen.take_up(hub, tx, history)


def _read(opened: Opened, accounts: AccountTable | None) -> OpenedReport:
    mentioned = [read_mentions(opened.service, opened.answers(), accounts)]
    mentioned += [
        read_added(str(field.value), accounts)
        for kept in opened.history
        if kept.entry.kind == "case.added"
        for field in opened.disclosed.get(kept.entry.id, ())
        if field.name == "text"
    ]
    whose = {
        mention.identifier.key: mention for each in reversed(mentioned) for mention in each.mentions
    }
    return OpenedReport(
        case=opened.standing.case.id,
        synthetic=opened.standing.case.synthetic,
        identifiers=tuple(
            mention.identifier for mention in whose.values() if mention.whose is Whose.SUSPECT
        ),
    )
