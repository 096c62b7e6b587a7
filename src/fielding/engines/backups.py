"""Backup files: a zip of a manifest, the newest checkpoint, and the database as pg_dump writes it.

The hub's keys are never in it: whoever finds a backup can read nothing sealed.
"""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from psycopg.conninfo import conninfo_to_dict

from fielding.engines.errors import BackupExists, NotABackup, PostgresCommandFailed
from fielding.engines.postgres_programs import installed_program

FORMAT = "fielding-backup/v1"
_DUMP, _MANIFEST, _CHECKPOINT = "database.dump", "manifest.json", "checkpoint"
_CHUNK = 1024 * 1024
#: What libpq takes from the environment: passwords have no place in a list of processes.
_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A database, and the role to act as once signed in."""

    address: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    origin: str
    #: The newest signed checkpoint when it began; empty while there was none.
    checkpoint: str


def write_backup(path: Path, database: Database, manifest: Manifest) -> int:
    """Dump a database into a new file; give its size.

    Raises BackupExists, PostgresCommandFailed.
    """
    if path.exists():
        raise BackupExists(file=str(path))
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.touch(mode=0o600)
    with zipfile.ZipFile(unfinished, "w", allowZip64=True) as archive:
        archive.writestr(_MANIFEST, json.dumps(_document(manifest), indent=2) + "\n")
        archive.writestr(_CHECKPOINT, manifest.checkpoint)
        with archive.open(_DUMP, "w", force_zip64=True) as sink:
            _dump(database, sink)
    unfinished.replace(path)
    return path.stat().st_size


def read_manifest(path: Path) -> Manifest:
    """Read what a backup says of itself; raises NotABackup."""
    with _opened(path) as archive:
        told = json.loads(archive.read(_MANIFEST))
        checkpoint = archive.read(_CHECKPOINT).decode()
    if told.get("format") != FORMAT:
        raise NotABackup(file=str(path), format=told.get("format"))
    return Manifest(made_at=told["made_at"], origin=told["origin"], checkpoint=checkpoint)


def load_backup(path: Path, database: Database) -> None:
    """Load a dump into a database without tables, whole or not at all."""
    command = [
        *(str(installed_program("pg_restore")), "--single-transaction", "--exit-on-error"),
        *("--no-owner", f"--role={database.role}", f"--dbname={_name(database)}"),
    ]
    with (
        _opened(path) as archive,
        archive.open(_DUMP) as source,
        _started(command, database, stdin=subprocess.PIPE) as restoring,
    ):
        if restoring.stdin is not None:
            with suppress(BrokenPipeError):  # pg_restore says itself what it did not like
                shutil.copyfileobj(source, restoring.stdin, _CHUNK)


def _dump(database: Database, sink: IO[bytes]) -> None:
    command = [
        *(str(installed_program("pg_dump")), "--format=custom", "--compress=gzip:1"),
        *("--no-password", f"--role={database.role}"),
    ]
    with _started(command, database, stdout=subprocess.PIPE) as dumping:
        if dumping.stdout is not None:
            shutil.copyfileobj(dumping.stdout, sink, _CHUNK)


@contextmanager
def _started(
    command: list[str], database: Database, *, stdin: int | None = None, stdout: int | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(  # noqa: S603 our own words, no shell
        command, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, env=_environment(database)
    ) as running:
        yield running
        _, words = running.communicate()
    if running.returncode:
        said = words.decode(errors="replace").strip()[-2000:]
        raise PostgresCommandFailed(program=Path(command[0]).name, words=said)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, KeyError, ValueError, FileNotFoundError) as fault:
        raise NotABackup(file=str(path)) from fault


def _document(manifest: Manifest) -> Mapping[str, str]:
    return {
        "format": FORMAT,
        "made_at": manifest.made_at,
        "origin": manifest.origin,
        "keys": "not included: keep a copy of the folder of keys elsewhere",
    }


def _environment(database: Database) -> dict[str, str]:
    told = conninfo_to_dict(database.address)
    known = {_VARIABLES[name]: str(told[name]) for name in _VARIABLES if told.get(name)}
    return {"LC_ALL": "C", **known}


def _name(database: Database) -> str:
    return str(conninfo_to_dict(database.address).get("dbname") or "")
