"""What a database's superuser changes is found in the next export, by the verifier alone."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from psycopg.conninfo import make_conninfo

from fielding.app.ports import Hub, Receipt
from fielding.kernel.canonical import canonical_bytes
from fielding.ledger import proofs
from fielding.ledger.tree import leaf_hash
from fielding.store.log_rows import latest_checkpoint
from fielding.testing.places import MemoryPlaces
from fielding.testing.services import MemoryServices, sample_service
from fielding.testing.walk import Walk
from fielding.wiring.exporting import Edition, export_ledger
from fielding.wiring.hub import keyring
from fielding.wiring.sequencing import a_sequencer
from fielding_verifier.__main__ import main as verifier

pytestmark = pytest.mark.slow

Tampering = Callable[["Ledger", Random], int]


@dataclass(slots=True, kw_only=True)
class Ledger:
    """A real ledger, as somebody with all rights on the database sees it."""

    rows: psycopg.Connection
    folder: Path
    #: What outsiders kept before anybody tampered: a checkpoint and a receipt.
    seen: list[Path]
    say: Callable[[list[str]], tuple[int, dict[str, Any]]]
    exports: int = 0

    def verify(self, *, with_seen: bool) -> tuple[int, dict[str, Any]]:
        """Export it and have it verified; gives the exit code and what was said."""
        self.exports += 1
        export = self.folder / f"export-{self.exports}"
        export_ledger(export, Edition.VERIFIER, lambda _done, _of: None)
        keys = keyring().verifier_keys()
        arguments = ["export", str(export), "--json"]
        arguments += ["--key", keys["log"], "--key", keys["cosigner"]]
        arguments += [part for path in self.seen for part in ("--seen", str(path)) if with_seen]
        return self.say(arguments)

    @property
    def size(self) -> int:
        return self.number("SELECT count(*) FROM leaf")

    def number(self, query: str, **values: object) -> int:
        row = self.rows.execute(query.encode(), values).fetchone()
        return int(row[0]) if row else 0

    def do(self, statement: str, **values: object) -> None:
        self.rows.execute(statement.encode(), values)

    def entry(self, index: int) -> dict[str, Any]:
        query = b"SELECT content FROM leaf JOIN entry USING (queued) WHERE index = %(index)s"
        row = self.rows.execute(query, {"index": index}).fetchone()
        assert row
        found: dict[str, Any] = json.loads(bytes(row[0]))
        return found

    def put(self, index: int, entry: dict[str, Any]) -> None:
        """Write an entry anew, its leaf hash too."""
        content = canonical_bytes(entry)
        self.do(
            "UPDATE entry SET content = %(content)s, leaf = %(leaf)s WHERE queued ="
            " (SELECT queued FROM leaf WHERE index = %(index)s)",
            content=content,
            leaf=leaf_hash(content),
            index=index,
        )

    def shift(self, after: int, by: int) -> None:
        """Move the indexes of all later entries."""
        self.do("UPDATE leaf SET index = index + 1000000 WHERE index >= %(at)s", at=after)
        self.do("UPDATE leaf SET index = index - 1000000 + %(by)s WHERE index >= 1000000", by=by)


@pytest.fixture
def ledger(
    hub: Hub,
    sequence: Callable[[], int],
    superuser: psycopg.Connection,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Ledger:
    noisy = replace(hub, services=MemoryServices([sample_service()]), places=MemoryPlaces())
    walk = Walk(hub=noisy, chance=Random(11))
    for steps in (20, 5, 30, 1, 25):
        walk.go(steps)
        sequence()
    receipt = noisy.proofs.prove(walk.cases[len(walk.cases) // 2].entry)
    assert isinstance(receipt, Receipt)
    kept = tmp_path / "kept.receipt"
    kept.write_bytes(proofs.receipt_file(proofs.Receipt(entry=receipt.entry, proof=receipt.proof)))
    checkpoint = tmp_path / "kept.checkpoint"
    checkpoint.write_text(latest_checkpoint() or "")
    superuser.execute("SET session_replication_role = replica")  # no trigger, no foreign key

    def say(arguments: list[str]) -> tuple[int, dict[str, Any]]:
        code = verifier(arguments)
        return code, json.loads(capsys.readouterr().out)

    return Ledger(rows=superuser, folder=tmp_path, seen=[kept, checkpoint], say=say)


@pytest.fixture
def resequence(database: str) -> Callable[[], int]:
    """Sign everything anew with the hub's own keys, as a thief of them could."""
    address = make_conninfo(settings.FIELDING_SEQUENCER, dbname=database)

    def sign() -> int:
        with psycopg.connect(address, autocommit=True) as thief:
            sequencer = a_sequencer(thief)
            sequencer.take_over()
            return sequencer.sequence_batch()

    return sign


def change(ledger: Ledger, chance: Random) -> int:
    index = chance.randrange(ledger.size)
    ledger.put(index, ledger.entry(index) | {"actor": "somebody-else"})
    return index


def delete(ledger: Ledger, chance: Random) -> int:
    index = chance.randrange(ledger.size - 1)
    ledger.do("DELETE FROM leaf WHERE index = %(index)s", index=index)
    return index


def delete_and_close_the_gap(ledger: Ledger, chance: Random) -> int:
    index = delete(ledger, chance)
    ledger.shift(index, by=-1)
    return index


def insert(ledger: Ledger, chance: Random) -> int:
    index = chance.randrange(ledger.size)
    case = str(UUID(int=chance.getrandbits(128)))
    forged = ledger.entry(0) | {
        "id": str(UUID(int=UUID(ledger.entry(0)["id"]).int + 1)),
        "subject": f"case/{case}",
        "previous": None,
    }
    content = canonical_bytes(forged)
    ledger.shift(index, by=1)
    ledger.do(
        "INSERT INTO entry (id, case_id, subject, kind, recorded_at, leaf, content) VALUES"
        " (%(id)s, %(case)s, %(subject)s, 'case.received', now(), %(leaf)s, %(content)s)",
        id=forged["id"],
        case=case,
        subject=forged["subject"],
        leaf=leaf_hash(content),
        content=content,
    )
    ledger.do(
        "INSERT INTO leaf SELECT %(index)s, queued FROM entry WHERE id = %(id)s",
        index=index,
        id=forged["id"],
    )
    return index


def reorder(ledger: Ledger, chance: Random) -> int:
    first, second = sorted(chance.sample(range(ledger.size), 2))
    aside = 1_000_000
    for before, after in ((first, aside), (second, first), (aside, second)):
        ledger.do("UPDATE leaf SET index = %(b)s WHERE index = %(a)s", a=before, b=after)
    return first


def back_date(ledger: Ledger, chance: Random) -> int:
    index = chance.randrange(ledger.size)
    earlier = {"recorded_at": "2026-01-05T09:00:00.000000Z"}
    ledger.put(index, ledger.entry(index) | earlier)
    return index


def swap_ciphertexts(ledger: Ledger, chance: Random) -> int:
    rows = ledger.rows.execute(
        "SELECT index, sealed.entry_id::text, blob FROM sealed"
        " JOIN entry ON entry.id = entry_id JOIN leaf USING (queued) ORDER BY index"
    ).fetchall()
    (first, one, blob), (_, other, other_blob) = sorted(chance.sample(rows, 2))
    ledger.do("UPDATE sealed SET blob = %(blob)s WHERE entry_id = %(id)s", blob=other_blob, id=one)
    ledger.do("UPDATE sealed SET blob = %(blob)s WHERE entry_id = %(id)s", blob=blob, id=other)
    return int(first)


def lose_a_ciphertext(ledger: Ledger, chance: Random) -> int:
    rows = ledger.rows.execute(
        "SELECT index, entry_id::text FROM sealed JOIN entry ON entry.id = entry_id"
        " JOIN leaf USING (queued)"
    ).fetchall()
    index, lost = chance.choice(rows)
    ledger.do("DELETE FROM sealed WHERE entry_id = %(id)s", id=lost)
    return int(index)


SEEN_IN_THE_EXPORT = (
    change,
    delete,
    delete_and_close_the_gap,
    insert,
    reorder,
    back_date,
    swap_ciphertexts,
    lose_a_ciphertext,
)


def test_an_honest_ledger_is_found_without_fault(ledger: Ledger) -> None:
    code, told = ledger.verify(with_seen=True)

    assert (code, told["fault_counts"], told["cannot_exclude"]) == (0, {}, [])
    assert told["counted"]["sealed texts"] > 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("tamper", SEEN_IN_THE_EXPORT)
def test_tampering_is_found_and_the_first_bad_entry_named(
    ledger: Ledger, tamper: Tampering, seed: int
) -> None:
    bad = tamper(ledger, Random(seed))

    code, told = ledger.verify(with_seen=False)

    first = told["first_bad_entry"]
    assert code == 1
    assert first["index"] <= bad < (first["until"] or first["index"] + 1), told["faults"]


def test_a_ledger_cut_short_is_found_only_with_what_was_kept_outside(ledger: Ledger) -> None:
    sizes = ledger.rows.execute("SELECT size FROM checkpoint ORDER BY size").fetchall()
    (short,) = sizes[-2]
    for table, column in (("leaf", "index + 1"), ("checkpoint", "size")):
        ledger.do(f"DELETE FROM {table} WHERE {column} > %(short)s", short=short)
    ledger.do(
        "UPDATE edge SET hashes = substring(hashes FOR 32 * %(short)s) WHERE level = 0", short=short
    )

    alone, said = ledger.verify(with_seen=False)
    code, told = ledger.verify(with_seen=True)

    assert alone == 0
    assert any("cut off" in each for each in said["cannot_exclude"])
    assert code == 1
    assert told["fault_counts"]["truncated"] > 0


def test_a_ledger_signed_anew_with_stolen_keys_is_found_only_with_what_was_kept_outside(
    ledger: Ledger, resequence: Callable[[], int]
) -> None:
    for index in range(ledger.size):
        if ledger.entry(index)["kind"] == "case.received":
            change_and_chain_anew(ledger, index)
            break
    for table in ("leaf", "tile", "edge", "checkpoint"):
        ledger.do(f"DELETE FROM {table}")
    ledger.do("UPDATE head SET size = 0")
    ledger.do("INSERT INTO pending (queued) SELECT queued FROM entry")
    ledger.do("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    resequence()

    alone, said = ledger.verify(with_seen=False)
    code, told = ledger.verify(with_seen=True)

    assert alone == 0, said["faults"]
    assert any("signed anew" in each for each in said["cannot_exclude"])
    assert code == 1
    assert told["fault_counts"]["rewritten"] > 0


def change_and_chain_anew(ledger: Ledger, changed: int) -> None:
    """Change an entry and give every later one on its subject the right `previous`."""
    subject = ledger.entry(changed)["subject"]
    previous = None
    for index in range(ledger.size):
        entry = ledger.entry(index)
        if entry["subject"] != subject:
            continue
        forged = entry | {"previous": previous}
        forged |= {"actor": "somebody-else"} if index == changed else {}
        ledger.put(index, forged)
        previous = leaf_hash(canonical_bytes(forged)).hex()
