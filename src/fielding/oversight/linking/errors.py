"""What the estimate across forces cannot be asked."""

from fielding.kernel.errors import FieldingError


class KnownTooSoon(FieldingError):
    """A group is known from two reports on, or more: one report joins nothing.

    Give a number of at least two.
    """

    code = "known_too_soon"
