"""What a statistic cannot be asked."""

from fielding.kernel.errors import FieldingError


class NotARate(FieldingError):
    """A rate lies between 0 and 1, and what is counted is no more than what it is counted of.

    Correct the numbers that are given.
    """

    code = "not_a_rate"


class NothingToTell(FieldingError):
    """A sequential test needs an honest rate under the other, and errors between 0 and a half.

    Give the lower rate first.
    """

    code = "nothing_to_tell"
