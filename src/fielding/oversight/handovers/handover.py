"""Handovers as their entries tell them: begun, package and receipt posted, signed for by three."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fielding.ledger.entry import Kept
from fielding.oversight.findings.finding import Act, act_of
from fielding.oversight.folding import fold_folio, fold_folios
from fielding.oversight.handovers.comparing import KINDS

BEGUN, SIGNED = "handover.begun", "handover.signed"
PACKAGE, RECEIPT = "handover.packaged", "handover.received"
SUPPLIER, SUCCESSOR, AUTHORITY = "supplier", "successor", "authority"
PARTIES = (SUPPLIER, SUCCESSOR, AUTHORITY)
#: Who posts what.
POSTED_BY: Mapping[str, str] = {PACKAGE: SUPPLIER, RECEIPT: SUCCESSOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A file that was posted; its differences are sealed in the entry."""

    act: Act
    root: str
    lines: int
    counts: Mapping[str, int]
    digest: str  # SHA-256 of the file, hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One handover after all its entries."""

    id: str
    contract: str
    supplier: str
    successor: str
    #: The cut-off: size of the checkpoint.
    size: int
    root: str
    cases: int
    begun: Act
    #: The last file of each kind; an earlier one stays in the ledger.
    posted: Mapping[str, Posted] = field(default_factory=dict)
    signed: Mapping[str, Act] = field(default_factory=dict)
    synthetic: bool = False

    @property
    def subject(self) -> str:
        """The ledger's name for this handover."""
        return f"handover/{self.id}"

    @property
    def equal(self) -> bool:
        """Do package and receipt have the root of the list?"""
        return all(
            kind in self.posted and self.posted[kind].root == self.root for kind in POSTED_BY
        )

    @property
    def complete(self) -> bool:
        """Has everybody signed for equal roots?"""
        return self.equal and all(party in self.signed for party in PARTIES)

    def firm_of(self, party: str) -> str | None:
        """Give the organisation that is a party; None for the authority."""
        return {SUPPLIER: self.supplier, SUCCESSOR: self.successor}.get(party)


def fold_handovers(folios: Sequence[Kept]) -> Mapping[str, Handover]:
    """Fold the entries of all folios into handovers by id, in the order they were begun."""
    return fold_folios(folios, advance_handover, "handover")


def fold_handover(history: Iterable[Kept]) -> Handover | None:
    """Fold the entries of one handover; None when there are none."""
    return fold_folio(history, advance_handover)


def advance_handover(known: Handover | None, kept: Kept) -> Handover | None:
    """Say what is true of a handover after one more entry of its folio."""
    kind, facts = kept.entry.kind, kept.entry.facts
    if known is None:
        return _begun(kept) if kind == BEGUN else None
    if kind in POSTED_BY:
        return replace(known, posted={**known.posted, kind: _posted(kept)})
    if kind == SIGNED:
        return replace(known, signed={**known.signed, str(facts["party"]): act_of(kept)})
    return known


def _begun(kept: Kept) -> Handover:
    facts = kept.entry.facts
    return Handover(
        id=kept.entry.subject.partition("/")[2],
        contract=str(facts["contract"]),
        supplier=str(facts["supplier"]),
        successor=str(facts["successor"]),
        size=int(str(facts["size"])),
        root=str(facts["root"]),
        cases=int(str(facts["cases"])),
        begun=act_of(kept),
        synthetic=kept.entry.synthetic,
    )


def _posted(kept: Kept) -> Posted:
    facts = kept.entry.facts
    return Posted(
        act=act_of(kept),
        root=str(facts["root"]),
        lines=int(str(facts["lines"])),
        counts={kind: int(str(facts[kind])) for kind in KINDS},
        digest=str(facts["digest"]),
    )
