"""The index that the linker holds in memory: numbers only; it remembers what is yet to be kept.

Measured in `bench/linking.py`: what a report costs here, in bytes and in microseconds. A report
that nothing joins, and an identifier that only one report mentions, cost hardly more than their
mentions; a busy identifier answers from its sample, however many reports mention it.
"""

from bisect import insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fielding.linking.joining import Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.linking.networks.everything import Everything
from fielding.linking.networks.lots import lot_of
from fielding.linking.networks.standing import Filed, Place, Standing, State, alone

#: Reports with the lowest lots that are kept in order for each identifier with more than so many.
SAMPLED = 64


@dataclass(slots=True, kw_only=True)
class Unkept:
    """What became otherwise in memory, and is not kept in the tables yet."""

    places: dict[int, Place] = field(default_factory=dict)
    states: dict[int, State] = field(default_factory=dict)
    owed: bool = False


class HeldIndex:
    """An `Index` in memory; see there for what each method guarantees."""

    def __init__(self) -> None:
        self.unkept = Unkept()
        self._held: dict[int, tuple[int, ...]] = {}  # report: the other side's, in order
        self._own: dict[int, frozenset[int]] = {}  # report: the reporter's own, where there are any
        self._holders: dict[int, list[int]] = {}  # identifier: reports of the other side
        self._owners: dict[int, int] = {}  # identifier: how many gave it as their own
        self._lowest: dict[int, list[tuple[int, int]]] = {}  # busy identifier: lots and reports
        self._kinds: dict[int, str] = {}
        self._near: dict[int, tuple[int, ...]] = {}  # in order
        self._wording: dict[int, int] = {}  # of reports that tell anything in their own words
        self._marks: dict[int, Mark] = {}
        self._states: dict[int, State] = {}  # of those that are not simply joining
        self._places: dict[int, Place] = {}  # of those that are not alone
        self._families: dict[int, set[int]] = {}
        self._judged: dict[int, dict[int, Verdict]] = {}
        self._owed: tuple[set[int], set[int]] = (set(), set())

    def standings(self, identifiers: Collection[int]) -> Mapping[int, Standing]:
        return {each: self._standing(each) for each in identifiers if each in self._kinds}

    def sampled(self, identifiers: Collection[int], most: int) -> Mapping[int, Sequence[Filed]]:
        return {
            each: [self._filed(report) for report in self._sample(each, most)]
            for each in identifiers
        }

    def holding(self, identifiers: Collection[int]) -> Mapping[int, Filed]:
        return self.filed({one for each in identifiers for one in self._holders.get(each, ())})

    def filed(self, reports: Collection[int]) -> Mapping[int, Filed]:
        return {report: self._filed(report) for report in reports if report in self._held}

    def members(self, families: Collection[int]) -> Mapping[int, Filed]:
        found = {report for of in families for report in self._families.get(of, ())}
        found |= {of for of in families if of in self._held and of not in self._places}
        return self.filed(found)

    def judgements(self, reports: Collection[int]) -> Mapping[tuple[int, int], Verdict]:
        return {
            (min(one, other), max(one, other)): verdict
            for one in reports
            for other, verdict in self._judged.get(one, {}).items()
        }

    def reports_of(self, identifier: int) -> Collection[int]:
        return self._holders.get(identifier, ())

    def told_by(self, report: int) -> Sequence[int]:
        return self._held[report]

    def place_of(self, report: int) -> Place:
        return self._place(report)

    def reports_in(self, family: int) -> Collection[int]:
        # The earliest stands where it would stand alone, unless it is in a core with others.
        return {family, *self._families.get(family, ())}

    def tell(self, report: int, told: Sequence[Told]) -> bool:
        is_new = report not in self._held
        held = set(self._held.get(report, ()))
        own = set(self._own.get(report, ()))
        for each in told:
            self._kinds[each.identifier] = each.kind
            if each.whose is Whose.REPORTER and each.identifier not in own:
                own.add(each.identifier)
                self._owners[each.identifier] = self._owners.get(each.identifier, 0) + 1
                if each.identifier in held:
                    held.remove(each.identifier)
                    self._let_go(each.identifier, report)
            elif each.identifier not in held and each.identifier not in own:
                held.add(each.identifier)
                self._hold(each.identifier, report)
        self._held[report] = tuple(sorted(held))
        if own:
            self._own[report] = frozenset(own)
        return is_new

    def word(self, report: int, wording: int) -> None:
        self._wording[report] = wording

    def near(self, one: int, other: int) -> None:
        for this, that in ((one, other), (other, one)):
            held = self._near.get(this, ())
            # Numbers rise: the new one is nearly always the last.
            rises = not held or that > held[-1]
            self._near[this] = (*held, that) if rises else tuple(sorted({*held, that}))

    def apart(self, one: int, other: int) -> None:
        for this, that in ((one, other), (other, one)):
            self._near[this] = tuple(each for each in self._near[this] if each != that)

    def drop(self, report: int) -> Collection[int]:
        self._unplace(report)
        self.unkept.places.pop(report, None)
        self._wording.pop(report, None)
        held, own = self._held.pop(report, ()), self._own.pop(report, frozenset())
        for identifier in held:
            self._let_go(identifier, report)
        for identifier in own:
            self._owners[identifier] -= 1
        for other in self._judged.pop(report, {}):
            del self._judged[other][report]
        return {*held, *own}

    def judge(self, one: int, other: int, verdict: Verdict | None) -> None:
        for this, that in ((one, other), (other, one)):
            self._judged.setdefault(this, {}).pop(that, None)
            if verdict:
                self._judged[this][that] = verdict

    def mark(self, identifier: int, mark: Mark | None) -> None:
        self._marks.pop(identifier, None)
        if mark:
            self._marks[identifier] = mark

    def put(self, places: Mapping[int, Place], states: Mapping[int, State]) -> None:
        for report, place in places.items():
            self._unplace(report)
            if place != alone(report):
                self._places[report] = place
                self._families.setdefault(place.family, set()).add(report)
        for identifier, state in states.items():
            self._states.pop(identifier, None)
            if state is not State.JOINS:
                self._states[identifier] = state
        self.unkept.places.update(places)
        self.unkept.states.update(states)

    def owe(self, identifiers: Collection[int], families: Collection[int]) -> None:
        self._owed[0].update(identifiers)
        self._owed[1].update(families)
        self.unkept.owed = True

    def owed(self) -> tuple[frozenset[int], frozenset[int]]:
        return frozenset(self._owed[0]), frozenset(self._owed[1])

    def paid(self) -> None:
        self._owed = (set(), set())
        self.unkept.owed = True

    def networks(self) -> dict[int, int]:
        """Give the network of every report."""
        return {report: self._place(report).network for report in self._held}

    def __len__(self) -> int:
        """Count the reports."""
        return len(self._held)

    def everything(self) -> Everything:
        """Give all of it, to be worked out at once."""
        theirs = [(report, one, False) for report, held in self._held.items() for one in held]
        own = [(report, one, True) for report, held in self._own.items() for one in held]
        mentions = theirs + own
        return Everything(
            reports=list(self._held),
            mentions=mentions,
            kinds={one: self._kinds[one] for _, one, _ in mentions},
            near=[
                (one, other)
                for one, all_near in self._near.items()
                for other in all_near
                if one < other and self._is_held(one) and self._is_held(other)
            ],
            judgements=self.judgements(list(self._judged)),
            marks=dict(self._marks),
            wording=dict(self._wording),
        )

    def put_everything(self, places: Mapping[int, Place], states: Mapping[int, State]) -> None:
        """Keep where everything stands; what stands as before is not kept anew."""
        self.put(
            {report: place for report, place in places.items() if place != self._place(report)},
            {
                one: state
                for one, state in states.items()
                if state is not self._states.get(one, State.JOINS)
            },
        )
        self.paid()

    def take_unkept(self) -> Unkept:
        """Give what is to be kept, and forget it."""
        taken, self.unkept = self.unkept, Unkept()
        return taken

    def _is_held(self, identifier: int) -> bool:
        return bool(self._holders.get(identifier) or self._owners.get(identifier))

    def _standing(self, identifier: int) -> Standing:
        return Standing(
            identifier=identifier,
            kind=self._kinds[identifier],
            reports=len(self._holders.get(identifier, ())),
            own=self._owners.get(identifier, 0),
            mark=self._marks.get(identifier),
            state=self._states.get(identifier, State.JOINS),
            near=self._near.get(identifier, ()),
        )

    def _place(self, report: int) -> Place:
        return self._places.get(report) or alone(report)

    def _unplace(self, report: int) -> None:
        before = self._places.pop(report, None)
        if before:
            family = self._families[before.family]
            family.discard(report)
            if not family:
                del self._families[before.family]

    def _filed(self, report: int) -> Filed:
        return Filed(
            report=report,
            identifiers=self._held[report],
            place=self._place(report),
            wording=self._wording.get(report),
        )

    def _sample(self, identifier: int, most: int) -> Iterable[int]:
        lowest = self._lowest.get(identifier)
        if lowest is None or most > SAMPLED:
            return sorted(self._holders.get(identifier, ()), key=lot_of)[:most]
        return [report for _, report in lowest[:most]]

    def _hold(self, identifier: int, report: int) -> None:
        holders = self._holders.setdefault(identifier, [])
        holders.append(report)
        lowest = self._lowest.get(identifier)
        if lowest is not None:
            insort(lowest, (lot_of(report), report))
            del lowest[SAMPLED:]
        elif len(holders) > SAMPLED:
            self._draw(identifier)

    def _let_go(self, identifier: int, report: int) -> None:
        self._holders[identifier].remove(report)
        if (lot_of(report), report) in self._lowest.get(identifier, ()):
            self._draw(identifier)

    def _draw(self, identifier: int) -> None:
        self._lowest.pop(identifier, None)
        holders = self._holders[identifier]
        if len(holders) > SAMPLED:
            self._lowest[identifier] = sorted((lot_of(one), one) for one in holders)[:SAMPLED]
