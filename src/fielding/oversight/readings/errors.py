"""What can be wrong with a draw or a second reading."""

from collections.abc import Mapping

from fielding.kernel.errors import FieldingError


class PlanAtFault(FieldingError):
    """This draw cannot be committed as it stands; each fault says what to change."""

    code = "plan_at_fault"

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(**faults)


class PeriodOver(FieldingError):
    """A draw is committed before its period is over; choose a period that is still running."""

    code = "period_over"


class PeriodRunning(FieldingError):
    """The period of this draw is not over under a signed checkpoint yet; draw when it is."""

    code = "period_running"


class PeriodTaken(FieldingError):
    """Another draw covers a part of this period: of two draws one could choose the kinder."""

    code = "period_taken"


class SeedDiffers(FieldingError):
    """This seed does not hash to what was committed, so nothing is drawn with it."""

    code = "seed_differs"


class AlreadyDrawn(FieldingError):
    """This draw was made already; a seed is used once."""

    code = "already_drawn"


class NothingToDraw(FieldingError):
    """No decision of the period can be drawn; nothing was recorded."""

    code = "nothing_to_draw"


class NotIndependent(FieldingError):
    """You cannot read this case again: you, or the firm you act for, had a part in it."""

    code = "not_independent"


class AlreadyRead(FieldingError):
    """This case was read and answered already; an answer is never changed."""

    code = "already_read"


class NotForSettling(FieldingError):
    """Nothing is to be settled here: the readings do not differ, or they are settled already."""

    code = "not_for_settling"


class NotOpened(FieldingError):
    """Open the case and read it first; then answer."""

    code = "not_opened"


class AnswerAtFault(FieldingError):
    """This answer cannot be recorded; each fault says what is missing."""

    code = "answer_at_fault"

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(**faults)


class NotForReopening(FieldingError):
    """This reading gives no ground to open the case again, or it was asked for already."""

    code = "not_for_reopening"


class NoSuchDraw(FieldingError):
    """There is no draw of this name; without a name, all draws are looked at."""

    code = "no_such_draw"
