"""Publishes the newest checkpoint as a file, for outsiders to fetch and keep."""

import json
from pathlib import Path

from django.conf import settings

from fielding.store.log_rows import latest_checkpoint
from fielding.wiring.hub import keyring


def published() -> Path:
    """Name the folder of what may be read by anybody."""
    return Path(settings.FIELDING_VAR) / "published"


def publish_checkpoint() -> str | None:
    """Write the newest checkpoint and the public keys; give the checkpoint, if there is one."""
    note = latest_checkpoint()
    if note is None:
        return None
    published().mkdir(parents=True, exist_ok=True)
    _replace(published() / "checkpoint", note)
    keys = json.dumps(keyring().verifier_keys(), indent=2) + "\n"
    _replace(published() / "keys.json", keys)
    return note


def _replace(path: Path, text: str) -> None:
    """Put a file in place whole: whoever reads it never sees half of one."""
    written = path.with_name(f".{path.name}.new")
    written.write_text(text, encoding="utf-8")
    written.replace(path)
