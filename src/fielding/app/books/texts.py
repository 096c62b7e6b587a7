"""Read the texts of folios: names, titles, reasons and replies, for whoever may open them."""

from collections.abc import Collection, Mapping

from fielding.access.roles import Actor
from fielding.app.ports import Hub
from fielding.ledger.sealing import open_sealed

#: By entry id: the texts of the entry by name.
Texts = Mapping[str, Mapping[str, object]]


def read_texts(hub: Hub, actor: Actor, subjects: Collection[str]) -> Texts:
    """Open the texts of folios; what row-level security hides is left out.

    Raises SealBroken when a stored text is not the one that was sealed.
    """
    with hub.store.transaction(actor) as tx:
        keys, stored = tx.folio_keys(subjects), tx.folio_blobs(subjects)
    return {
        one.entry: {
            field.name: field.value
            for field in open_sealed(
                keys[one.subject], case=one.subject, entry=one.entry, blob=one.blob
            )
        }
        for one in stored
        if one.subject in keys
    }
