"""What a recipient can be told when something cannot be done to a referral."""

from fielding.kernel.errors import FieldingError


class NoSuchReferral(FieldingError):
    """The case has no such referral, or it went to another recipient."""

    code = "no_such_referral"


class ReferralMovedOn(FieldingError):
    """The referral is in a state that does not allow this; somebody may have acted meanwhile."""

    code = "referral_moved_on"


class OutcomeNotAllowed(FieldingError):
    """This outcome cannot be recorded here; the service's rules say by whom and when."""

    code = "outcome_not_allowed"
