"""Where the hub keeps its trained models of persons."""

from functools import cache

from django.conf import settings

from fielding.engines.linking.model_folder import ModelFolder
from fielding.engines.system import SystemRandomness
from fielding.wiring.hub import keyring


@cache
def model_folder() -> ModelFolder:
    """Give the folder, beside the hub's other files."""
    return ModelFolder(
        folder=settings.FIELDING_VAR / "models",
        token_key=keyring().tokens,
        random=SystemRandomness().bytes,
    )
