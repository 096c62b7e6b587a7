"""Drafts: a report that is not finished, sealed under a key that only the return code gives."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fielding.app.errors import DraftGone
from fielding.app.ports import Hub
from fielding.kernel.canonical import canonical_bytes
from fielding.ledger.errors import SealBroken
from fielding.ledger.sealing import NONCE_BYTES, unwrap_key, wrap_key

#: How long an unfinished report waits for its reporter.
KEPT = timedelta(days=28)
BOUND = "draft/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An unfinished report: its service, the answers so far, and the key it will be sent under."""

    service: str
    answers: Mapping[str, object]
    key: str


def keep_draft(hub: Hub, secret: str, draft: Draft) -> None:
    """Keep a draft under its return code; drafts that nobody came back to go on the way."""
    hub.drafts.forget_old(hub.clock.now() - KEPT)
    locator = _locator(hub, secret)
    hub.drafts.keep(locator, seal_draft(hub, secret, draft), hub.clock.now())


def read_draft(hub: Hub, secret: str) -> Draft:
    """Give the draft of a return code; raise DraftGone."""
    box = hub.drafts.read(_locator(hub, secret), hub.clock.now() - KEPT)
    if box is None:
        raise DraftGone
    return open_draft(hub, secret, box)


def forget_draft(hub: Hub, secret: str) -> None:
    """Destroy a draft, once it was sent or given up."""
    hub.drafts.forget(_locator(hub, secret))


def seal_draft(hub: Hub, secret: str, draft: Draft) -> bytes:
    """Seal a draft; also what a page carries when the database is away."""
    content = canonical_bytes([draft.service, dict(draft.answers), draft.key])
    nonce = hub.random.bytes(NONCE_BYTES)
    return wrap_key(_key(hub, secret), content, bound=BOUND, nonce=nonce)


def open_draft(hub: Hub, secret: str, box: bytes) -> Draft:
    """Open a sealed draft; raise DraftGone when it is not this code's."""
    try:
        content = unwrap_key(_key(hub, secret), box, bound=BOUND)
    except SealBroken as fault:
        raise DraftGone from fault
    service, answers, key = json.loads(content)
    return Draft(service=service, answers=answers, key=key)


def _locator(hub: Hub, secret: str) -> bytes:
    told = f"draft-locator/v1\n{secret}".encode()
    return hmac.new(hub.token_key, told, hashlib.sha256).digest()


def _key(hub: Hub, secret: str) -> bytes:
    """Derive the key from the code and the hub's own key: neither alone opens a draft."""
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=hub.token_key, info=BOUND.encode())
    return derived.derive(secret.encode())
