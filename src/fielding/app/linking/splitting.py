"""Split reports off a network by judgements made in one step, and take them back in one."""

from collections.abc import Sequence

from fielding.access.errors import NotFound
from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.writing import FolioDesk, write_in_folios
from fielding.app.ports import Hub
from fielding.ledger.entry import Kept
from fielding.linking.errors import NothingToWithdraw
from fielding.linking.judgements.judging import (
    judge_apart,
    judgement_subject,
    pairs_of_split,
    split_of,
    withdraw_judgement,
)

Pair = tuple[str, str]


def split_off(hub: Hub, actor: Actor, pairs: Sequence[Pair], reason: str) -> tuple[Kept, ...]:
    """Judge every pair of cases different; all or none.

    Raises NotPermitted, NotFound, ReasonMissing, AlreadyJudged.
    """

    def act(desk: FolioDesk) -> tuple[Kept, ...]:
        for case in {case for pair in pairs for case in pair}:
            if not desk.tx.history(case):
                raise NotFound(case=case)
        pens = [desk.folio(judgement_subject(*pair)) for pair in pairs]
        steps = judge_apart([pen.history for pen in pens], pairs, reason)
        return tuple(pen.write(actor, step) for pen, step in zip(pens, steps, strict=True))

    return write_in_folios(hub, actor, Action.JUDGE, act)


def withdraw_split(hub: Hub, actor: Actor, pair: Pair, reason: str) -> tuple[Kept, ...]:
    """Withdraw all that still stands of the split that a pair's judgement is part of.

    Raises NotPermitted, ReasonMissing, NothingToWithdraw.
    """

    def act(desk: FolioDesk) -> tuple[Kept, ...]:
        # The first pair names all; its own judgement may be withdrawn by itself already.
        named = judgement_subject(*pair)
        head = split_of(desk.folio(named).history) or named
        pairs = pairs_of_split(desk.folio(head).history)
        pens = [desk.folio(judgement_subject(*each)) for each in pairs]
        standing = [pen for pen in pens if split_of(pen.history) == head]
        if not standing:
            raise NothingToWithdraw
        return tuple(
            pen.write(actor, withdraw_judgement(pen.history, reason)) for pen in standing
        )

    return write_in_folios(hub, actor, Action.JUDGE, act)
