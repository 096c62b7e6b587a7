"""The verifier's own tree agrees with the public vectors and with the hub's."""

import json
from base64 import b64decode
from pathlib import Path

import pytest

from fielding.ledger.tree import Node, inclusion_proof
from fielding_verifier.errors import Refused
from fielding_verifier.merkle import GrowingTree, leaf_hash, root_by_path, tree_root

VECTORS = Path(__file__).parent.parent / "vectors/merkle/testdata/inclusion"
LEAVES = [leaf_hash(b"%d" % number) for number in range(130)]


def subtree(node: Node) -> bytes:
    return tree_root(LEAVES[node.index << node.height : (node.index + 1) << node.height])


@pytest.mark.parametrize(
    "path", sorted(VECTORS.rglob("*.json")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_inclusion_vector_is_judged_as_labelled(path: Path) -> None:
    case = json.loads(path.read_text())
    proof = [b64decode(one) for one in case["proof"] or []]

    try:
        root = root_by_path(b64decode(case["leafHash"]), case["leafIdx"], case["treeSize"], proof)
        held = root == b64decode(case["root"])
    except Refused:
        held = False

    assert held != case["wantErr"]


def test_both_implementations_agree_at_every_size() -> None:
    growing = GrowingTree()

    for size in range(1, len(LEAVES) + 1):
        growing.add(LEAVES[size - 1])
        root = tree_root(LEAVES[:size])
        assert growing.root() == root
        for index in range(0, size, 7):
            path = inclusion_proof(index, size, subtree)
            assert root_by_path(LEAVES[index], index, size, path) == root
