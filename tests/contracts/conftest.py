"""One hub in memory and one on PostgreSQL: what is promised of a port holds on both."""

from dataclasses import replace

import pytest

from fielding.app.ports import Hub
from fielding.testing.hub import a_world
from fielding.testing.places import MemoryPlaces
from fielding.testing.services import MemoryServices, sample_service


@pytest.fixture(params=["memory", "postgres"])
def adapter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def either_hub(adapter: str, request: pytest.FixtureRequest) -> Hub:
    if adapter == "memory":
        return a_world().hub
    wired: Hub = request.getfixturevalue("hub")
    return replace(wired, services=MemoryServices([sample_service()]), places=MemoryPlaces())
