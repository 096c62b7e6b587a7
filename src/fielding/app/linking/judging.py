"""Say that two reports are the same or different, and take it back."""

from fielding.access.errors import NotFound
from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.writing import FolioDesk, write_in_folios
from fielding.app.ports import Hub
from fielding.cases.clocks import ERASED
from fielding.ledger.entry import Kept
from fielding.linking.errors import ReportErased
from fielding.linking.judgements.judging import (
    Verdict,
    judge,
    judgement_subject,
    withdraw_judgement,
)


def judge_reports(
    hub: Hub, actor: Actor, verdict: Verdict, cases: tuple[str, str], reason: str
) -> Kept:
    """Judge two cases, by their ids.

    Raises NotPermitted, NotFound, ReportErased, ReasonMissing, NotTwoReports, AlreadyJudged.
    """

    def act(desk: FolioDesk) -> Kept:
        for case in cases:
            history = desk.tx.history(case)
            if not history:
                raise NotFound(case=case)
            if any(kept.entry.kind == ERASED for kept in history):
                raise ReportErased
        pen = desk.folio(judgement_subject(*cases))
        return pen.write(actor, judge(pen.history, verdict, cases, reason))

    return write_in_folios(hub, actor, Action.JUDGE, act)


def withdraw_from(hub: Hub, actor: Actor, cases: tuple[str, str], reason: str) -> Kept:
    """Withdraw the judgement on two cases.

    Raises NotPermitted, ReasonMissing, NothingToWithdraw.
    """

    def act(desk: FolioDesk) -> Kept:
        pen = desk.folio(judgement_subject(*cases))
        return pen.write(actor, withdraw_judgement(pen.history, reason))

    return write_in_folios(hub, actor, Action.JUDGE, act)
