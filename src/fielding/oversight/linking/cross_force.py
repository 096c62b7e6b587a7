"""The estimate across forces: how many groups are known to forces alone, and how many when joined.

A count before and one after mix three effects, which here stand apart: groups that no force knows
but all together do, groups that several forces count as theirs, and identifiers that are counted
as if each were a group. Linking is taken as it stands: how far it is from the truth is said where
it is measured.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
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
class LinkedReport:
    """One report: its entry in the ledger, its network, and the force whose case it is."""

    entry: int
    network: int
    #: None where no force could be told; it counts when joined, and for no force alone.
    force: str | None
    #: Suspects' identifiers that join, with their kinds; hubs are not among them.
    identifiers: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNetwork:
    """A network that is known when all reports are joined, and the forces that know it alone."""

    network: int
    entries: tuple[int, ...]
    forces: frozenset[str]
    known_to: frozenset[str]
    identifiers: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers:
    """Identifiers of one kind against groups: what counting identifiers as groups would say.

    `identifiers` is `groups - without + more - shared`.
    """

    identifiers: int
    groups: int
    #: Groups that leave none of this kind.
    without: int
    #: Identifiers that groups have beyond their first.
    more: int
    #: Times that a further group has an identifier which another has as well.
    shared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """How many groups are known alone, counted again, and invisible alone, of so many reports."""

    #: From how many reports on a group is known.
    known_at: int
    reports: int
    alone: int
    counted_again: int
    invisible: int

    @property
    def joined(self) -> int:
        """Groups known when all reports are joined."""
        return self.alone - self.counted_again + self.invisible


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossForce:
    """Groups known alone and joined; `joined` is `alone - counted_again + invisible`."""

    #: From how many reports on a group is known; a rule that is fixed before the period.
    known_at: int
    reports: int
    #: Reports of which no force could be told.
    unplaced: int
    networks: tuple[KnownNetwork, ...]

    @property
    def alone(self) -> int:
        """What adding up the forces' own counts gives."""
        return sum(len(network.known_to) for network in self.networks)

    @property
    def joined(self) -> int:
        """Groups known when all reports are joined."""
        return len(self.networks)

    @property
    def invisible(self) -> int:
        """Groups that no force knows alone, but which all forces together know."""
        return sum(not network.known_to for network in self.networks)

    @property
    def counted_again(self) -> int:
        """How often a group is counted by another force after the first."""
        return sum(max(len(network.known_to) - 1, 0) for network in self.networks)

    @property
    def effects(self) -> Effects:
        """The figures alone, without what they rest on."""
        return Effects(
            known_at=self.known_at,
            reports=self.reports,
            alone=self.alone,
            counted_again=self.counted_again,
            invisible=self.invisible,
        )

    @property
    def by_force(self) -> Mapping[str, int]:
        """How many groups each force knows alone; forces that know none are left out."""
        return Counter(force for network in self.networks for force in sorted(network.known_to))

    def identifiers(self, kind: str) -> Identifiers:
        """Hold the identifiers of one kind, that the known groups have, against the groups."""
        each = [
            sum(told == kind for told, _ in network.identifiers) for network in self.networks
        ]
        different = {one for network in self.networks for one in network.identifiers}
        count = sum(told == kind for told, _ in different)
        return Identifiers(
            identifiers=count,
            groups=self.joined,
            without=each.count(0),
            more=sum(max(one - 1, 0) for one in each),
            shared=sum(each) - count,
        )


def across_forces(reports: Iterable[LinkedReport], known_at: int) -> CrossForce:
    """Estimate what joining shows. Raises KnownTooSoon for `known_at` under two."""
    if known_at < 2:
        raise KnownTooSoon
    networks = defaultdict(list)
    count = unplaced = 0
    for report in reports:
        networks[report.network].append(report)
        count += 1
        unplaced += report.force is None
    return CrossForce(
        known_at=known_at,
        reports=count,
        unplaced=unplaced,
        networks=tuple(
            _known(network, held, known_at)
            for network, held in sorted(networks.items())
            if len(held) >= known_at
        ),
    )


def _known(network: int, reports: list[LinkedReport], known_at: int) -> KnownNetwork:
    held = Counter(report.force for report in reports if report.force is not None)
    return KnownNetwork(
        network=network,
        entries=tuple(sorted(report.entry for report in reports)),
        forces=frozenset(held),
        known_to=frozenset(force for force, count in held.items() if count >= known_at),
        identifiers=frozenset().union(*(report.identifiers for report in reports)),
    )
