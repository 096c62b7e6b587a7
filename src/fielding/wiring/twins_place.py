"""Where the figures of twins lie: so little that what only asks whether they are there loads it."""

from pathlib import Path

from django.conf import settings


def twins_file() -> Path:
    """Say where the figures of twins lie."""
    return Path(settings.FIELDING_VAR) / "linking" / "twins.json"
