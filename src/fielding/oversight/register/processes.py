"""Contracting processes: one ocid of one buyer, with every release that was published."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """One release; its content is sealed in its entry, whole."""

    digest: str  # SHA-256 of the content, hex
    at: datetime
    tags: tuple[str, ...]
    entry: str
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process; what it led to are contracts that name it."""

    slug: str
    ocid: str
    buyers: tuple[str, ...]
    stage: str = "planned"
    releases: tuple[Released, ...] = ()
    begun: int
    synthetic: bool = False
