"""Tiles come out byte for byte as the public log has them, however the leaves arrive."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.ledger.checkpoints import open_checkpoint
from fielding.ledger.errors import OutsideTree, TileFault
from fielding.ledger.notes import VerifierKey
from fielding.ledger.tiles import (
    RightEdge,
    Tile,
    TilePlace,
    TileReader,
    bundle_path,
    decode_bundle,
    decode_tile,
    encode_bundle,
    encode_tile,
    parse_index,
    right_edge,
    root_from_tiles,
    tile_width,
    tiles_for_append,
    tiles_for_spans,
)
from fielding.ledger.tree import (
    Inclusion,
    TreeHead,
    consistency_proof,
    inclusion_proof,
    inclusion_spans,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

TESSERA = Path(__file__).parent.parent / "vectors/tessera"
LOG = TESSERA / "testdata/log"
LEAVES = [leaf_hash(b"%d" % number) for number in range(70_000)]


def write(stored: dict[TilePlace, bytes], tiles: list[Tile]) -> None:
    stored.update({tile.place: tile.hashes for tile in tiles})


def stored_tiles(size: int) -> dict[TilePlace, bytes]:
    stored = dict[TilePlace, bytes]()
    _, tiles = tiles_for_append(RightEdge(), LEAVES[:size])
    write(stored, tiles)
    return stored


def test_the_public_log_is_reproduced_byte_for_byte() -> None:
    vkey = TESSERA.joinpath("VERIFIER_KEY.txt").read_text().rpartition(" ")[2].strip()
    entries = decode_bundle(LOG.joinpath(bundle_path(0, 15)).read_bytes())
    edge = RightEdge()

    for size in range(16):
        note = LOG.joinpath(f"checkpoint.{size}").read_text()
        signed = open_checkpoint(note, [VerifierKey.parse(vkey)], "example.com/log/testdata")
        assert (signed.checkpoint.size, signed.checkpoint.root) == (size, edge.root())
        if size < 15:
            edge, tiles = tiles_for_append(edge, [leaf_hash(entries[size])])
            bundle = encode_bundle(entries[: size + 1])
            assert bundle == LOG.joinpath(bundle_path(0, size + 1)).read_bytes()
            for tile in tiles:
                assert tile.hashes == LOG.joinpath(tile.place.path()).read_bytes()


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (TilePlace(level=0, index=0), "tile/0/000"),
        (TilePlace(level=0, index=1234067), "tile/0/x001/x234/067"),
        (TilePlace(level=2, index=999, width=8), "tile/2/999.p/8"),
        (TilePlace(level=1, index=1000), "tile/1/x001/000"),
    ],
)
def test_a_tile_lies_where_the_specification_says(place: TilePlace, path: str) -> None:
    assert place.path() == path


def test_a_tree_of_70_000_has_the_tiles_of_the_specification() -> None:
    stored = stored_tiles(70_000)

    assert len([place for place in stored if place.level == 0 and place.width == 256]) == 273
    assert sorted(place for place in stored if place.level or place.width < 256) == [
        TilePlace(level=0, index=273, width=112),
        TilePlace(level=1, index=0),
        TilePlace(level=1, index=1, width=17),
        TilePlace(level=2, index=0, width=1),
    ]


@settings(max_examples=30, deadline=None)
@given(cuts=st.lists(st.integers(0, 1500), max_size=6))
def test_batches_of_any_length_write_the_same_tiles(cuts: list[int]) -> None:
    places = sorted({0, *cuts, 1500})
    edge, stored = RightEdge(), dict[TilePlace, bytes]()

    for start, end in pairwise(places):
        edge, tiles = tiles_for_append(edge, LEAVES[start:end])
        write(stored, tiles)

    assert edge.root() == root_of(LEAVES[:1500])
    assert stored_tiles(1500).items() <= stored.items()


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512, 65_536, 65_537, 70_000])
def test_the_right_edge_is_read_back_from_stored_tiles(size: int) -> None:
    stored = stored_tiles(size)

    edge = right_edge(size, stored.__getitem__)

    assert edge == tiles_for_append(RightEdge(), LEAVES[:size])[0]
    assert edge.root() == root_of(LEAVES[:size])


@settings(max_examples=40, deadline=None)
@given(data=st.data(), size=st.sampled_from([1, 200, 256, 300, 65_536, 66_000, 70_000]))
def test_proofs_are_made_from_tiles_alone(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    stored, root = stored_tiles(size), root_of(LEAVES[:size])
    reader = TileReader(size, stored.__getitem__)

    proof = inclusion_proof(index, size, reader.subtree)
    consistency = consistency_proof(index + 1, size, reader.subtree)

    verify_inclusion(Inclusion(leaf=LEAVES[index], index=index, size=size, proof=proof), root)
    earlier = TreeHead(size=index + 1, root=root_of(LEAVES[: index + 1]))
    verify_consistency(earlier, TreeHead(size=size, root=root), consistency)
    assert root_from_tiles(size, reader.subtree) == root


def test_the_tiles_of_a_proof_are_few_and_known_before() -> None:
    stored = stored_tiles(70_000)
    needed = tiles_for_spans(inclusion_spans(300, 70_000), 70_000)
    reader = TileReader(70_000, {place: stored[place] for place in needed}.__getitem__)

    proof = inclusion_proof(300, 70_000, reader.subtree)

    assert len(proof) == 17
    assert len(needed) == 4


def test_a_subtree_that_is_not_there_yet_is_refused() -> None:
    with pytest.raises(OutsideTree):
        inclusion_proof(10, 300, TileReader(200, stored_tiles(200).__getitem__).subtree)


def test_a_right_edge_must_fit_its_size() -> None:
    with pytest.raises(OutsideTree):
        RightEdge(size=3, partials=((LEAVES[0],),))


def test_a_tile_that_is_not_as_wide_as_its_name_is_refused() -> None:
    with pytest.raises(TileFault):
        decode_tile(encode_tile(LEAVES[:3]), 4)


def test_a_tile_beyond_the_tree_has_no_width() -> None:
    assert [tile_width(0, 1, 300), tile_width(0, 2, 300), tile_width(1, 0, 300)] == [44, 0, 1]


@given(entries=st.lists(st.binary(max_size=2000), max_size=20))
def test_a_bundle_gives_its_entries_back(entries: list[bytes]) -> None:
    assert decode_bundle(encode_bundle(entries)) == entries


@pytest.mark.parametrize("bundle", [b"\x00", b"\x00\x05abc", b"\x00\x01a\x00"])
def test_a_bundle_cut_short_is_refused(bundle: bytes) -> None:
    with pytest.raises(TileFault):
        decode_bundle(bundle)


def test_an_entry_longer_than_its_length_field_is_refused() -> None:
    with pytest.raises(TileFault):
        encode_bundle([bytes(65_536)])


@given(index=st.integers(0, 10**9), width=st.integers(1, 256))
def test_a_path_gives_its_index_and_width_back(index: int, width: int) -> None:
    path = bundle_path(index, width).removeprefix("tile/entries/")

    assert parse_index(path) == (index, width)


@pytest.mark.parametrize(
    "path", ["7", "0007", "x000/007", "007.p/256", "007.p/08", "007.p/0", ".."]
)
def test_another_spelling_of_a_path_is_refused(path: str) -> None:
    with pytest.raises(TileFault):
        parse_index(path)
