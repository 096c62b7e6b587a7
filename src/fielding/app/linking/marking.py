"""Mark an identifier as shared by many or as an offender's, and take the mark away."""

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.writing import write_in_folio
from fielding.app.ports import Hub
from fielding.ledger.entry import Kept
from fielding.linking.judgements.marking import Mark, identifier_subject, mark, unmark


def mark_identifier(hub: Hub, actor: Actor, token: bytes, put: Mark, reason: str) -> Kept:
    """Mark an identifier by its token; raises NotPermitted, ReasonMissing, AlreadyMarked."""

    def act(pen: FolioPen) -> Kept:
        return pen.write(actor, mark(pen.history, put, token, reason))

    return write_in_folio(hub, actor, identifier_subject(token), Action.JUDGE, act)


def unmark_identifier(hub: Hub, actor: Actor, token: bytes, reason: str) -> Kept:
    """Take a mark away; raises NotPermitted, ReasonMissing, NothingToWithdraw."""

    def act(pen: FolioPen) -> Kept:
        return pen.write(actor, unmark(pen.history, reason))

    return write_in_folio(hub, actor, identifier_subject(token), Action.JUDGE, act)
