"""What can be wrong with a handover and with the files that are posted for it."""

from fielding.kernel.errors import FieldingError


class NoSuchHandover(FieldingError):
    """There is no such handover, or it is not yours to see."""

    code = "no_such_handover"


class NotListed(FieldingError):
    """The case was not open under the contract at the cut-off, so there is nothing to prove."""

    code = "not_listed"


class HandoverRefused(FieldingError):
    """A handover needs a registered contract with a cut-off behind it and another successor."""

    code = "handover_refused"


class NotAHandoverFile(FieldingError):
    """Each line of the file must be one JSON object with case, state, last and documents.

    Export the package again, or correct the line that is named.
    """

    code = "not_a_handover_file"


class NotYourPart(FieldingError):
    """The leaving supplier posts the package, the successor the receipt, each for itself."""

    code = "not_your_part"


class NotYetEqual(FieldingError):
    """Package and receipt must have the same root as the list before anybody signs for them."""

    code = "not_yet_equal"


class SignedAlready(FieldingError):
    """This party has signed; nothing that was posted can be replaced after the first signature."""

    code = "signed_already"
