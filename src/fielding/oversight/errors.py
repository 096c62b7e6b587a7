"""What can be wrong with the entries that figures are computed from."""

from fielding.kernel.errors import FieldingError


class OutOfPlace(FieldingError):
    """An entry is missing or out of its order; figures need every entry up to the checkpoint.

    Check the ledger with `fielding ledger verify`.
    """

    code = "out_of_place"


class NotUnderCheckpoint(FieldingError):
    """The entries do not hash to the root of the signed checkpoint, so no figure is computed.

    Somebody has changed entries or the checkpoint: run `fielding ledger verify`.
    """

    code = "not_under_checkpoint"


class UnknownCounting(FieldingError):
    """Nothing is counted under this name; the page of figures lists what is."""

    code = "unknown_counting"


class UnknownKind(FieldingError):
    """No instrument of the books has a rule for entries of this kind."""

    code = "unknown_kind"
