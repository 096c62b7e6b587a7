"""Backs the hub up, and restores it: never shorter than what was seen outside, never unerased."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.conninfo import make_conninfo

from fielding.engines.backups import Database, Manifest, load_backup, read_manifest, write_backup
from fielding.engines.keyring import copy_keyring
from fielding.engines.system import SystemClock
from fielding.kernel.instants import write_instant
from fielding.store.errors import RestoreRefused
from fielding.store.linking.reaching import start_over
from fielding.store.log_rows import latest_checkpoint, log_state
from fielding.store.provision import OWNER, provision
from fielding.store.restoring import drop_database, erase_again, require_empty
from fielding.wiring.exporting import Edition, export_ledger
from fielding.wiring.owning import require_our_keys
from fielding.wiring.publishing import published
from fielding.wiring.rebuilding import rebuild
from fielding.wiring.running import supervisor
from fielding.wiring.setting_up import own_server, set_up
from fielding.wiring.verifying import verify_export


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore brought back."""

    made_at: str
    size: int
    cases: int
    #: Rows of keys and ciphertexts that were destroyed again.
    erased_again: int
    #: How many checkpoints and receipts kept outside it was held against.
    held_against: int


def back_up(file: Path, keys: Path | None) -> int:
    """Back the database up into a file, and the keys into a folder apart if one is named."""
    manifest = Manifest(
        made_at=write_instant(SystemClock().now()),
        origin=settings.FIELDING_ORIGIN,
        checkpoint=latest_checkpoint() or "",
    )
    size = write_backup(file, _database(), manifest)
    if keys is not None:
        copy_keyring(settings.FIELDING_KEYS, keys, owner=os.geteuid())
    return size


def restore(file: Path, seen: Sequence[Path], told: Callable[[str], None]) -> Restored:
    """Restore a backup into an empty database, and bring it to where the hub may go on.

    Raises what is wrong, and leaves the database as empty as before: RestoreRefused when the
    backup is damaged, or older than something that was seen outside.
    """
    manifest = read_manifest(file)
    require_our_keys(manifest.checkpoint)
    with _hub_stopped():
        _make_empty_database()
        try:
            return _fill(file, manifest, _kept_outside(seen), told)
        except BaseException:
            connections.close_all()
            drop_database(settings.FIELDING_ADMINISTRATOR, settings.FIELDING_DATABASE_NAME)
            raise


def _fill(
    file: Path, manifest: Manifest, seen: Sequence[Path], told: Callable[[str], None]
) -> Restored:
    told("Loading the backup")
    load_backup(file, _database())
    set_up()
    told("Verifying the ledger")
    size = log_state().size
    if size or seen:
        _verify(seen)
    told("Erasing again what was erased")
    erased = erase_again(_owner())
    told("Rebuilding what is derived")
    cases, _ = rebuild(lambda _: None)
    # What was linked may hold what was erased since; the hub's linker reads the ledger anew.
    start_over(_owner())
    return Restored(
        made_at=manifest.made_at,
        size=size,
        cases=cases,
        erased_again=erased,
        held_against=len(seen),
    )


def _verify(seen: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory(dir=settings.FIELDING_VAR, prefix="verifying-") as folder:
        export_ledger(Path(folder), Edition.VERIFIER, lambda _done, _of: None)
        code, words = verify_export(Path(folder), seen, as_json=False)
    if code:
        raise RestoreRefused(verifier=words)


@contextmanager
def _hub_stopped() -> Iterator[None]:
    """Keep the hub from running meanwhile; the server it runs itself is left as it was found."""
    lock, server = supervisor().claim("restoring"), own_server()
    was_running = server is None or server.is_running()
    try:
        if server is not None:
            server.start()
        yield
    finally:
        connections.close_all()
        if server is not None and not was_running:
            server.stop()
        os.close(lock)


def _make_empty_database() -> None:
    administrator, name = settings.FIELDING_ADMINISTRATOR, settings.FIELDING_DATABASE_NAME
    provision(administrator, name, settings.FIELDING_PASSWORDS)
    require_empty(_owner())


def _kept_outside(seen: Sequence[Path]) -> Sequence[Path]:
    """List what the ledger is held against: what was named, and what this machine published."""
    own = published() / "checkpoint"
    return [*seen, own] if own.is_file() else list(seen)


def _database() -> Database:
    address = make_conninfo(settings.FIELDING_ADMINISTRATOR, dbname=settings.FIELDING_DATABASE_NAME)
    return Database(address=address, role=OWNER)


def _owner() -> psycopg.Connection:
    owner = connections["owner"]
    owner.ensure_connection()
    raw: psycopg.Connection = owner.connection
    return raw
