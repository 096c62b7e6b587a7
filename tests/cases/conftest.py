"""A case that was just received, and the service it is under."""

import pytest

from fielding.definitions.service import Service
from fielding.testing.services import sample_service
from fielding.testing.story import Story


@pytest.fixture
def story() -> Story:
    """A case received on a Monday at nine."""
    return Story().tell(
        "case.received", reference="NOISE1", door="web", answers={"source": "music"}
    )


@pytest.fixture(scope="session")
def noise() -> Service:
    return sample_service()
