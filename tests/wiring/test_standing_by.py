"""Work from the command line leaves nothing open that a server's stop would break."""

import pytest
from django.db import connections

from fielding.wiring.standing_by import hub_at_hand


@pytest.mark.usefixtures("database")
def test_no_connection_is_left_open_where_the_server_may_be_stopped_next() -> None:
    with hub_at_hand():
        connections["owner"].ensure_connection()

    assert [each.alias for each in connections.all() if each.connection is not None] == []
