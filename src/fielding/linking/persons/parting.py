"""Parts records that hang together into persons: which of them are of one, and which only near.

Whatever holds by chains alone is not one person: A like B and B like C says little of A and C. So
records that hang together are parted by average linkage (Sokal and Michener 1958, A statistical
method for evaluating systematic relationships, Univ. Kansas Sci. Bull. 38): groups are put
together, the best first, as long as *all* their pairs taken together speak for it, against
strangers and against housemates both.

The mean is taken comparison by comparison, over the pairs that could be compared in it, and then
added up: what one record leaves out, the others of its group tell. Were it taken over whole pairs,
each pair that says nothing would weigh like one that speaks against.

A mean does not add up: four records with one date of birth against five with another weigh like one
against one. But nobody makes the same slip twice. So a date of birth that two records give is
confirmed, and two groups that each have one, none in common, and dates that are nothing like each
other, are two persons. (Dates of one year may be one date, of which some know the year alone.)

A record that goes as well with either of two who are most likely two persons tells of neither: of
parent and child of one name, where it gives no date of birth. It stays alone.

Nothing here depends on the order in which records came.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import inf
from operator import add

#: Records are of one person when that is four times as likely as that they are of strangers, and
#: four times as likely as that they are of housemates.
LINK = 2.0
#: A record goes with one of two persons only when that is twice as likely as with the other.
DOUBT = 1.0
#: Of two persons are those who fall so far short of what is asked: against housemates, when that
#: they are two is four times as likely as that they are one.
TWO = -2 * LINK
#: No comparison of a pair counts for more than a million to one, either way, in a mean.
MOST = 20.0
#: Bits are counted in 1024ths: whole numbers add up to the same in any order.
_STEPS = 1024

#: Two records, the lower number first.
Couple = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What each comparison says of a pair of records, in bits; None where it could not be made."""

    weights: tuple[float | None, ...]
    #: The same against housemates; nothing where the model knows of no households.
    household: tuple[float | None, ...] = ()
    #: True where both dates of birth are the same, False where nothing about them is alike.
    same_birth: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What the model says of two records before anything is compared, in bits."""

    #: log2 of the odds of one person against strangers.
    weight: float
    #: The same against housemates; None where the model knows of no households.
    household: float | None
    #: The weight that nineteen in twenty pairs of one person's records reach.
    usual: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What people have said of pairs of these records; it binds."""

    same: frozenset[Couple] = frozenset()
    different: frozenset[Couple] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two groups that were put together, and what all their pairs weigh together, in bits."""

    one: frozenset[int]
    other: frozenset[int]
    weight: float
    household: float | None


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
    prior: Prior,
    judged: Judged | None = None,
) -> Parted:
    """Part records that hang together; `pairs` holds weights for every two of them.

    Groups go together when they weigh as much as nineteen in twenty pairs of one person do, but no
    more than LINK is asked for; against housemates LINK always. Raises KeyError when a pair has not
    been weighed.
    """
    judged = judged or Judged()
    ordered = sorted(records)
    groups = _Groups(prior=prior)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """What each comparison says of the pairs between two groups, in steps, and of how many."""

    bits: tuple[int, ...]
    pairs: tuple[int, ...]

    def __add__(self, more: "_Sum") -> "_Sum":
        return _Sum(
            bits=tuple(map(add, self.bits, more.bits)),
            pairs=tuple(map(add, self.pairs, more.pairs)),
        )

    @property
    def mean(self) -> float:
        means = (bits / pairs for bits, pairs in zip(self.bits, self.pairs, strict=True) if pairs)
        return sum(means) / _STEPS


def _sum(weights: tuple[float | None, ...]) -> _Sum:
    return _Sum(
        bits=tuple([0 if each is None else _counted(each) for each in weights]),
        pairs=tuple([0 if each is None else 1 for each in weights]),
    )


def _counted(bits: float) -> int:
    return round(max(-MOST, min(MOST, bits)) * _STEPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Between:
    """What lies between two groups: sums over their pairs, and whether a judgement bars them."""

    weight: _Sum
    household: _Sum
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

    prior: Prior
    members: dict[int, list[int]] = field(default_factory=dict)
    sums: dict[Couple, _Between] = field(default_factory=dict)
    #: How much more every two groups weigh than is asked of them; not below 0 when they may join.
    spare: dict[Couple, float] = field(default_factory=dict)
    #: Groups in which two records give the same date of birth.
    confirmed: set[int] = field(default_factory=set)
    #: The best first; what a join has overtaken stays until it comes up.
    waiting: list[tuple[float, Couple, int]] = field(default_factory=list)

    def weigh(self, couple: Couple, pair: Pair, *, barred: bool) -> None:
        between = _Between(
            weight=_sum(pair.weights),
            household=_sum(pair.household),
            pairs=1,
            barred=barred,
            one_birth=int(pair.same_birth is True),
            two_births=int(pair.same_birth is False),
        )
        self._put(couple, between)

    def best(self) -> Couple | None:
        """Give the two groups that most speaks for; None when enough speaks for none."""
        doubted, found = [], None
        while found is None and self.waiting:
            told = heappop(self.waiting)
            _, couple, pairs = told
            if couple not in self.sums or self.sums[couple].pairs != pairs:
                continue
            if self._in_doubt(*couple):
                doubted.append(told)
            else:
                found = couple
        for told in doubted:
            heappush(self.waiting, told)
        return found

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
        weight, household = self._weighed(self.sums[couple])
        one, other = (frozenset(self.members[name]) for name in couple)
        return Join(one=one, other=other, weight=weight, household=household)

    def _weighed(self, between: _Between) -> tuple[float, float | None]:
        household = self.prior.household
        if household is not None:
            household += between.household.mean
        return self.prior.weight + between.weight.mean, household

    def _put(self, couple: Couple, between: _Between) -> None:
        self.sums[couple] = between
        weight, household = self._weighed(between)
        spare = weight - min(self.prior.usual, LINK)
        if household is not None:
            spare = min(spare, household - LINK)
        if between.barred or self._born_apart(couple, between):
            spare = -inf
        self.spare[couple] = spare
        if spare >= 0:
            heappush(self.waiting, (-spare, couple, between.pairs))

    def _in_doubt(self, one: int, other: int) -> bool:
        """Say whether one of the two is a record alone that goes with somebody else as well."""
        enough = max(0.0, self.spare[_couple(one, other)] - DOUBT)
        return any(
            self.spare[_couple(alone, third)] >= enough and self.spare[_couple(group, third)] < TWO
            for alone, group in ((one, other), (other, one))
            if len(self.members[alone]) == 1
            for third in self.members
            if third not in (one, other)
        )

    def _born_apart(self, couple: Couple, between: _Between) -> bool:
        """Say whether each group has a date of birth that two records confirm, and another one."""
        confirmed = self.confirmed.issuperset(couple)
        return confirmed and between.two_births > 0 and between.one_birth == 0


def _couple(one: int, other: int) -> Couple:
    return (one, other) if one < other else (other, one)
