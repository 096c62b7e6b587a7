"""Cuts the ledger into segments as it stands at one moment, for whoever recomputes figures."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from fielding.app.standing import nation_of
from fielding.definitions.service import Service
from fielding.engines.accounts import AccountsCell, Release
from fielding.engines.definition_files import read_definition
from fielding.engines.errors import NothingToExport
from fielding.engines.exports import ExportFolder
from fielding.engines.segments import cutting as segments
from fielding.engines.segments.columns import columns_of
from fielding.engines.segments.cutting import Known, cut_entries, publish_figures
from fielding.engines.segments.manifest import CHECKPOINT, FIGURES, read_manifest
from fielding.engines.segments.public_writing import Pseudonyms
from fielding.engines.segments.writing import SegmentFolder, explain
from fielding.ledger.checkpoints import Checkpoint, open_checkpoint
from fielding.ledger.entry import Kept, read_entry
from fielding.ledger.tree import EMPTY_ROOT
from fielding.oversight.books import Books, Standpoint, carry_on
from fielding.oversight.records import Rules
from fielding.store.log_snapshot import LogSnapshot, log_snapshot
from fielding.wiring.accounts import accounts
from fielding.wiring.hub import hub, keyring

#: Hears how many entries are done, of how many.
Told = Callable[[int, int], None]


def cut_overseer(folder: Path, told: Told) -> int:
    """Cut the overseer's edition; give the size of its checkpoint.

    `told` hears how many entries are written, of how many. Raises FolderInUse, NothingToExport.
    """
    with _snapshot() as snapshot:
        ledger = _ledger(snapshot)
        columns = columns_of(ledger.known.definitions.values())
        target = SegmentFolder(ExportFolder(folder), columns)
        books = cut_entries(target, _entries(snapshot), ledger.at, ledger.known.rules, told)
    ledger.explain(target.target)
    publish_figures(target, books, ledger.known)
    return ledger.at.size


def cut_public(folder: Path, told: Told) -> int:
    """Cut the public edition; give the size of its checkpoint.

    Its pseudonyms are made with a key that is forgotten at once. Raises what `cut_overseer` does.
    """
    names = Pseudonyms(key=hub().random.bytes(32))
    target = ExportFolder(folder)
    with _snapshot() as snapshot:
        ledger = _ledger(snapshot)
        books = Books(standpoint=replace(ledger.at, size=0, root=EMPTY_ROOT))
        books = carry_on(books, _entries(snapshot), ledger.at, ledger.known.rules)
        ledger.explain(target)
        segments.cut_public(target, (books, _entries(snapshot)), ledger.known, names, told)
    return ledger.at.size


def publish_accounts(told: Told) -> Release:
    """Cut the public edition anew and make it the newest release of the public accounts."""
    folder = accounts()
    with TemporaryDirectory(prefix="fielding-edition-") as unfinished:
        edition = Path(unfinished) / "segments"
        size = cut_public(edition, told)
        manifest = read_manifest(edition)
        release = Release(
            size=size,
            root=Checkpoint.parse(_text(edition)).root.hex(),
            at=manifest.at,
            file=folder.pack(edition, f"public-edition-{size}"),
            definitions=manifest.in_force,
            cells=tuple(_cells(edition)),
        )
    folder.announce(release)
    return release


def _text(edition: Path) -> str:
    note = (edition / CHECKPOINT).read_text(encoding="utf-8")
    return note.partition("\n\n")[0] + "\n"


def _cells(edition: Path) -> Iterator[AccountsCell]:
    rows = pq.read_table(edition / FIGURES).drop_columns("force").to_pylist()
    for row in sorted(rows, key=lambda row: tuple(map(str, row.values()))):
        yield AccountsCell(**row)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ledger:
    """What stands beside the entries of one snapshot."""

    note: str
    at: Standpoint
    files: Mapping[str, tuple[bytes, bytes]]  # definitions' bytes, and their tables', by digest
    known: Known

    def explain(self, target: ExportFolder) -> None:
        """Write the definitions, the checkpoint and the keys that signed it."""
        keys = json.dumps(keyring().verifier_keys(), indent=2) + "\n"
        explain(target, self.files, self.note, keys)


@contextmanager
def _snapshot() -> Iterator[LogSnapshot]:
    with log_snapshot() as snapshot:
        if snapshot is None:
            raise NothingToExport
        yield snapshot


def _ledger(snapshot: LogSnapshot) -> _Ledger:
    files, services = {}, []
    for name, content, tables in snapshot.definitions():
        services.append(read_definition(content, tables, file=name))
        files[services[-1].digest] = (content, tables)
    return _Ledger(
        note=snapshot.note, at=_standpoint(snapshot), files=files, known=_known(services)
    )


def _known(services: list[Service]) -> Known:
    wired = hub()
    definitions = {service.digest: service for service in services}
    return Known(
        definitions=definitions,
        in_force=tuple(service.digest for service in wired.services.in_force()),
        rules=Rules(
            definition=definitions.__getitem__,
            workday=lambda case: wired.workdays.of(nation_of(case)),
        ),
        workday=wired.workdays.of,
    )


def _standpoint(snapshot: LogSnapshot) -> Standpoint:
    """Stand at the checkpoint; now is the time that its cosignature states."""
    keys = keyring()
    verifiers = [keys.log.verifier(), keys.cosigner.verifier()]
    signed = open_checkpoint(snapshot.note, verifiers, keys.log.name)
    now = datetime.fromtimestamp(max(signed.times()), UTC)
    return Standpoint(size=signed.checkpoint.size, root=signed.checkpoint.root, at=now)


def _entries(snapshot: LogSnapshot) -> Iterator[Kept]:
    contents = (content for _, bundle in snapshot.bundles() for content in bundle)
    for index, content in enumerate(contents):
        yield read_entry(content, index=index)


#: How each edition is cut.
EDITIONS = {"overseer": cut_overseer, "public": cut_public}
