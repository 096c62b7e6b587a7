"""The sequencer: one at a time, nothing before what it follows, every checkpoint over the last."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from random import Random
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg.conninfo import make_conninfo

from fielding.app.ports import Hub, Receipt
from fielding.app.receive_case import receive_case
from fielding.ledger.checkpoints import Checkpoint
from fielding.ledger.proofs import verify_inclusion_file
from fielding.ledger.tiles import TileReader, root_from_tiles
from fielding.ledger.tree import consistency_proof, leaf_hash, verify_consistency
from fielding.store.log_rows import tile_hashes
from fielding.store.sequencer import (
    LARGEST_BATCH,
    LOCK,
    SQL,
    AlreadySequencing,
    FencedOff,
    Sequencer,
)
from fielding.testing.forms import a_report
from fielding.testing.hub import REPORTER
from fielding.testing.walk import Walk
from fielding.wiring.hub import keyring
from fielding.wiring.sequencing import a_sequencer

#: As many entries as make a join of everything look cheap.
IMPORTED = """
INSERT INTO entry (id, subject, kind, recorded_at, leaf, content)
SELECT gen_random_uuid(), 'test/' || number, 'test.entry', clock_timestamp(),
       sha256(number::text::bytea), '{}'::bytea
FROM generate_series(1, 20000) AS t (number)
"""


@pytest.fixture
def another_sequencer(database: str) -> Iterator[Callable[[], Sequencer]]:
    """Makes sequencers, each with a connection of its own; none has taken over yet."""
    address = make_conninfo(settings.FIELDING_SEQUENCER, dbname=database)
    with ExitStack() as opened:

        def make() -> Sequencer:
            connection = opened.enter_context(psycopg.connect(address, autocommit=True))
            return a_sequencer(connection)

        yield make


def _checkpoints(superuser: psycopg.Connection) -> list[Checkpoint]:
    notes = superuser.execute("SELECT note FROM checkpoint ORDER BY size").fetchall()
    return [Checkpoint.parse(note.partition("\n\n")[0] + "\n") for (note,) in notes]


def _entries(superuser: psycopg.Connection) -> list[bytes]:
    query = "SELECT content FROM leaf JOIN entry USING (queued) ORDER BY leaf.index"
    return [bytes(content) for (content,) in superuser.execute(query)]


def test_a_second_sequencer_is_refused_while_the_first_is_at_work(
    another_sequencer: Callable[[], Sequencer],
) -> None:
    another_sequencer().take_over()

    with pytest.raises(AlreadySequencing):
        another_sequencer().take_over()


def test_a_sequencer_that_was_paused_writes_nothing_after_another_took_over(
    another_sequencer: Callable[[], Sequencer], noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    paused, awake = another_sequencer(), another_sequencer()
    paused.take_over()
    paused.connection.execute("SELECT pg_advisory_unlock(%s)", (LOCK,))  # as after a long pause
    awake.take_over()
    receive_case(noisy_hub, REPORTER, a_report())

    with pytest.raises(FencedOff):
        paused.sequence_batch()

    assert superuser.execute("SELECT count(*) FROM leaf").fetchone() == (0,)
    assert awake.sequence_batch() == 2
    assert [checkpoint.size for checkpoint in _checkpoints(superuser)] == [2]


def test_the_next_sequencer_goes_on_where_the_last_one_was_killed(
    another_sequencer: Callable[[], Sequencer], noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    for life in range(3):
        killed = another_sequencer()
        killed.take_over()
        Walk(hub=noisy_hub, chance=Random(life), begun=life * 1_000).go(40)
        killed.sequence_batch()
        killed.connection.close()

    _verify_all(superuser)


def test_a_batch_of_nothing_makes_no_checkpoint(
    sequence: Callable[[], int], superuser: psycopg.Connection
) -> None:
    assert sequence() == 0
    assert _checkpoints(superuser) == []


@pytest.mark.parametrize("seed", range(3))
def test_every_checkpoint_is_consistent_with_the_one_before(
    noisy_hub: Hub, sequence: Callable[[], int], superuser: psycopg.Connection, seed: int
) -> None:
    walk = Walk(hub=noisy_hub, chance=Random(seed))
    for steps in (1, 3, 40, 7, 60):
        walk.go(steps)
        sequence()

    _verify_all(superuser)


def test_no_entry_comes_before_the_one_it_follows_when_many_write_at_once(
    noisy_hub: Hub, sequencing: None, superuser: psycopg.Connection
) -> None:
    def work(writer: int) -> None:
        Walk(hub=noisy_hub, chance=Random(writer), begun=writer * 1_000).go(40)
        connections.close_all()

    writers = [threading.Thread(target=work, args=(writer,)) for writer in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    last = receive_case(noisy_hub, REPORTER, a_report(key="last"))
    assert isinstance(noisy_hub.proofs.prove(last.entry), Receipt)
    seen = set[str]()
    for content in _entries(superuser):
        previous = json.loads(content)["previous"]
        assert previous is None or previous in seen
        seen.add(leaf_hash(content).hex())
    _verify_all(superuser)


def test_a_receipt_holds_for_entries_on_both_sides_of_a_full_tile(
    noisy_hub: Hub, sequencing: None, superuser: psycopg.Connection
) -> None:
    for number in range(140):
        last = receive_case(noisy_hub, REPORTER, a_report(key=str(number)))
    noisy_hub.proofs.prove(last.entry)
    contents = _entries(superuser)
    assert len(contents) > 256
    keys = keyring()
    verifiers = [keys.log.verifier(), keys.cosigner.verifier()]

    for place in (0, 1, 127, 255, 256, len(contents) - 1):
        receipt = noisy_hub.proofs.prove(json.loads(contents[place])["id"])

        assert isinstance(receipt, Receipt)
        assert receipt.entry == contents[place]
        verify_inclusion_file(receipt.proof, receipt.entry, verifiers, settings.FIELDING_ORIGIN)


def _verify_all(superuser: psycopg.Connection) -> None:
    """Check all checkpoints against the stored tiles and against one another."""
    reader = _reader(superuser)
    found = _checkpoints(superuser)
    assert found
    for checkpoint in found:
        assert root_from_tiles(checkpoint.size, reader.subtree) == checkpoint.root
    for before, after in pairwise(found):
        proof = consistency_proof(before.size, after.size, reader.subtree)
        verify_consistency(before.head, after.head, proof)


def _reader(superuser: psycopg.Connection) -> TileReader:
    (size,) = superuser.execute("SELECT size FROM head").fetchone() or (0,)
    return TileReader(size, lambda place: tile_hashes(place) or b"")


def test_looking_for_a_new_entry_reads_that_entry_alone_even_after_a_large_import(
    noisy_hub: Hub, sequence: Callable[[], int], superuser: psycopg.Connection
) -> None:
    superuser.execute(IMPORTED)
    superuser.execute("ANALYZE entry, pending")  # now the server believes that much waits
    while sequence():
        pass
    receive_case(noisy_hub, REPORTER, a_report())

    explained = superuser.execute(
        f"EXPLAIN (ANALYZE, FORMAT JSON) {SQL['next_batch']}",
        {"most": LARGEST_BATCH},
    ).fetchone()

    assert explained is not None
    read = [node["Actual Rows"] * node["Actual Loops"] for node in _nodes(explained[0][0]["Plan"])]
    assert max(read) == 2


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)
