"""A random walk over the use cases: everybody tries everything, and the rules say what happens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from fielding.access.roles import Actor
from fielding.app.answer_referral import accept_referral, record_outcome, return_referral
from fielding.app.answer_review import answer_review
from fielding.app.decide_case import decide_case
from fielding.app.erase_case import erase_case
from fielding.app.follow_case import add_to_case, ask_for_review
from fielding.app.handle_case import assign_case, hold_case, release_case
from fielding.app.open_case import open_case
from fielding.app.ports import Hub
from fielding.app.receive_case import Acknowledged, receive_case
from fielding.kernel.errors import FieldingError
from fielding.referral.answering import Outcome, SentBack
from fielding.testing.forms import DISMISS, KEEP, REFER, a_report
from fielding.testing.hub import (
    ASSESSOR,
    COLLEAGUE,
    DPO,
    NORTH_OFFICER,
    OTHER_FIRM,
    REPORTER,
    SUPERVISOR,
)

_STAFF = (ASSESSOR, COLLEAGUE, OTHER_FIRM, SUPERVISOR)


@dataclass(slots=True, kw_only=True)
class Walk:
    """Steps through the life of cases of the sample service; the same seed walks the same way.

    `words` is put into every free text.
    """

    hub: Hub
    chance: Random
    words: str = "music, every night"
    #: Number of the first report, so that several walks may share a hub.
    begun: int = 0
    cases: list[Acknowledged] = field(default_factory=list)
    #: How many steps the rules allowed.
    done: int = 0

    def go(self, steps: int) -> "Walk":
        """Take so many steps; those that the rules refuse change nothing."""
        for _ in range(steps):
            self.step()
        return self

    def step(self) -> None:
        """Begin a case, or try something with one that was begun."""
        if not self.cases or self.chance.random() < 0.15:
            self._begin()
            return
        act = self.chance.choice(_ACTS)
        try:
            act(self, self.chance.choice(self.cases))
        except FieldingError:
            return
        self.done += 1

    def somebody(self) -> Actor:
        """Choose one of the staff."""
        return self.chance.choice(_STAFF)

    def referral(self, case: Acknowledged) -> str:
        """Give the last referral of a case, or one that is not there."""
        with self.hub.store.transaction(SUPERVISOR) as tx:
            sent = [k.entry for k in tx.history(case.case) if k.entry.kind == "referral.sent"]
        return str(sent[-1].facts["referral"]) if sent else case.case

    def _begin(self) -> None:
        report = a_report(
            key=f"walk-{self.begun + len(self.cases)}",
            story=f"{self.words} {len(self.cases)}",
            now=self.chance.choice(["yes", "no"]),
            when=self.chance.choice([["day"], ["night"]]),
        )
        self.cases.append(receive_case(self.hub, REPORTER, report))


def _open(walk: Walk, case: Acknowledged) -> None:
    actor = walk.chance.choice([*_STAFF, NORTH_OFFICER])
    open_case(walk.hub, actor, case.case, purpose="assess")


def _assign(walk: Walk, case: Acknowledged) -> None:
    assign_case(walk.hub, SUPERVISOR, case.case, to=walk.somebody().name)


def _hold(walk: Walk, case: Acknowledged) -> None:
    note = f"{walk.words}, says the caretaker"
    hold_case(walk.hub, walk.somebody(), case.case, reason="waiting-for-advice", note=note)


def _release(walk: Walk, case: Acknowledged) -> None:
    release_case(walk.hub, walk.somebody(), case.case)


def _decide(walk: Walk, case: Acknowledged) -> None:
    form = walk.chance.choice([REFER, REFER, KEEP, DISMISS])
    decide_case(walk.hub, walk.somebody(), case.case, form)


def _accept(walk: Walk, case: Acknowledged) -> None:
    accept_referral(walk.hub, NORTH_OFFICER, case.case, walk.referral(case))


def _return(walk: Walk, case: Acknowledged) -> None:
    back = SentBack(reason="wrong-place", better="south-council", note=walk.words)
    return_referral(walk.hub, NORTH_OFFICER, case.case, walk.referral(case), back)


def _conclude(walk: Walk, case: Acknowledged) -> None:
    code = walk.chance.choice(["quiet", "fined"])
    outcome = Outcome(code=code, on=date(2026, 3, 1), referral=walk.referral(case))
    record_outcome(walk.hub, NORTH_OFFICER, case.case, outcome)


def _file(walk: Walk, case: Acknowledged) -> None:
    record_outcome(walk.hub, ASSESSOR, case.case, Outcome(code="filed", on=date(2026, 3, 1)))


def _add(walk: Walk, case: Acknowledged) -> None:
    add_to_case(walk.hub, case.reference, case.code, f"{walk.words} again")


def _review(walk: Walk, case: Acknowledged) -> None:
    words = f"{walk.words}: we read it all again, and listened to every recording there is of it."
    replacement = walk.chance.choice([None, REFER])
    answer_review(walk.hub, walk.somebody(), case.case, explanation=words, replacement=replacement)


def _dispute(walk: Walk, case: Acknowledged) -> None:
    decide_case(walk.hub, walk.somebody(), case.case, DISMISS)
    ask_for_review(walk.hub, case.reference, case.code, f"{walk.words} is not lawful")


def _erase(walk: Walk, case: Acknowledged) -> None:
    if walk.chance.random() < 0.2:
        erase_case(walk.hub, DPO, case.case, basis="retention-ended")


_ACTS: tuple[Callable[[Walk, Acknowledged], None], ...] = (
    _open, _assign, _hold, _release, _decide, _accept, _accept, _return, _conclude, _conclude,
    _file, _add, _dispute, _dispute, _review, _review, _erase,
)  # fmt: skip
