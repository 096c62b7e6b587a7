"""What the rules of measures and funnels can say no with."""

from fielding.kernel.errors import FieldingError


class ClaimAtFault(FieldingError):
    """A claim names a measure of the contract, a month that is over and a percentage.

    Correct what is named and post it again.
    """

    code = "claim_at_fault"


class SameClaim(FieldingError):
    """The supplier's value for this measure and month stands in the ledger already."""

    code = "same_claim"


class PeriodNotOver(FieldingError):
    """A month is closed when it is over; wait until its last day has passed."""

    code = "period_not_over"


class PeriodClosed(FieldingError):
    """This month is closed already; what has come in since shows as a restatement."""

    code = "period_closed"


class NothingAgreed(FieldingError):
    """No target was agreed for this month before it began, so there is no figure to close it with.

    Record the contract's terms before the months that they are for.
    """

    code = "nothing_agreed"


class UnknownContract(FieldingError):
    """There is no such contract in the register."""

    code = "unknown_contract"


class UnknownGroup(FieldingError):
    """Choose a measure that is a share, and a group that things are counted by."""

    code = "unknown_group"


class UnknownPeriod(FieldingError):
    """This month of the contract has not been closed."""

    code = "unknown_period"
