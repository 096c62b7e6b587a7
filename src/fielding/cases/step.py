"""A step: what a rule says shall be recorded, before anybody has written it down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The part of an entry that the rules decide; who, when and under which key come later."""

    kind: str
    #: Open: stands readable in the ledger.
    facts: Mapping[str, object] = field(default_factory=dict)
    #: Sealed: encrypted, with only a commitment in the ledger.
    sealed: Mapping[str, object] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    #: As told by whoever acted; None: now.
    occurred_at: datetime | None = None
