"""How an identifier stands: whether it joins the reports that mention it, and if not, why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fielding.linking.judgements.marking import Mark


class State(StrEnum):
    """What an identifier does for the reports that mention it."""

    JOINS = "joins"
    OFFENDER = "offender"  # a person said so: it joins whatever it touches
    HUB = "hub"  # its reports have nothing else to do with one another
    SCATTERED = "scattered"  # the same of so few reports that a core of them may vouch for it
    SLIP = "slip"  # a mistyped hub
    OWN = "own"  # a reporter gave it as their own
    SHARED = "shared"  # a person said that many share it
    SEARCHED = "searched"  # reports are looked for by it, no more

    @property
    def joining(self) -> bool:
        """Whether it joins reports."""
        return self in {State.JOINS, State.OFFENDER}

    @property
    def may_join(self) -> bool:
        """Whether it joins reports, or does once a core of them vouches for it."""
        return self.joining or self is State.SCATTERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that is kept of one identifier."""

    identifier: int
    kind: str
    #: How many reports mention it as the other side's, and as the reporter's own.
    reports: int = 0
    own: int = 0
    mark: Mark | None = None
    state: State = State.JOINS
    #: The identifiers of its kind that are near it.
    near: tuple[int, ...] = ()

    @property
    def mentioned(self) -> bool:
        """Whether any report mentions it: one that none does says nothing of others."""
        return self.reports > 0 or self.own > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a report stands."""

    #: The earliest of the reports that rings hold together with it.
    core: int
    #: Whether that core is large enough to be a body.
    body: bool
    #: The earliest report of its network as evidence alone would have it.
    family: int
    #: The earliest report of its network, judgements obeyed.
    network: int
    #: Whether that family holds two reports judged different, so that it may be parted.
    torn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report with what it mentions as the other side's, and where it stood when last settled."""

    report: int
    identifiers: tuple[int, ...]
    place: Place
    #: The sketch of what it tells in its own words: see `linking.wording`.
    wording: int | None = None


#: Where some reports stood, and where they stand now.
Placed = Mapping[int, tuple[Place, Place]]


def alone(report: int, family: int | None = None) -> Place:
    """Give the place of a report that nothing joins to another, or no ring to any of a family."""
    found = report if family is None else family
    return Place(core=report, body=False, family=found, network=found)
