"""Makes sure that the keys at hand are those that signed the ledger: new keys must not go on."""

from django.conf import settings

from fielding.ledger.checkpoints import open_checkpoint
from fielding.ledger.errors import LedgerFault
from fielding.store.errors import KeysDoNotFit
from fielding.wiring.hub import keyring


def require_our_keys(checkpoint: str | None) -> None:
    """Raise KeysDoNotFit unless this hub's keys signed the checkpoint, if there is one."""
    if not checkpoint:
        return
    keys = keyring()
    try:
        verifiers = [keys.log.verifier(), keys.cosigner.verifier()]
        open_checkpoint(checkpoint, verifiers, settings.FIELDING_ORIGIN)
    except LedgerFault as fault:
        raise KeysDoNotFit(keys=str(settings.FIELDING_KEYS)) from fault
