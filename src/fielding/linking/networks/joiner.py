"""Networks kept up as reports come and go, whatever the order: the same as all worked out at once.

What changed decides which families are looked at again, with all families that touch them; those
are settled by the same rules as everything would be. Where that is too much for the moment it is
owed, with all that comes after, readers see what stood before, and `catch_up` pays it.
"""

from collections.abc import Collection, Iterable, Sequence

from fielding.linking.joining import Changes, Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.networks.arriving import place_arrival
from fielding.linking.networks.index import Index
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.region import Region, place_region
from fielding.linking.networks.review import Reviewed, review_states
from fielding.linking.networks.standing import Filed, Placed

#: So many reports are looked at again at once; more is owed.
AT_ONCE = 2_000


class Joiner:
    """Joins reports into networks over an index."""

    def __init__(self, index: Index, limits: Limits | None = None, at_once: int = AT_ONCE) -> None:
        self._index = index
        self._limits = limits or Limits()
        self._at_once = at_once
        self._start_afresh()

    def _start_afresh(self) -> None:
        self._reports: set[int] = set()
        self._new: set[int] = set()
        self._identifiers: set[int] = set()
        self._families: set[int] = set()
        self._lost = False
        self._cores: set[int] = set()  # that may have lost a ring

    def add(self, report: int, told: Sequence[Told]) -> None:
        """Take a report up, or add to what it mentions."""
        if self._index.tell(report, told):
            self._new.add(report)
        else:
            self._cores.add(self._index.place_of(report).core)
        self._reports.add(report)
        self._identifiers.update(each.identifier for each in told)

    def word(self, report: int, wording: int) -> None:
        """Keep the sketch of what a report tells; before it is settled for the first time."""
        self._index.word(report, wording)

    def near(self, one: int, other: int) -> None:
        """Note that two identifiers of a kind are near each other."""
        self._index.near(one, other)
        self._identifiers |= {one, other}

    def apart(self, one: int, other: int) -> None:
        """Note that two identifiers are near each other no more."""
        self._index.apart(one, other)
        self._identifiers |= {one, other}
        self._lost = True

    def erase(self, report: int) -> None:
        """Take a report away: the networks are as if it had never come."""
        for each in self._filed({report}):
            self._families.add(each.place.family)
            self._cores.add(each.place.core)
        self._identifiers.update(self._index.drop(report))
        self._reports.discard(report)

    def judge(self, one: int, other: int, verdict: Verdict | None) -> None:
        """Bind two reports by a judgement; None: no judgement stands any more."""
        self._index.judge(one, other, verdict)
        self._families.update(each.place.family for each in self._filed({one, other}))

    def mark(self, identifier: int, mark: Mark | None) -> None:
        """Note what a person said of an identifier; None: no mark stands any more."""
        self._index.mark(identifier, mark)
        self._identifiers.add(identifier)

    def settle(self) -> Changes:
        """Work out what all of that changed, or owe it where it is too much for the moment."""
        return self._settle(self._at_once)

    def catch_up(self) -> Changes:
        """Settle what is owed, however much it is."""
        identifiers, families = self._index.owed()
        if not identifiers and not families:
            return Changes()
        self._identifiers |= identifiers
        self._families |= families
        self._lost = self._lost or bool(identifiers)
        self._index.paid()
        return self._settle(None, doubted=identifiers)

    def _settle(self, most: int | None, doubted: Collection[int] = ()) -> Changes:
        filed = self._filed(self._reports)
        alone = len(filed) == len(self._new) == 1 and not (self._families or self._lost)
        for each in filed:
            self._families.add(each.place.family)
            self._identifiers.update(each.identifiers)
        reviewed = review_states(self._index, self._identifiers, self._limits)
        self._index.put({}, reviewed.changed)
        fresh = frozenset(self._reports)
        region = Region(
            index=self._index,
            limits=self._limits,
            reviewed=reviewed.doubting(doubted),
            families=frozenset(self._families),
            doubted=None if self._lost else self._doubted(reviewed.lost(len(fresh), self._limits)),
            most=most,
        )
        self._start_afresh()
        if alone and not any(self._index.owed()):
            placed = place_arrival(self._index, reviewed, filed[0], self._limits)
            if placed is not None:
                return self._keep(placed, reviewed, fresh)
        placed = None if any(self._index.owed()) else place_region(region)
        if placed is None:
            self._index.owe(reviewed.identifiers, region.families)
            stands = {each: self._index.place_of(each).network for each in fresh}
            return Changes(networks=stands, states=reviewed.changed)
        return self._keep(placed, reviewed, fresh)

    def _doubted(self, lost: Iterable[int]) -> Collection[int]:
        index = self._index
        holders = {report for each in lost for report in index.reports_of(each)}
        return self._cores | {index.place_of(report).core for report in holders}

    def _keep(
        self, placed: Placed, reviewed: Reviewed, fresh: Collection[int]
    ) -> Changes:
        moved = {report: now for report, (before, now) in placed.items() if before != now}
        self._index.put(moved, {})
        return Changes(
            networks={
                report: now.network
                for report, (before, now) in placed.items()
                if report in fresh or before.network != now.network
            },
            states=reviewed.changed,
        )

    def _filed(self, reports: Collection[int]) -> list[Filed]:
        return list(self._index.filed(reports).values()) if reports else []
