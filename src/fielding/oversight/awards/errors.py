"""What the rule of awards can say no with."""

from fielding.kernel.errors import FieldingError


class NotRegistered(FieldingError):
    """Register the organisation and the contract first: an award goes to a known supplier."""

    code = "not_registered"


class NotAnAward(FieldingError):
    """An award needs one or more suppliers, a day and reasons."""

    code = "not_an_award"


class AwardBlocked(FieldingError):
    """Open findings stand in the way of this award; it was refused, and the refusal recorded.

    It can be made when a reply is accepted, with reasons, by somebody who is not the award
    officer, or when the finding is withdrawn or has expired.
    """

    code = "award_blocked"
