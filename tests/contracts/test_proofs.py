"""What `app.ports.Proofs` promises, on the memory and on PostgreSQL alike."""

from dataclasses import dataclass, replace

import pytest
from django.conf import settings

from fielding.app.ports import Hub, LatePromise, Receipt
from fielding.app.receive_case import receive_case
from fielding.ledger.notes import VerifierKey, open_note
from fielding.ledger.proofs import verify_inclusion_file
from fielding.ledger.tree import leaf_hash
from fielding.store.proofs import PostgresProofs
from fielding.testing.forms import a_report
from fielding.testing.hub import REPORTER
from fielding.testing.proofs import COSIGNER, LOG, ORIGIN, PROMISE, MemoryProofs
from fielding.wiring.hub import keyring


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The keys that outsiders know."""

    origin: str
    log: tuple[VerifierKey, ...]
    promise: VerifierKey


@pytest.fixture
def published(adapter: str) -> Published:
    if adapter == "memory":
        log = (LOG.verifier(), COSIGNER.verifier())
        return Published(origin=ORIGIN, log=log, promise=PROMISE.verifier())
    keys = keyring()
    return Published(
        origin=settings.FIELDING_ORIGIN,
        log=(keys.log.verifier(), keys.cosigner.verifier()),
        promise=keys.promise.verifier(),
    )


@pytest.fixture
def prompt_hub(adapter: str, either_hub: Hub, request: pytest.FixtureRequest) -> Hub:
    """A hub whose entries come under a checkpoint at once."""
    if adapter == "postgres":
        request.getfixturevalue("sequencing")
    return either_hub


@pytest.fixture
def late_hub(either_hub: Hub) -> Hub:
    """A hub whose sequencer stands still."""
    if isinstance(either_hub.proofs, MemoryProofs):
        either_hub.proofs.late = True
        return either_hub
    keys, clock = keyring(), either_hub.clock
    return replace(
        either_hub, proofs=PostgresProofs(promise_key=keys.promise, clock=clock, patience=0)
    )


def test_a_receipt_holds_against_the_published_keys(prompt_hub: Hub, published: Published) -> None:
    entries = [receive_case(prompt_hub, REPORTER, a_report(key=f"{n}")).entry for n in range(5)]

    receipts = [prompt_hub.proofs.prove(entry) for entry in entries]

    for entry, receipt in zip(entries, receipts, strict=True):
        assert isinstance(receipt, Receipt)
        assert entry.encode() in receipt.entry
        verify_inclusion_file(receipt.proof, receipt.entry, published.log, published.origin)


def test_while_the_sequencer_stands_still_there_is_a_signed_promise(
    late_hub: Hub, published: Published
) -> None:
    case = receive_case(late_hub, REPORTER, a_report())
    with late_hub.store.transaction(replace(REPORTER, case=case.case)) as tx:
        first = tx.history(case.case)[0]

    promise = late_hub.proofs.prove(case.entry)

    assert isinstance(promise, LatePromise)
    assert promise.leaf == leaf_hash(first.content)
    open_note(promise.note, [published.promise]).signed_by(published.promise)
    assert promise.deadline > late_hub.clock.now()
