"""Two people bring the same file in at the same moment: everything is there once."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from tests.conftest import shared

from fielding.access.roles import Actor, Role
from fielding.app.books.registering.contracting import Contracting
from fielding.app.books.registering.importing import Registered, import_contracting
from fielding.app.ports import Hub
from fielding.engines.formats.ocds.json_values import values_of
from fielding.engines.formats.ocds.reader import contracting_of
from fielding.oversight.register.register import Register

MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER, firm="authority")


def test_a_file_brought_in_twice_at_once_is_there_once(hub: Hub) -> None:
    path = shared("oversight/ocds_uk/contracts_finder_2025.jsonl")
    lines = b"\n".join(path.read_bytes().splitlines()[:40])
    told: Contracting = contracting_of(list(values_of(lines)))

    def bring_in(_: int) -> Registered:
        try:
            return import_contracting(hub, MANAGER, told, Register())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(bring_in, range(2))

    assert first.releases + second.releases == told.releases
    assert first.processes + second.processes == len(told.processes)
    assert import_contracting(hub, MANAGER, told, Register()) == Registered()
