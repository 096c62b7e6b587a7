"""A network handed to a lead force: which reports it held, once for each force."""

from collections.abc import Sequence

from fielding.cases.step import Step
from fielding.ledger.entry import Kept
from fielding.linking.errors import AlreadyReferred, ReasonMissing

#: Reports that one entry names: with more it would outgrow an entry's 65,535 bytes.
MOST_IN_ENTRY = 1_000


def network_subject(network: str) -> str:
    """Name the folio of a network: the id of its earliest report."""
    return f"network/{network}"


def referred_to(history: Sequence[Kept]) -> frozenset[str]:
    """List the bodies that a network was referred to."""
    return frozenset(
        str(kept.entry.facts["recipient"])
        for kept in history
        if kept.entry.kind == "network.referred"
    )


def refer_network(
    history: Sequence[Kept], recipient: str, cases: Sequence[str], reason: str
) -> tuple[Step, ...]:
    """Refer a network as it stands now, in as many entries as its reports need.

    Raises ReasonMissing, AlreadyReferred.
    """
    if not reason.strip():
        raise ReasonMissing
    if recipient in referred_to(history):
        raise AlreadyReferred(recipient=recipient)
    ordered = sorted(cases)
    parts = [ordered[at : at + MOST_IN_ENTRY] for at in range(0, len(ordered), MOST_IN_ENTRY)]
    return tuple(
        Step(
            kind="network.referred",
            facts={"recipient": recipient, "reports": len(cases), "part": part},
            sealed={"reason": reason.strip()},
            also=tuple(f"case/{case}" for case in named),
        )
        for part, named in enumerate(parts, start=1)
    )
