"""Runs the sequencer: its own process, its own database role, the only one with the log's keys."""

from collections.abc import Callable

import psycopg
from django.conf import settings

from fielding.engines.system import SystemClock
from fielding.store.sequencer import Sequencer
from fielding.wiring.hub import keyring


def a_sequencer(connection: psycopg.Connection) -> Sequencer:
    """Give a sequencer that signs with the hub's keys; it has not taken over yet."""
    keys = keyring()
    return Sequencer(
        connection=connection,
        origin=settings.FIELDING_ORIGIN,
        keys=(keys.log, keys.cosigner),
        clock=SystemClock(),
    )


def sequence_until(stopped: Callable[[], bool]) -> None:
    """Sequence until told to stop; raises AlreadySequencing or FencedOff."""
    with psycopg.connect(settings.FIELDING_SEQUENCER, autocommit=True) as connection:
        sequencer = a_sequencer(connection)
        sequencer.take_over()
        sequencer.run(stopped)
