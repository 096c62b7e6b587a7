"""What comes in by the file: a case to be made, or what cannot be used, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A case that a file asks for, its answers not yet checked."""

    number: int  # its place in the file, from 1
    key: str  # idempotency: the same key and content make one case, however often
    door: str
    answers: Mapping[str, object]
    #: Closed words for what was odd about it.
    marks: tuple[str, ...] = ()
    occurred_at: datetime | None = None
    outcome: str | None = None  # a code, where the file tells what came of it
    #: Nobody can be asked again: an answer that cannot be used is left out, and the case marked.
    as_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """What no case was made of, and why. It says nothing of the content."""

    number: int
    reason: str
