"""The Merkle tree of RFC 6962 and RFC 9162 over SHA-256; it keeps no leaves and reads no storage.

A proof is made from the hashes of perfect subtrees, which tiles hold, so making one never reads
all leaves. Every function is pure; hashes are 32 bytes each.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from fielding.ledger.errors import BadHash, ConsistencyFault, InclusionFault, OutsideTree

HASH_SIZE = 32

#: RFC 6962, 2.1: the root of no leaves is the hash of nothing.
EMPTY_ROOT = sha256(b"").digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A perfect subtree: the leaves from `index << height`, `1 << height` of them."""

    height: int
    index: int


#: Gives the hash of a perfect subtree, from tiles or from memory.
SubtreeHash = Callable[[Node], bytes]

#: The perfect subtrees, left to right, that make up one hash of a proof.
Span = tuple[Node, ...]


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """All that must be kept of a tree to append to it: the roots of its perfect subtrees.

    `peaks` holds one hash for each bit set in `size`, the largest subtree first.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        require_hashes(self.peaks)
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise OutsideTree(size=self.size, peaks=len(self.peaks))

    def append(self, leaf_hashes: Sequence[bytes]) -> "Frontier":
        """Give the frontier after these leaves; about 1 µs for each."""
        require_hashes(leaf_hashes)
        size = self.size + len(leaf_hashes)
        waiting = list(self.peaks)
        row, peaks = list(leaf_hashes), list[bytes]()
        for height in range(size.bit_length()):
            if self.size >> height & 1:
                row.insert(0, waiting.pop())
            if len(row) % 2:
                peaks.append(row.pop())
            row = hash_pairs(row)
        return Frontier(size=size, peaks=tuple(reversed(peaks)))

    def root(self) -> bytes:
        """Give the Merkle tree hash of all leaves so far."""
        return join_subtrees(self.peaks) if self.peaks else EMPTY_ROOT


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """Give the Merkle tree hash: row by row, where a last one without a neighbour moves up."""
    require_hashes(leaf_hashes)
    row = list(leaf_hashes)
    while len(row) > 1:
        odd = row.pop() if len(row) % 2 else None
        row = hash_pairs(row)
        if odd is not None:
            row.append(odd)
    return row[0] if row else EMPTY_ROOT


def hash_pairs(row: Sequence[bytes]) -> list[bytes]:
    """Hash neighbours together: the next row up, of an even number of nodes."""
    return [
        sha256(b"\x01" + left + right).digest()
        for left, right in zip(row[::2], row[1::2], strict=True)
    ]


def join_subtrees(peaks: Sequence[bytes]) -> bytes:
    """Join neighbouring subtrees, the largest first, as RFC 6962 splits an uneven tree."""
    *others, root = peaks
    for peak in reversed(others):
        root = node_hash(peak, root)
    return root


def inclusion_spans(index: int, size: int) -> list[Span]:
    """Name the subtrees an inclusion proof needs, leaf end first (RFC 6962, 2.1.1 PATH)."""
    if not 0 <= index < size:
        raise OutsideTree(index=index, size=size)
    spans = list[Span]()
    start, end = 0, size
    while end - start > 1:
        split = start + _left_width(end - start)
        if index < split:
            spans.append(subtrees(split, end))
            end = split
        else:
            spans.append(subtrees(start, split))
            start = split
    return spans[::-1]


def consistency_spans(earlier: int, later: int) -> list[Span]:
    """Name the subtrees a consistency proof needs (RFC 6962, 2.1.2 PROOF); none for equal sizes."""
    if not 0 < earlier <= later:
        raise OutsideTree(earlier=earlier, later=later)
    spans = list[Span]()
    start, end = 0, later
    while earlier != end:
        split = start + _left_width(end - start)
        if earlier <= split:
            spans.append(subtrees(split, end))
            end = split
        else:
            spans.append(subtrees(start, split))
            start = split
    if start:  # the verifier knows the earlier root only when it spans from leaf 0
        spans.append(subtrees(start, end))
    return spans[::-1]


def subtrees(start: int, end: int) -> Span:
    """Split leaves start..end into perfect subtrees, the largest first.

    `start` must be a multiple of the largest, as every split of RFC 6962 is.
    """
    nodes = list[Node]()
    while start < end:
        height = (end - start).bit_length() - 1
        nodes.append(Node(height=height, index=start >> height))
        start += 1 << height
    return tuple(nodes)


def inclusion_proof(index: int, size: int, subtree: SubtreeHash) -> list[bytes]:
    """Prove that leaf `index` is in the tree of `size` leaves; raises OutsideTree."""
    return [_span_hash(span, subtree) for span in inclusion_spans(index, size)]


def consistency_proof(earlier: int, later: int, subtree: SubtreeHash) -> list[bytes]:
    """Prove that the tree of `later` leaves begins with that of `earlier`; raises OutsideTree."""
    return [_span_hash(span, subtree) for span in consistency_spans(earlier, later)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """The claim that the leaf `index` of a tree of `size` leaves hashes to `leaf`."""

    leaf: bytes
    index: int
    size: int
    proof: Sequence[bytes]


def verify_inclusion(claim: Inclusion, root: bytes) -> None:
    """Check a claim against a root (RFC 9162, 2.1.3.2); raises InclusionFault or BadHash.

    A proof does not authenticate the size: take size and root from one signed checkpoint.
    """
    require_hashes([claim.leaf, root, *claim.proof])
    if not 0 <= claim.index < claim.size:
        raise InclusionFault(index=claim.index, size=claim.size)
    place, last, found = claim.index, claim.size - 1, claim.leaf
    for sibling in claim.proof:
        if last == 0:
            raise InclusionFault(reason="the proof is too long")
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    if last or found != root:
        raise InclusionFault(index=claim.index, size=claim.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeHead:
    """How many leaves a tree has, and its root."""

    size: int
    root: bytes


def verify_consistency(earlier: TreeHead, later: TreeHead, proof: Sequence[bytes]) -> None:
    """Check that `later` only adds to `earlier` (RFC 9162, 2.1.4.2); raises ConsistencyFault.

    From size 0 nothing can be proved, so it is refused. Of equal sizes the roots must be the
    same bytes and the proof empty; nothing is hashed then.
    """
    if not 0 < earlier.size <= later.size:
        raise ConsistencyFault(earlier=earlier.size, later=later.size)
    if earlier.size == later.size:
        if proof or earlier.root != later.root:
            raise ConsistencyFault(earlier=earlier.size, later=later.size)
        return
    require_hashes([earlier.root, later.root, *proof])
    if _roots_proved(earlier, later, proof) != (earlier.root, later.root):
        raise ConsistencyFault(earlier=earlier.size, later=later.size)


def _roots_proved(
    earlier: TreeHead, later: TreeHead, proof: Sequence[bytes]
) -> tuple[bytes, bytes]:
    place, last = earlier.size - 1, later.size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not proof:
        raise ConsistencyFault(reason="the proof is empty")
    # Where the earlier tree is one perfect subtree its root begins the proof unsaid.
    seed, *siblings = proof if place else [earlier.root, *proof]
    old = new = seed
    for sibling in siblings:
        if last == 0:
            raise ConsistencyFault(reason="the proof is too long")
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise ConsistencyFault(reason="the proof is too short")
    return old, new


def require_hashes(hashes: Iterable[bytes]) -> None:
    """Refuse anything that is not 32 bytes; raises BadHash."""
    for found in hashes:
        if len(found) != HASH_SIZE:
            raise BadHash(length=len(found))


def _left_width(width: int) -> int:
    """The largest power of two below `width`, where RFC 6962 splits a tree."""
    return 1 << (width - 1).bit_length() - 1


def _span_hash(span: Span, subtree: SubtreeHash) -> bytes:
    return join_subtrees([subtree(node) for node in span])
