"""The list at a cut-off: every open case of a contract, folded from the ledger's own entries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fielding.cases.case import Case
from fielding.cases.history import fold_case
from fielding.definitions.service import Service
from fielding.kernel.canonical import canonical_bytes
from fielding.ledger.entry import Kept
from fielding.ledger.tree import Inclusion, Node, inclusion_proof, leaf_hash, root_of
from fielding.oversight.fates import OPEN, fate_of
from fielding.oversight.handovers.errors import NotListed
from fielding.oversight.records import CaseRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCase:
    """What is handed over of a case: where it stands, and what belongs to it, by hashes."""

    case: str  # the UUID
    state: str
    last: str  # leaf hash of its last entry, hex
    documents: tuple[str, ...]  # SHA-256 of the stored ciphertexts, hex, sorted

    @property
    def leaf(self) -> bytes:
        """Hash the case as the root does: over [case, state, last, documents] as RFC 8785 JSON."""
        told = [self.case, self.state, self.last, list(self.documents)]
        return leaf_hash(canonical_bytes(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The open cases of a contract at its cut-off, in the order of their ids."""

    cases: tuple[HeldCase, ...]
    #: Leaf hashes of the earlier entries of each case: what a stale copy ends in.
    earlier: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """Give the root over the list, hex."""
        return root_over(self.cases)

    def prove(self, case: str) -> Inclusion:
        """Prove that a case is in the list; raise NotListed. Hashes the list once."""
        place = next((n for n, one in enumerate(self.cases) if one.case == case), None)
        if place is None:
            raise NotListed(case=case)
        leaves = [one.leaf for one in self.cases]

        def subtree(node: Node) -> bytes:
            return root_of(leaves[node.index << node.height : (node.index + 1) << node.height])

        proof = inclusion_proof(place, len(leaves), subtree)
        return Inclusion(leaf=leaves[place], index=place, size=len(leaves), proof=proof)


def root_over(cases: Iterable[HeldCase]) -> str:
    """Give the RFC 6962 root over cases in the order of their ids, hex; any order in, one root."""
    ordered = sorted(cases, key=lambda one: (one.case, one.leaf))
    return root_of([one.leaf for one in ordered]).hex()


def candidates(
    records: Mapping[str, CaseRecord], contract: str, size: int
) -> Iterator[tuple[int, ...]]:
    """Give the entries up to a checkpoint of each case last handled under a contract then."""
    for record in records.values():
        if handled_under(record, size) == contract:
            yield tuple(mark.index for mark in record.marks if mark.index < size)


def handled_under(record: CaseRecord, size: int) -> str | None:
    """Give the contract under which a case was last handled before a checkpoint's size."""
    marks = reversed(record.marks)
    return next((mark.contract for mark in marks if mark.contract and mark.index < size), None)


def list_cases(histories: Iterable[Sequence[Kept]], services: Mapping[str, Service]) -> Listed:
    """List those of the cases, by their histories up to the cut-off, that were open then.

    `services`: by digest, the definition that each case began under.
    """
    cases, earlier = list[HeldCase](), dict[str, frozenset[str]]()
    for history in histories:
        case = fold_case(history)
        if _is_open(services[case.definition], case, history):
            cases.append(_held(case, history))
            earlier[case.id] = frozenset(kept.leaf.hex() for kept in history[:-1])
    return Listed(cases=tuple(sorted(cases, key=lambda one: one.case)), earlier=earlier)


def _held(case: Case, history: Sequence[Kept]) -> HeldCase:
    return HeldCase(
        case=case.id,
        state=case.state,
        last=history[-1].leaf.hex(),
        documents=tuple(sorted(kept.entry.sealed for kept in history if kept.entry.sealed)),
    )


def _is_open(service: Service, case: Case, history: Sequence[Kept]) -> bool:
    if case.erased_at:
        return False
    judicial = any(kept.entry.facts.get("judicial") is True for kept in history)
    return fate_of(service, case, judicial=judicial) in OPEN
