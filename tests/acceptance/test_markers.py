"""What people wrote lies nowhere in plain text: not in data files, dumps, logs or exports."""

import base64
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import psycopg
import pytest
from django.conf import settings
from psycopg.conninfo import make_conninfo
from tests.linking.persons.a_model import HandMade

from fielding.app.drafts import Draft, keep_draft
from fielding.app.ports import Hub
from fielding.engines.linking.whole import InBulk
from fielding.engines.postgres_programs import installed_program
from fielding.store.linking.linker import Linker
from fielding.store.transactions import PostgresStore
from fielding.testing.linked_hub import LinkedHub
from fielding.testing.places import MemoryPlaces
from fielding.testing.services import MemoryServices, sample_service, shipped
from fielding.testing.walk import Walk
from fielding.wiring.exporting import Edition, export_ledger
from fielding.wiring.publishing import publish_checkpoint, published

pytestmark = pytest.mark.slow

MARKERS = ("Quokkaleuchte", "quokkaleuchte", "07700 900471", "marker.person@example.org")


@pytest.fixture
def busy_database(hub: Hub, sequencing: None, superuser: psycopg.Connection) -> psycopg.Connection:
    """A database in which every free text and every sealed answer holds the markers."""
    noisy = replace(hub, services=MemoryServices([sample_service()]), places=MemoryPlaces())
    walk = Walk(hub=noisy, chance=Random(21), words=", ".join(MARKERS)).go(160)
    kinds = superuser.execute("SELECT DISTINCT kind FROM entry").fetchall()
    assert {"case.held", "case.dismissed", "case.added", "review.requested"} <= {
        k for (k,) in kinds
    }
    draft = Draft(service="noise", answers={"story": " ".join(MARKERS)}, key="one")
    keep_draft(noisy, "A" * 24, draft)
    noisy.proofs.prove(walk.cases[-1].entry)
    _link(replace(hub, services=MemoryServices([shipped()["fraud"], sample_service()])))
    assert superuser.execute("SELECT count(*) FROM link_alike").fetchone() == (1,)
    superuser.execute("CHECKPOINT")
    superuser.execute("SELECT pg_switch_wal()")
    return superuser


def _link(hub: Hub) -> None:
    """Link two reports of one name, which both tell in the markers' words."""
    assert isinstance(hub.store, PostgresStore)
    linker = Linker(store=hub.store, hub=hub, at_once=InBulk(), models=HandMade())
    linked = LinkedHub(hub=hub, linker=linker, sequence=lambda: 0)
    told = {"suspect_known": "met", "suspect_near": "no", "suspect_postcode": "LS1 3EX"}
    for _ in range(2):
        case = linked.report(
            **told, suspect_name=f"Zoe {MARKERS[0]}", what_happened=" ".join(MARKERS * 4)
        )
    hub.proofs.prove(linked.received[case].entry)
    linked.link()


def _forms(marker: str) -> Iterator[bytes]:
    """Give the ways in which a text may lie in a file: as it is, in hex, in base64."""
    plain = marker.encode()
    yield from (plain, plain.hex().encode(), marker.encode("utf-16-le"))
    for offset in range(3):
        encoded = base64.b64encode(bytes(offset) + plain).decode()
        start = -(-offset * 4 // 3)
        yield encoded[start + 1 : -4].encode()


def _found_in(folder: Path) -> list[str]:
    wanted = [form for marker in MARKERS for form in _forms(marker)]
    return [
        f"{path}: {form!r}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for content in [path.read_bytes()]
        for form in wanted
        if form in content
    ]


def test_the_search_finds_a_marker_however_it_is_written(tmp_path: Path) -> None:
    for offset in range(3):
        text = base64.b64encode(b"x" * offset + MARKERS[0].encode() + b"tail")
        (tmp_path / f"base64-{offset}").write_bytes(text)
    (tmp_path / "plain").write_bytes(b"says Quokkaleuchte twice")

    found = {line.partition(":")[0] for line in _found_in(tmp_path)}

    assert len(found) == 4


def test_no_marker_lies_in_data_files_wal_or_logs(busy_database: psycopg.Connection) -> None:
    assert busy_database.info.dbname

    assert _found_in(settings.FIELDING_VAR) == []


def test_no_marker_lies_in_the_rows_as_the_superuser_sees_them(
    busy_database: psycopg.Connection,
) -> None:
    tables = busy_database.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    ).fetchall()
    for (table,) in tables:
        query = f"SELECT count(*) FROM {table} t WHERE t::text LIKE ANY (%s)".encode()
        likes = [f"%{marker}%" for marker in MARKERS]
        likes += [f"%{marker.encode().hex()}%" for marker in MARKERS]

        assert busy_database.execute(query, (likes,)).fetchone() == (0,), table


def test_no_marker_lies_in_exports_dumps_or_what_is_published(
    busy_database: psycopg.Connection, tmp_path: Path
) -> None:
    export_ledger(tmp_path / "export", Edition.VERIFIER, lambda _done, _of: None)
    address = make_conninfo(settings.FIELDING_ADMINISTRATOR, dbname=busy_database.info.dbname)
    dump = tmp_path / "dump.sql"  # a backup holds the same rows, but packed
    subprocess.run([installed_program("pg_dump"), "-f", dump, address], check=True)
    publish_checkpoint()

    assert _found_in(tmp_path) == []
    assert _found_in(published()) == []
    assert b"COPY public.sealed" in dump.read_bytes()
