"""What an import says about a row that it cannot use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """One row that cannot be used, and why. It has its number like any other."""

    number: int
    reason: str
