"""A hub of its own for a measurement; imported before anything that reads the settings."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fielding.project.entry import ready

# The settings are read once; a measurement gets a hub of its own before that.
_FOLDER = Path(tempfile.mkdtemp(prefix="fielding-bench-"))
os.environ["FIELDING_VAR"] = str(_FOLDER / "var")
os.environ.pop("FIELDING_DATABASE_URL", None)
os.environ.pop("FIELDING_KEYS", None)
ready()

from fielding.wiring.setting_up import own_server, set_up  # noqa: E402


@contextmanager
def own_hub() -> Iterator[None]:
    """Set a new hub up, and remove all of it in the end."""
    set_up()
    try:
        yield
    finally:
        if server := own_server():
            server.stop()
        shutil.rmtree(_FOLDER, ignore_errors=True)
