"""The Merkle tree of RFC 6962, written a second time so that one mistake cannot hide in both."""

from collections.abc import Sequence
from hashlib import sha256

from fielding_verifier.errors import Refused

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Compute the root over leaf hashes, by the definition (RFC 6962, 2.1 MTH)."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else EMPTY_ROOT
    split = _split(len(leaves))
    return node_hash(tree_root(leaves[:split]), tree_root(leaves[split:]))


def root_by_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Compute the root that an inclusion path leads to (RFC 6962, 2.1.1); raises Refused."""
    if not 0 <= index < size:
        raise Refused(f"there is no place {index} in a ledger of {size} entries")
    if any(len(found) != 32 for found in (leaf, *path)):
        raise Refused("a hash in the proof is not 32 bytes long")
    if size == 1:
        if path:
            raise Refused("the proof is longer than the ledger needs")
        return leaf
    if not path:
        raise Refused("the proof is shorter than the ledger needs")
    split = _split(size)
    if index < split:
        return node_hash(root_by_path(leaf, index, split, path[:-1]), path[-1])
    return node_hash(path[-1], root_by_path(leaf, index - split, size - split, path[:-1]))


class GrowingTree:
    """A tree that takes leaves one by one and knows its root at every size, in little memory."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks = list[bytes]()

    def add(self, leaf: bytes) -> None:
        """Append one leaf hash."""
        place, peak = self.size, leaf
        while place & 1:
            peak = sha256(b"\x01" + self._peaks.pop() + peak).digest()
            place >>= 1
        self._peaks.append(peak)
        self.size += 1

    def root(self) -> bytes:
        """Compute the root over the leaves so far."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def _split(size: int) -> int:
    split = 1
    while split * 2 < size:
        split *= 2
    return split
