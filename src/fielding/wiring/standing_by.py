"""Has a hub at hand for work from the command line, whether it runs or not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from fielding.app.ports import Hub
from fielding.wiring.hub import hub
from fielding.wiring.setting_up import own_server, set_up


@contextmanager
def hub_at_hand() -> Iterator[Hub]:
    """Set the hub up and give it; a database server that was not running is stopped afterwards.

    What is written while no sequencer runs gets its place in the ledger when the hub runs again.
    """
    server = own_server()
    was_running = server is None or server.is_running()
    try:
        set_up()
        yield hub()
    finally:
        # All of them: one that set up would be found dead by who has a hub at hand next.
        connections.close_all()
        if server is not None and not was_running:
            server.stop()
