"""Sealing: opens only under its key and in its place, and commits to every word."""

import struct
from collections.abc import Mapping
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from fielding.kernel.canonical import canonical_bytes
from fielding.ledger.errors import SealBroken
from fielding.ledger.sealing import (
    Sealed,
    open_committed,
    open_sealed,
    seal,
    unwrap_key,
    wrap_key,
)
from fielding.ledger.tree import EMPTY_ROOT, leaf_hash, node_hash
from fielding.testing.proofs import commitment_of
from fielding.testing.randomness import SeededRandomness

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
CASE, ENTRY = "case/1", "entry-1"
FIELDS = {"story": "It was loud.", "phones": ["07700 900982"], "cost": 1250}


def sealed_fields(fields: Mapping[str, object] = FIELDS, seed: int = 0) -> Sealed:
    random = SeededRandomness(seed).bytes
    return seal(KEY, case=CASE, entry=ENTRY, fields=fields, random=random)


def test_what_was_sealed_opens_under_its_key() -> None:
    opened = open_sealed(KEY, case=CASE, entry=ENTRY, blob=sealed_fields().blob)

    assert {field.name: field.value for field in opened} == FIELDS


def test_no_word_of_it_stands_in_the_blob() -> None:
    blob = sealed_fields().blob

    assert b"loud" not in blob
    assert b"900982" not in blob


def test_the_commitment_is_the_root_over_name_salt_and_value_in_the_order_of_names() -> None:
    sealed = sealed_fields()

    opened = {f.name: f for f in open_sealed(KEY, case=CASE, entry=ENTRY, blob=sealed.blob)}
    cost, phones, story = (
        leaf_hash(canonical_bytes([name, opened[name].salt, opened[name].value]))
        for name in ("cost", "phones", "story")
    )
    assert sealed.commitment == node_hash(node_hash(cost, phones), story).hex()
    assert commitment_of(list(opened.values())[::-1]) == sealed.commitment


def test_a_commitment_to_nothing_is_that_of_the_empty_tree() -> None:
    assert sealed_fields({}).commitment == EMPTY_ROOT.hex()
    assert open_sealed(KEY, case=CASE, entry=ENTRY, blob=b"") == ()


def test_one_changed_word_changes_the_commitment() -> None:
    opened = open_sealed(KEY, case=CASE, entry=ENTRY, blob=sealed_fields().blob)

    changed = [replace(f, value="quiet") if f.name == "story" else f for f in opened]

    assert commitment_of(changed) != commitment_of(opened)


def test_what_was_committed_to_opens() -> None:
    sealed = sealed_fields()

    opened = open_committed(
        KEY, case=CASE, entry=ENTRY, blob=sealed.blob, commitment=sealed.commitment
    )

    assert opened == open_sealed(KEY, case=CASE, entry=ENTRY, blob=sealed.blob)


@pytest.mark.parametrize(
    "blob",
    [sealed_fields(seed=1).blob, sealed_fields(FIELDS | {"cost": 1251}).blob, b""],
    ids=["other salts", "another word", "nothing"],
)
def test_what_was_not_committed_to_is_a_broken_seal(blob: bytes) -> None:
    committed = sealed_fields().commitment

    with pytest.raises(SealBroken):
        open_committed(KEY, case=CASE, entry=ENTRY, blob=blob, commitment=committed)


def test_the_same_words_sealed_twice_have_nothing_in_common() -> None:
    once, again = sealed_fields(seed=1), sealed_fields(seed=2)

    assert once.commitment != again.commitment
    assert once.blob != again.blob


@pytest.mark.parametrize(
    ("key", "case", "entry"),
    [(OTHER_KEY, CASE, ENTRY), (KEY, "case/2", ENTRY), (KEY, CASE, "entry-2")],
    ids=["another key", "another case", "another entry"],
)
def test_it_opens_nowhere_else(key: bytes, case: str, entry: str) -> None:
    with pytest.raises(SealBroken):
        open_sealed(key, case=case, entry=entry, blob=sealed_fields().blob)


def test_a_field_does_not_open_under_another_name() -> None:
    blob = sealed_fields({"story": "It was loud."}).blob

    with pytest.raises(SealBroken):
        open_sealed(KEY, case=CASE, entry=ENTRY, blob=blob.replace(b"story", b"quote", 1))


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    blob = bytearray(sealed_fields().blob)
    place = data.draw(st.integers(0, len(blob) - 1))
    blob[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(SealBroken):
        open_sealed(KEY, case=CASE, entry=ENTRY, blob=bytes(blob))


@given(st.binary(min_size=1, max_size=80))
def test_a_blob_of_nonsense_is_a_broken_seal_and_no_crash(blob: bytes) -> None:
    with pytest.raises(SealBroken):
        open_sealed(KEY, case=CASE, entry=ENTRY, blob=blob)


def test_the_blob_is_laid_out_as_written_down() -> None:
    blob = sealed_fields({"a": "b"}).blob

    (name_length,) = struct.unpack_from(">H", blob)
    (box_length,) = struct.unpack_from(">I", blob, 3)
    nonce, text = blob[7:19], blob[19:]
    bound = b"fielding-seal/v1\ncase/1\na\nentry-1"
    assert (name_length, blob[2:3], box_length) == (1, b"a", len(blob) - 7)
    assert AESGCM(KEY).decrypt(nonce, text, bound).endswith(b'","b"]')


def test_a_wrapped_key_opens_only_for_what_it_is_bound_to() -> None:
    wrapped = wrap_key(KEY, OTHER_KEY, bound="case/1", nonce=b"n" * 12)

    assert unwrap_key(KEY, wrapped, bound="case/1") == OTHER_KEY
    with pytest.raises(SealBroken):
        unwrap_key(KEY, wrapped, bound="case/2")
    with pytest.raises(SealBroken):
        unwrap_key(OTHER_KEY, wrapped, bound="case/1")


@pytest.mark.parametrize("length", [0, 5, 12, 20])
def test_a_wrapped_key_cut_short_is_a_broken_seal(length: int) -> None:
    wrapped = wrap_key(KEY, OTHER_KEY, bound="case/1", nonce=b"n" * 12)

    with pytest.raises(SealBroken):
        unwrap_key(KEY, wrapped[:length], bound="case/1")
