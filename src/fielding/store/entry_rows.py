"""The row that an entry becomes in the ledger's table."""

from fielding.ledger.entry import Kept


def entry_row(kept: Kept) -> tuple[object, ...]:
    """Give the columns in the order of the statement `insert_entry`."""
    entry = kept.entry
    case = entry.subject.removeprefix("case/") if entry.subject.startswith("case/") else None
    previous = bytes.fromhex(entry.previous) if entry.previous else None
    return (
        entry.id,
        case,
        entry.subject,
        entry.kind,
        entry.recorded_at,
        kept.leaf,
        previous,
        kept.content,
    )
