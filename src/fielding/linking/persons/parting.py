"""Parts records that hang together into persons: which of them are of one, and which only near.

Whatever holds by chains alone is not one person: A like B and B like C says little of A and C. So
records that hang together are parted by average linkage (Sokal and Michener 1958, A statistical
method for evaluating systematic relationships, Univ. Kansas Sci. Bull. 38): groups are put
together, the best first, as long as *all* their pairs taken together speak for it, against
strangers and against housemates both.

A mean does not add up: four records with one date of birth against five with another weigh like one
against one. But nobody makes the same slip twice. So a date of birth that two records give is
confirmed, and two groups that each have one, none in common, and dates that are nothing like each
other, are two persons. (Dates of one year may be one date, of which some know the year alone.)

Nothing here depends on the order in which records came.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

#: Two records hang together when one person is four times as likely as anything else.
LINK = 2.0
#: And no group holds records that are not eight times as likely of one person as of housemates.
APART = 3.0
#: No pair counts for more than a million to one, either way, when pairs are taken together.
MOST = 20.0
#: Bits are counted in 1024ths: whole numbers add up to the same in any order.
_STEPS = 1024

#: Two records, the lower number first.
Couple = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two weights of a pair of records, in bits."""

    weight: float
    #: None where the model knows of no households.
    household: float | None
    #: True where both dates of birth are the same, False where nothing about them is alike.
    same_birth: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What people have said of pairs of these records; it binds."""

    same: frozenset[Couple] = frozenset()
    different: frozenset[Couple] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two groups that were put together, and the mean weights of their pairs, in bits."""

    one: frozenset[int]
    other: frozenset[int]
    weight: float
    household: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The persons, each by its records, the earliest first; and how each came together."""

    persons: tuple[frozenset[int], ...]
    joins: tuple[Join, ...]


def components(links: Iterable[Couple]) -> list[list[int]]:
    """Give the records that hang together, each group in order, by union and find."""
    above: dict[int, int] = {}

    def top(record: int) -> int:
        while (higher := above.setdefault(record, record)) != record:
            above[record] = above[higher]
            record = higher
        return record

    for one, other in links:
        first, second = sorted((top(one), top(other)))
        above[second] = first
    groups: dict[int, list[int]] = {}
    for record in sorted(above):
        groups.setdefault(top(record), []).append(record)
    return list(groups.values())


def part(
    records: Sequence[int],
    pairs: Mapping[Couple, Pair],
    usual: float,
    judged: Judged | None = None,
) -> Parted:
    """Part records that hang together; `pairs` holds a weight for every two of them.

    `usual` is the model's: groups go together when their mean weight is what nineteen in twenty
    pairs of one person reach, but no more than LINK is asked for, and against housemates APART.
    Raises KeyError when a pair has not been weighed.
    """
    judged = judged or Judged()
    ordered = sorted(records)
    groups = _Groups(usual=round(min(usual, LINK) * _STEPS))
    for place, one in enumerate(ordered):
        groups.members[one] = [one]
        for other in ordered[place + 1 :]:
            groups.weigh((one, other), pairs[one, other], barred=(one, other) in judged.different)
    for couple in sorted(judged.same & groups.sums.keys()):
        groups.join_those_of(*couple)
    joins = []
    while best := groups.best():
        joins.append(groups.told(best))
        groups.join(*best)
    persons = tuple(frozenset(group) for _, group in sorted(groups.members.items()))
    return Parted(persons=persons, joins=tuple(joins))


def _counted(weight: float) -> int:
    return round(max(-MOST, min(MOST, weight)) * _STEPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Between:
    """What lies between two groups: sums over their pairs, and whether a judgement bars them."""

    weight: int
    household: int
    pairs: int
    barred: bool
    #: Pairs whose dates of birth are the same, and pairs whose are nothing like each other.
    one_birth: int
    two_births: int

    def __add__(self, more: "_Between") -> "_Between":
        return _Between(
            weight=self.weight + more.weight,
            household=self.household + more.household,
            pairs=self.pairs + more.pairs,
            barred=self.barred or more.barred,
            one_birth=self.one_birth + more.one_birth,
            two_births=self.two_births + more.two_births,
        )


@dataclass(slots=True, kw_only=True)
class _Groups:
    """Groups by their earliest record, and what lies between every two of them."""

    usual: int
    members: dict[int, list[int]] = field(default_factory=dict)
    sums: dict[Couple, _Between] = field(default_factory=dict)
    #: Groups in which two records give the same date of birth.
    confirmed: set[int] = field(default_factory=set)
    #: The best first; what a join has overtaken stays until it comes up.
    waiting: list[tuple[float, Couple, int]] = field(default_factory=list)

    def weigh(self, couple: Couple, pair: Pair, *, barred: bool) -> None:
        household = MOST if pair.household is None else pair.household
        between = _Between(
            weight=_counted(pair.weight),
            household=_counted(household),
            pairs=1,
            barred=barred,
            one_birth=int(pair.same_birth is True),
            two_births=int(pair.same_birth is False),
        )
        self._put(couple, between)

    def best(self) -> Couple | None:
        """Give the two groups that most speaks for; None when enough speaks for none."""
        while self.waiting:
            _, couple, pairs = heappop(self.waiting)
            if couple in self.sums and self.sums[couple].pairs == pairs:
                return couple
        return None

    def join(self, one: int, other: int) -> None:
        """Put two groups together under the name of the earlier."""
        one, other = sorted((one, other))
        self.members[one] += self.members.pop(other)
        if self.sums.pop((one, other)).one_birth or other in self.confirmed:
            self.confirmed.add(one)
        for third in self.members:
            if third != one:
                away = self.sums.pop(_couple(other, third))
                self._put(_couple(one, third), self.sums[_couple(one, third)] + away)

    def join_those_of(self, one: int, other: int) -> None:
        """Put the groups of two records together, where they are not together yet."""
        first, second = (
            next(name for name, group in self.members.items() if record in group)
            for record in (one, other)
        )
        if first != second:
            self.join(first, second)

    def told(self, couple: Couple) -> Join:
        between = self.sums[couple]
        one, other = (frozenset(self.members[name]) for name in couple)
        scale = between.pairs * _STEPS
        return Join(
            one=one,
            other=other,
            weight=between.weight / scale,
            household=between.household / scale,
        )

    def _put(self, couple: Couple, between: _Between) -> None:
        self.sums[couple] = between
        spare = min(
            between.weight - self.usual * between.pairs,
            between.household - round(APART * _STEPS) * between.pairs,
        )
        if spare >= 0 and not between.barred and not self._born_apart(couple, between):
            heappush(self.waiting, (-spare / between.pairs, couple, between.pairs))

    def _born_apart(self, couple: Couple, between: _Between) -> bool:
        """Say whether each group has a date of birth that two records confirm, and another one."""
        confirmed = self.confirmed.issuperset(couple)
        return confirmed and between.two_births > 0 and between.one_birth == 0


def _couple(one: int, other: int) -> Couple:
    return (one, other) if one < other else (other, one)
