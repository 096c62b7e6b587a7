"""Secrets derived from the hub's own keys, so that there is no further file to keep."""

import hashlib
import hmac
import secrets
from pathlib import Path

_WEB = "fielding/web secret/v1"
_DATABASE = "fielding/database password/v1/{role}"


def web_secret(keys: Path) -> str:
    """Derive Django's secret key; before the hub has keys (setting up) a passing one does."""
    return _derived(keys, _WEB) or secrets.token_hex(32)


def database_password(keys: Path, role: str) -> str:
    """Derive the password of a database role; empty before the hub has keys."""
    return _derived(keys, _DATABASE.format(role=role))


def _derived(keys: Path, purpose: str) -> str:
    file = keys / "tokens.key"
    if not file.is_file():
        return ""
    return hmac.new(file.read_bytes(), purpose.encode(), hashlib.sha256).hexdigest()
