"""The estimate across forces: how many groups are known to forces alone, and how many when joined.

A count before and one after mix three effects, which here stand apart: groups that no force knows
but all together do, groups that several forces count as theirs, and identifiers that are counted
as if each were a group. Linking is taken as it stands: how far it is from the truth is said where
it is measured. Reports are counted where they are kept: nobody here holds one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fielding.oversight.linking.errors import KnownTooSoon

#: From how many reports on a group is known: what can be asked for; the first is usual.
KNOWN_AT = (3, 2, 4, 5)
#: What each effect is called, in the order in which they add up.
EFFECTS: Mapping[str, str] = {
    "alone": "Adding up what each force knows alone",
    "counted_again": "Less: times that another force counts a group again",
    "invisible": "And: groups that no force knows alone, but all together do",
    "joined": "Groups known when all reports are joined",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNetwork:
    """A network that is known when all reports are joined, and the forces that know it alone."""

    network: int
    entries: Sequence[int]
    forces: Sequence[str]
    known_to: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers:
    """Suspects' identifiers of one kind against groups: what counting these as groups would say.

    Those that join are counted; hubs are not among them. `identifiers` is
    `groups - without + more - shared`.
    """

    kind: str
    #: All groups that are known when joined.
    groups: int
    #: How many of them leave any of this kind, and how many each of these leaves, summed up.
    leaving: int
    left: int
    #: How many there are; one that two groups leave is counted once.
    identifiers: int

    @property
    def without(self) -> int:
        """Groups that leave none of this kind."""
        return self.groups - self.leaving

    @property
    def more(self) -> int:
        """Identifiers that groups have beyond their first."""
        return self.left - self.leaving

    @property
    def shared(self) -> int:
        """Times that a further group has an identifier which another has as well."""
        return self.left - self.identifiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """How many groups are known alone, counted again, and invisible alone, of so many reports."""

    #: From how many reports on a group is known; a rule that is fixed before the period.
    known_at: int
    reports: int
    alone: int
    counted_again: int
    invisible: int

    @property
    def joined(self) -> int:
        """Groups known when all reports are joined."""
        return self.alone - self.counted_again + self.invisible


def effects_of(known_at: int, reports: int, groups: Mapping[int, int]) -> Effects:
    """Tell the effects apart; raise KnownTooSoon for `known_at` under two.

    `groups` says of the groups that are known when joined how many are known to how many forces
    alone, as `{forces: groups}`. A force knows a group alone that holds `known_at` of its reports.
    """
    if known_at < 2:
        raise KnownTooSoon
    return Effects(
        known_at=known_at,
        reports=reports,
        alone=sum(forces * count for forces, count in groups.items()),
        counted_again=sum(max(forces - 1, 0) * count for forces, count in groups.items()),
        invisible=groups.get(0, 0),
    )
