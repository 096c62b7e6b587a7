"""What the rules of a case can say no with; each says what would be possible instead."""

from fielding.kernel.errors import FieldingError


class NotAllowedFromHere(FieldingError):
    """The case is not in a state in which this can be done; it may have moved on meanwhile."""

    code = "not_allowed_from_here"


class UnknownDecision(FieldingError):
    """The service knows no such decision; look at its `decisions`."""

    code = "unknown_decision"


class Incomplete(FieldingError):
    """Something that must be recorded with this is missing or too thin."""

    code = "incomplete"

    def __init__(self, faults: dict[str, str]) -> None:
        #: By field: what is wrong and what to do.
        self.faults = faults
        super().__init__(**faults)


class NotTheirs(FieldingError):
    """This must be done by somebody else: nobody marks their own work."""

    code = "not_theirs"


class NotACaseHistory(FieldingError):
    """The entries are not the history of one case, from its receipt on."""

    code = "not_a_case_history"


class CaseErased(FieldingError):
    """The case was erased; its text and keys are gone, its entries remain."""

    code = "case_erased"
