"""What can be wrong with proofs, tiles, notes and checkpoints."""

from fielding.kernel.errors import FieldingError


class LedgerFault(FieldingError):
    """Something about the ledger does not hold; do not rely on it, and keep what you have."""

    code = "ledger"


class BadHash(LedgerFault):
    """A hash must be exactly 32 bytes; ask for the proof again."""

    code = "ledger.bad_hash"


class OutsideTree(LedgerFault):
    """There is no such place in a tree of this size; give a lower index or a later checkpoint."""

    code = "ledger.outside_tree"


class InclusionFault(LedgerFault):
    """The proof does not show this entry in this tree; keep the proof and ask the operator why."""

    code = "ledger.inclusion"


class ConsistencyFault(LedgerFault):
    """The later tree does not contain the earlier one; keep both checkpoints, tell the overseer."""

    code = "ledger.consistency"


class TileFault(LedgerFault):
    """A tile or entry bundle is malformed; fetch it again or rebuild it from the entries."""

    code = "ledger.tile"


class KeyFault(LedgerFault):
    """This is not a key of a known kind; copy the key again from where it is published."""

    code = "ledger.key"


class NoteFault(LedgerFault):
    """This is not a well-formed signed note; fetch it again."""

    code = "ledger.note"


class SignatureFault(LedgerFault):
    """A signature is missing or wrong; do not trust this note, and keep it as evidence."""

    code = "ledger.signature"


class CheckpointFault(LedgerFault):
    """This signed note is not a checkpoint of this ledger; fetch the ledger's own checkpoint."""

    code = "ledger.checkpoint"


class ProofFault(LedgerFault):
    """This is not a well-formed proof file; use the file exactly as it was given."""

    code = "ledger.proof"


class NotAnEntry(LedgerFault):
    """These bytes are not an entry of this ledger; the stored record has been damaged."""

    code = "ledger.not_an_entry"


class EntryTooLarge(LedgerFault):
    """An entry may have at most 65,535 bytes; seal long text: it is then committed to by hash."""

    code = "ledger.entry_too_large"


class SealBroken(LedgerFault):
    """A sealed field does not open under this key and place; it was changed or moved."""

    code = "ledger.seal_broken"
