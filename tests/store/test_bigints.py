"""Whole numbers reach the database as they are, however many."""

import struct
from typing import Any

import pytest

from fielding.access.roles import SYSTEM
from fielding.store.bigints import Bigints


@pytest.fixture
def database(shared_database: str) -> str:
    return shared_database


@pytest.mark.parametrize("numbers", [(), (0,), (-1, 2**63 - 1, -(2**63), 7)])
def test_numbers_arrive_in_their_order(
    run_as: Any, database: str, numbers: tuple[int, ...]
) -> None:
    sent = Bigints(struct.pack(f">{len(numbers)}q", *numbers))

    (row,) = run_as(SYSTEM, "SELECT %(sent)s::bigint[]", sent=sent)

    assert row == ([*numbers],)
