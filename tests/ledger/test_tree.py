"""The Merkle tree agrees with the public vectors, and with itself at every size."""

import json
from base64 import b64decode
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.ledger.errors import BadHash, ConsistencyFault, InclusionFault, OutsideTree
from fielding.ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    Inclusion,
    Node,
    TreeHead,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

VECTORS = Path(__file__).parent.parent / "vectors/merkle/testdata"
INCLUSION = sorted((VECTORS / "inclusion").rglob("*.json"))
CONSISTENCY = sorted((VECTORS / "consistency").rglob("*.json"))
LEAVES = [leaf_hash(b"%d" % number) for number in range(300)]


def subtree(node: Node) -> bytes:
    return root_of(LEAVES[node.index << node.height : (node.index + 1) << node.height])


def hashes(encoded: list[str] | None) -> list[bytes]:
    return [b64decode(one) for one in encoded or []]


def test_all_vectors_are_here() -> None:
    assert (len(INCLUSION), len(CONSISTENCY)) == (98, 98)


@pytest.mark.parametrize("path", INCLUSION, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_inclusion_vector_is_judged_as_labelled(path: Path) -> None:
    case = json.loads(path.read_text())
    claim = Inclusion(
        leaf=b64decode(case["leafHash"]),
        index=case["leafIdx"],
        size=case["treeSize"],
        proof=hashes(case["proof"]),
    )

    if case["wantErr"]:
        with pytest.raises((InclusionFault, BadHash)):
            verify_inclusion(claim, b64decode(case["root"]))
    else:
        verify_inclusion(claim, b64decode(case["root"]))


@pytest.mark.parametrize("path", CONSISTENCY, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_consistency_vector_is_judged_as_labelled(path: Path) -> None:
    case = json.loads(path.read_text())
    earlier = TreeHead(size=case["size1"], root=b64decode(case["root1"]))
    later = TreeHead(size=case["size2"], root=b64decode(case["root2"]))

    if case["wantErr"]:
        with pytest.raises((ConsistencyFault, BadHash)):
            verify_consistency(earlier, later, hashes(case["proof"]))
    else:
        verify_consistency(earlier, later, hashes(case["proof"]))


def test_every_proof_of_every_small_tree_holds() -> None:
    roots = [root_of(LEAVES[:size]) for size in range(65)]

    for size in range(1, 65):
        for index in range(size):
            proof = inclusion_proof(index, size, subtree)
            claim = Inclusion(leaf=LEAVES[index], index=index, size=size, proof=proof)
            verify_inclusion(claim, roots[size])
            earlier = TreeHead(size=index + 1, root=roots[index + 1])
            consistency = consistency_proof(index + 1, size, subtree)
            verify_consistency(earlier, TreeHead(size=size, root=roots[size]), consistency)


@given(data=st.data(), size=st.integers(2, 300))
def test_a_proof_with_one_flipped_bit_is_refused(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, subtree)
    place = data.draw(st.integers(0, len(proof) - 1))
    bit = data.draw(st.integers(0, 255))
    flipped = int.from_bytes(proof[place]) ^ 1 << bit
    proof[place] = flipped.to_bytes(32)
    claim = Inclusion(leaf=LEAVES[index], index=index, size=size, proof=proof)

    with pytest.raises(InclusionFault):
        verify_inclusion(claim, root_of(LEAVES[:size]))


@given(data=st.data(), later=st.integers(1, 300))
def test_a_forked_history_has_no_consistency_proof(data: st.DataObject, later: int) -> None:
    earlier = data.draw(st.integers(1, later))
    changed = data.draw(st.integers(0, earlier - 1))
    forked = [*LEAVES[:changed], leaf_hash(b"forged"), *LEAVES[changed + 1 : earlier]]
    proof = consistency_proof(earlier, later, subtree)

    with pytest.raises(ConsistencyFault):
        verify_consistency(
            TreeHead(size=earlier, root=root_of(forked)),
            TreeHead(size=later, root=root_of(LEAVES[:later])),
            proof,
        )


@given(cuts=st.lists(st.integers(0, 300), max_size=8))
def test_leaves_may_be_appended_in_any_batches(cuts: list[int]) -> None:
    places = sorted({0, *cuts, 300})
    frontier = Frontier()

    for start, end in pairwise(places):
        frontier = frontier.append(LEAVES[start:end])

    assert frontier.root() == root_of(LEAVES)


def test_a_tree_without_leaves_has_the_root_of_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT == Frontier().append([]).root()


def test_a_hash_of_another_length_is_refused() -> None:
    with pytest.raises(BadHash):
        Frontier().append([b"short"])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 3)])
def test_no_proof_is_made_for_a_place_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(OutsideTree):
        inclusion_proof(index, size, subtree)


@pytest.mark.parametrize(("earlier", "later"), [(0, 5), (6, 5)])
def test_no_consistency_is_proved_from_nothing_or_backwards(earlier: int, later: int) -> None:
    with pytest.raises(OutsideTree):
        consistency_proof(earlier, later, subtree)
