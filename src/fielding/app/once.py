"""Acts once: a request that comes again under its key is answered without being done again."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from fielding.access.roles import Actor
from fielding.app.errors import KeyReused
from fielding.app.ports import Hub, Remembered, Store, Transaction
from fielding.kernel.canonical import canonical_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that counts once: its key, and everything it asks."""

    key: str
    what: object


def once(hub: Hub, actor: Actor, asked: Asked, act: Callable[[Hub], None]) -> None:
    """Let `act` do something with the hub it is given, unless the same was done under this key.

    The key is kept in the very transaction that does it. Raises KeyReused when the key was used
    for something else, InFlight when the same is being done at this moment.
    """
    digest = hashlib.sha256(canonical_bytes(asked.what)).digest()
    key = f"{actor.name}\n{asked.key}"  # each caller has keys of its own
    with hub.store.transaction(actor) as tx:
        known = tx.recall(key)
    if known is None:
        remembered = Remembered(digest=digest, answer="")
        act(replace(hub, store=_Remembering(store=hub.store, key=key, remembered=remembered)))
    elif known.digest != digest:
        raise KeyReused


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remembering:
    """A store each of whose transactions ends by remembering the key."""

    store: Store
    key: str
    remembered: Remembered

    @contextmanager
    def transaction(self, actor: Actor) -> Iterator[Transaction]:
        with self.store.transaction(actor) as tx:
            yield tx
            tx.remember(self.key, self.remembered)

    def case_of(self, reference: str) -> str | None:
        return self.store.case_of(reference)
