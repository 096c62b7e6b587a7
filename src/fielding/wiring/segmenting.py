"""Cuts the ledger into segments as it stands at one moment, for whoever recomputes figures."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from fielding.app.standing import nation_of
from fielding.definitions.service import Service
from fielding.engines.definition_files import read_definition
from fielding.engines.errors import NothingToExport
from fielding.engines.segments.columns import Columns, words_of
from fielding.engines.segments.cutting import Known, cut_entries, publish_figures
from fielding.engines.segments.writing import SegmentFolder
from fielding.ledger.checkpoints import open_checkpoint
from fielding.ledger.entry import Kept, read_entry
from fielding.oversight.books import Standpoint
from fielding.oversight.records import Rules
from fielding.store.log_snapshot import LogSnapshot, log_snapshot
from fielding.wiring.hub import hub, keyring


def cut_overseer(folder: Path, told: Callable[[int, int], None]) -> int:
    """Cut the overseer's edition; give the size of its checkpoint.

    `told` hears how many entries are written, of how many. Raises FolderInUse, NothingToExport.
    """
    with log_snapshot() as snapshot:
        if snapshot is None:
            raise NothingToExport
        files = list(snapshot.definitions())
        known = _known([read_definition(c, t, file=service) for service, c, t in files])
        words = words_of(known.definitions.values())
        target = SegmentFolder(folder, Columns(words=words))
        books = cut_entries(target, _entries(snapshot), _standpoint(snapshot), known.rules, told)
    named = {read_definition(c, t, file=s).digest[:16]: (c, t) for s, c, t in files}
    keys = json.dumps(keyring().verifier_keys(), indent=2) + "\n"
    target.explain(named, snapshot.note, keys)
    publish_figures(target, books, known)
    return snapshot.size


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
EDITIONS = {"overseer": cut_overseer}
