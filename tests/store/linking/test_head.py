"""How far the ledger was read for links: the linker says so, and nobody else."""

import psycopg
import pytest

from fielding.access.roles import Actor, Role
from fielding.store.transactions import PostgresStore
from fielding.testing.linked_hub import LinkedHub


@pytest.mark.parametrize("role", [Role.REPORTER, Role.ANALYST, Role.OFFICER, Role.SUPPLIER])
def test_nobody_but_the_linker_can_say_that_reports_were_linked(
    linked: LinkedHub, role: Role
) -> None:
    assert isinstance(linked.hub.store, PostgresStore)
    somebody = Actor(name="one", role=role, firm="metropolitan")

    with linked.hub.store.transaction(somebody) as tx:
        moved = tx.cursor.execute("UPDATE link_head SET upto = 1").rowcount
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        linked.hub.store.transaction(somebody) as tx,
    ):
        tx.cursor.execute("DELETE FROM link_head")

    assert moved == 0
