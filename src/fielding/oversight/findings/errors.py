"""What the rules of findings and replies can say no with."""

from fielding.kernel.errors import FieldingError


class UnknownFinding(FieldingError):
    """There is no such finding, or it is not yours to see."""

    code = "unknown_finding"


class UnknownFindingCode(FieldingError):
    """Nothing says how a finding of this code is worded; add its sentence to the wordings."""

    code = "unknown_finding_code"


class NotAProposal(FieldingError):
    """A finding needs an instrument, a supplier, a value, a period and entries it rests on."""

    code = "not_a_proposal"


class FindingClosed(FieldingError):
    """The finding was withdrawn or has expired, so nothing can be added to it."""

    code = "finding_closed"


class ReplyMissing(FieldingError):
    """Write the reply, or the reasons, in your own words: nothing is decided without them."""

    code = "reply_missing"


class UnknownReply(FieldingError):
    """The finding has no such reply; open it again and choose one that is there."""

    code = "unknown_reply"


class ReplyAnswered(FieldingError):
    """Somebody has answered this reply already; their reasons stand beside it."""

    code = "reply_answered"


class NotImpartial(FieldingError):
    """Somebody has to decide on this reply who neither noted the finding, nor awards contracts, nor acts for the supplier."""  # noqa: E501 one sentence

    code = "not_impartial"


class AnothersFinding(FieldingError):
    """Only the supplier whom a finding is about can reply to it."""

    code = "anothers_finding"
