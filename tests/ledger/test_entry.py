"""Entries: written canonically, read back as they were, refused when they are anything else."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from fielding.kernel.canonical import NotCanonical, canonical_bytes
from fielding.kernel.instants import NotAnInstant
from fielding.ledger.entry import KEYS, LARGEST_ENTRY, Entry, keep_entry, read_entry
from fielding.ledger.errors import EntryTooLarge, NotAnEntry

AT = datetime(2026, 11, 22, 1, 5, 0, 123456, tzinfo=UTC)
ENTRY = Entry(
    id="019aa8f0-0000-7000-8000-000000000000",
    service="noise",
    definition="00" * 32,
    kind="referral.sent",
    subject="case/019aa8f0-0000-7000-8000-000000000001",
    also=("referral/019aa8f0-0000-7000-8000-000000000002",),
    previous="11" * 32,
    occurred_at=AT,
    recorded_at=AT,
    actor="assessor-1",
    role="assessor",
    firm="prime",
    facts={"recipient": "north-council", "points": 3, "sure": True, "bodies": [["a", 1]]},
)


def test_the_bytes_of_an_entry_are_fixed_for_ever() -> None:
    written = keep_entry(ENTRY).content

    assert written.decode() == (
        '{"actor":"assessor-1","also":["referral/019aa8f0-0000-7000-8000-000000000002"],'
        '"commitment":null,"contract":null,"definition":"' + "00" * 32 + '",'
        '"facts":{"bodies":[["a",1]],"points":3,"recipient":"north-council","sure":true},'
        '"firm":"prime","id":"019aa8f0-0000-7000-8000-000000000000","kind":"referral.sent",'
        '"occurred_at":"2026-11-22T01:05:00.123456Z","previous":"' + "11" * 32 + '",'
        '"recorded_at":"2026-11-22T01:05:00.123456Z","role":"assessor","sealed":null,'
        '"service":"noise","subject":"case/019aa8f0-0000-7000-8000-000000000001",'
        '"synthetic":false}'
    )


def test_the_leaf_hash_is_that_of_rfc_6962() -> None:
    kept = keep_entry(ENTRY)

    assert kept.leaf == sha256(b"\x00" + kept.content).digest()


def test_an_entry_is_read_back_as_it_was() -> None:
    kept = keep_entry(ENTRY)

    read = read_entry(kept.content, index=7)

    assert read == replace(kept, index=7)


def test_a_simulated_entry_counts_from_when_it_is_said_to_have_happened() -> None:
    early = datetime(2025, 1, 1, tzinfo=UTC)

    assert replace(ENTRY, occurred_at=early).at == AT
    assert replace(ENTRY, occurred_at=early, synthetic=True).at == early


def test_an_entry_may_fill_its_65535_bytes_and_no_more() -> None:
    room = LARGEST_ENTRY - len(keep_entry(replace(ENTRY, facts={"a": ""})).content)

    assert len(keep_entry(replace(ENTRY, facts={"a": "x" * room})).content) == LARGEST_ENTRY
    with pytest.raises(EntryTooLarge):
        keep_entry(replace(ENTRY, facts={"a": "x" * (room + 1)}))


def test_no_number_with_a_fraction_gets_into_an_entry() -> None:
    with pytest.raises(NotCanonical):
        keep_entry(replace(ENTRY, facts={"amount": 0.1}))


def test_no_naive_time_gets_into_an_entry() -> None:
    with pytest.raises(NotAnInstant):
        keep_entry(replace(ENTRY, recorded_at=AT.replace(tzinfo=None)))


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"id":"x"}', b"[" * 100_000],
    ids=["nothing", "list", "null", "cut", "no text", "short", "deep"],
)
def test_what_is_not_an_entry_is_named_by_its_index(content: bytes) -> None:
    with pytest.raises(NotAnEntry) as refused:
        read_entry(content, index=41)

    assert refused.value.facts == {"index": 41}


@pytest.mark.parametrize("key", sorted(KEYS))
def test_an_entry_lacks_none_of_its_keys(key: str) -> None:
    told = json.loads(keep_entry(ENTRY).content)
    del told[key]

    with pytest.raises(NotAnEntry):
        read_entry(canonical_bytes(told))


@pytest.mark.parametrize(
    ("key", "value"),
    [("also", None), ("also", 7), ("occurred_at", 7), ("recorded_at", "now"), ("more", "keys")],
)
def test_an_entry_with_a_part_of_another_kind_is_refused(key: str, value: object) -> None:
    told = {**json.loads(keep_entry(ENTRY).content), key: value}

    with pytest.raises(NotAnEntry):
        read_entry(canonical_bytes(told))
