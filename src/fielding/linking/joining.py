"""What the linker asks of the rules of networks, by what each answer guarantees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """That a report mentions an identifier."""

    identifier: int
    kind: str
    whose: Whose


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What became otherwise since the last time."""

    #: The network of each report that moved: its earliest report.
    networks: Mapping[int, int] = field(default_factory=dict)
    #: How the rules see each identifier whose state changed.
    states: Mapping[int, str] = field(default_factory=dict)


class Joining(Protocol):
    """Reports, what they mention, and what people said of it; never of the order they came in."""

    def add(self, report: int, told: Sequence[Told]) -> None:
        """Take a report up, or add to what it mentions."""

    def word(self, report: int, wording: int) -> None:
        """Keep the sketch of what a report tells; before it is settled for the first time."""

    def near(self, one: int, other: int) -> None:
        """Note that two identifiers of a kind are near each other."""

    def apart(self, one: int, other: int) -> None:
        """Note that two identifiers are near each other no more."""

    def erase(self, report: int) -> None:
        """Take a report away: the networks are as if it had never come."""

    def judge(self, one: int, other: int, verdict: Verdict | None) -> None:
        """Bind two reports by a judgement; None: no judgement stands any more."""

    def mark(self, identifier: int, mark: Mark | None) -> None:
        """Note what a person said of an identifier; None: no mark stands any more."""

    def settle(self) -> Changes:
        """Work out what all of that changed."""
