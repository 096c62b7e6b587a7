"""A ledger goes on under the keys that began it, or not at all."""

from collections.abc import Callable
from dataclasses import replace
from os import urandom

import pytest

from fielding.app.ports import Hub
from fielding.app.receive_case import receive_case
from fielding.ledger.notes import SigningKey
from fielding.store.errors import KeysDoNotFit
from fielding.store.log_rows import latest_checkpoint
from fielding.testing.forms import a_report
from fielding.testing.hub import REPORTER
from fielding.testing.places import MemoryPlaces
from fielding.testing.services import MemoryServices, sample_service
from fielding.wiring.hub import keyring
from fielding.wiring.owning import require_our_keys


@pytest.fixture
def checkpoint(hub: Hub, sequence: Callable[[], int]) -> str | None:
    noisy = replace(hub, services=MemoryServices([sample_service()]), places=MemoryPlaces())
    receive_case(noisy, REPORTER, a_report())
    sequence()
    return latest_checkpoint()


def test_the_keys_that_signed_the_ledger_fit(checkpoint: str | None) -> None:
    assert checkpoint
    require_our_keys(checkpoint)


def test_new_keys_do_not_go_on_with_an_old_ledger(
    checkpoint: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = keyring()
    drawn = SigningKey.from_seed(ours.log.name, urandom(32))
    monkeypatch.setattr("fielding.wiring.owning.keyring", lambda: replace(ours, log=drawn))

    with pytest.raises(KeysDoNotFit):
        require_our_keys(checkpoint)


def test_an_empty_ledger_takes_any_keys() -> None:
    require_our_keys(None)
