"""Opens single sealed texts of an invoice's folio: its file, its results, the reasons."""

from fielding.access.roles import Actor
from fielding.app.ports import Hub
from fielding.ledger.sealing import open_sealed
from fielding.oversight.bills.errors import NoSuchInvoice


def open_entry(hub: Hub, actor: Actor, subject: str, entry: str) -> dict[str, object]:
    """Open what one entry of a folio sealed, by name; raise NoSuchInvoice where it is hidden."""
    with hub.store.transaction(actor) as tx:
        keys, stored = tx.folio_keys([subject]), tx.folio_blobs([subject])
    blob = next((one.blob for one in stored if one.entry == entry), None)
    if blob is None or subject not in keys:
        raise NoSuchInvoice(invoice=subject)
    fields = open_sealed(keys[subject], case=subject, entry=entry, blob=blob)
    return {field.name: field.value for field in fields}
