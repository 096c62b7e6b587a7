"""The rules of a handover: who begins it, posts what and signs, and in which order."""

from fielding.access.roles import Actor, Role
from fielding.cases.step import Step
from fielding.oversight.handovers.comparing import Comparison
from fielding.oversight.handovers.errors import (
    HandoverRefused,
    NotYetEqual,
    NotYourPart,
    SignedAlready,
)
from fielding.oversight.handovers.handover import (
    AUTHORITY,
    BEGUN,
    POSTED_BY,
    SIGNED,
    Handover,
)
from fielding.oversight.handovers.held_cases import Listed
from fielding.oversight.register.contracts import Contract

#: So many differences are kept with a posted file; all of them are counted.
MOST_KEPT = 10_000


def begin(contract: Contract, successor: str, size: int, listed: Listed) -> Step:
    """Record the list at a cut-off; raise HandoverRefused."""
    if not contract.supplier:
        raise HandoverRefused(because="the contract does not name one supplier who leaves")
    if successor == contract.supplier:
        raise HandoverRefused(because="the successor is the leaving supplier")
    if not size:
        raise HandoverRefused(because="the ledger has no checkpoint yet")
    return Step(
        kind=BEGUN,
        facts={
            "contract": contract.slug,
            "supplier": contract.supplier,
            "successor": successor,
            "size": size,
            "root": listed.root,
            "cases": len(listed.cases),
            "for": [contract.supplier, successor],
        },
        also=(f"contract/{contract.slug}",),
    )


def post(
    handover: Handover, actor: Actor, kind: str, posted: tuple[Comparison, str]
) -> Step | None:
    """Record a posted file by its comparison and its SHA-256; None when it is there already.

    Raises NotYourPart or SignedAlready.
    """
    found, digest = posted
    if not plays(handover, actor, POSTED_BY[kind]):
        raise NotYourPart(posted_by=handover.firm_of(POSTED_BY[kind]))
    known = handover.posted.get(kind)
    if known and known.digest == digest:
        return None
    if handover.signed:
        raise SignedAlready(by=", ".join(handover.signed))
    kept = [[d.kind, d.case, list(d.parts)] for d in found.differences[:MOST_KEPT]]
    return Step(
        kind=kind,
        facts={"root": found.root, "lines": found.lines, "digest": digest, **found.counts},
        sealed={"differences": kept} if kept else {},
        also=(f"contract/{handover.contract}",),
    )


def sign(handover: Handover, actor: Actor) -> Step:
    """Sign for equal roots; raise NotYetEqual, NotYourPart or SignedAlready."""
    party = party_of(handover, actor)
    if not handover.equal:
        raise NotYetEqual(root=handover.root)
    if party in handover.signed:
        raise SignedAlready(by=party)
    return Step(
        kind=SIGNED,
        facts={"party": party, "root": handover.root},
        also=(f"contract/{handover.contract}",),
    )


def party_of(handover: Handover, actor: Actor) -> str:
    """Say which party somebody signs for; raise NotYourPart."""
    for party in ("supplier", "successor", AUTHORITY):
        if plays(handover, actor, party):
            return party
    raise NotYourPart(role=actor.role.value)


def plays(handover: Handover, actor: Actor, party: str) -> bool:
    """Does somebody act for a party?"""
    if party == AUTHORITY:
        return actor.role is Role.CONTRACT_MANAGER and actor.firm not in {
            handover.supplier,
            handover.successor,
        }
    return actor.role is Role.SUPPLIER and actor.firm == handover.firm_of(party)
