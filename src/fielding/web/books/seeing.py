"""Waits for what was written: the next page shows it, since figures stand at a checkpoint."""

from fielding.ledger.entry import Kept
from fielding.web.desk import the_hub


def seen(*kept: Kept | None) -> None:
    """Wait until entries are under a checkpoint; None stands for what was there before."""
    for one in kept:
        if one is not None:
            the_hub().proofs.prove(one.entry.id)
