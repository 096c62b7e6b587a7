"""The index of linking in memory, and all networks worked out at once over it."""

from collections.abc import Collection, Mapping, Sequence

from fielding.linking.joining import Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.lots import lot_of
from fielding.linking.networks.region import Region, place_region
from fielding.linking.networks.review import review_states
from fielding.linking.networks.standing import Filed, Place, Placed, Standing, State, alone


class MemoryIndex:
    """All of an index in dictionaries; see `Index`."""

    def __init__(self) -> None:
        self._held: dict[int, dict[int, Whose]] = {}
        self._reports: dict[int, dict[int, Whose]] = {}
        self._kinds: dict[int, str] = {}
        self._near: dict[int, set[int]] = {}
        self._wording: dict[int, int] = {}
        self._marks: dict[int, Mark] = {}
        self._states: dict[int, State] = {}
        self._places: dict[int, Place] = {}
        self._families: dict[int, set[int]] = {}
        self._judged: dict[tuple[int, int], Verdict] = {}
        self._owed: tuple[set[int], set[int]] = (set(), set())

    def standings(self, identifiers: Collection[int]) -> Mapping[int, Standing]:
        return {each: self._standing(each) for each in identifiers if each in self._kinds}

    def _standing(self, identifier: int) -> Standing:
        whose = list(self._reports.get(identifier, {}).values())
        return Standing(
            identifier=identifier,
            kind=self._kinds[identifier],
            reports=whose.count(Whose.SUSPECT),
            own=whose.count(Whose.REPORTER),
            mark=self._marks.get(identifier),
            state=self._states.get(identifier, State.JOINS),
            near=tuple(sorted(self._near.get(identifier, ()))),
        )

    def sampled(self, identifiers: Collection[int], most: int) -> Mapping[int, Sequence[Filed]]:
        return {
            each: [self._filed(report) for report in sorted(self._others(each), key=lot_of)[:most]]
            for each in identifiers
        }

    def holding(self, identifiers: Collection[int]) -> Mapping[int, Filed]:
        return {
            report: self._filed(report) for each in identifiers for report in self._others(each)
        }

    def filed(self, reports: Collection[int]) -> Mapping[int, Filed]:
        return {report: self._filed(report) for report in reports if report in self._held}

    def members(self, families: Collection[int]) -> Mapping[int, Filed]:
        return self.filed([each for of in families for each in self._families.get(of, ())])

    def judgements(self, reports: Collection[int]) -> Mapping[tuple[int, int], Verdict]:
        asked = frozenset(reports)
        return {pair: said for pair, said in self._judged.items() if not asked.isdisjoint(pair)}

    def reports_of(self, identifier: int) -> Collection[int]:
        return self._others(identifier)

    def told_by(self, report: int) -> Sequence[int]:
        return self._suspects(report)

    def place_of(self, report: int) -> Place:
        return self._places[report]

    def reports_in(self, family: int) -> Collection[int]:
        return self._families.get(family, set())

    def tell(self, report: int, told: Sequence[Told]) -> bool:
        new = report not in self._held
        held = self._held.setdefault(report, {})
        for each in told:
            whose = Whose.REPORTER if held.get(each.identifier) is Whose.REPORTER else each.whose
            self._kinds[each.identifier] = each.kind
            held[each.identifier] = whose
            self._reports.setdefault(each.identifier, {})[report] = whose
        if report not in self._places:
            self._place(report, alone(report))
        return new

    def word(self, report: int, wording: int) -> None:
        self._wording[report] = wording

    def near(self, one: int, other: int) -> None:
        self._near.setdefault(one, set()).add(other)
        self._near.setdefault(other, set()).add(one)

    def apart(self, one: int, other: int) -> None:
        self._near[one].discard(other)
        self._near[other].discard(one)

    def drop(self, report: int) -> Collection[int]:
        self._wording.pop(report, None)
        held = self._held.pop(report, {})
        for identifier in held:
            del self._reports[identifier][report]
        if report in self._places:
            self._families[self._places.pop(report).family].discard(report)
        self._judged = {pair: said for pair, said in self._judged.items() if report not in pair}
        return held

    def judge(self, one: int, other: int, verdict: Verdict | None) -> None:
        pair = (min(one, other), max(one, other))
        self._judged.pop(pair, None)
        if verdict:
            self._judged[pair] = verdict

    def mark(self, identifier: int, mark: Mark | None) -> None:
        self._marks.pop(identifier, None)
        if mark:
            self._marks[identifier] = mark

    def put(self, places: Mapping[int, Place], states: Mapping[int, State]) -> None:
        for report, place in places.items():
            self._place(report, place)
        self._states.update(states)

    def owe(self, identifiers: Collection[int], families: Collection[int]) -> None:
        self._owed[0].update(identifiers)
        self._owed[1].update(families)

    def owed(self) -> tuple[frozenset[int], frozenset[int]]:
        return frozenset(self._owed[0]), frozenset(self._owed[1])

    def paid(self) -> None:
        self._owed = (set(), set())

    def know(self, kinds: Mapping[int, str]) -> None:
        """Know identifiers before any report mentions them."""
        self._kinds.update(kinds)

    def states(self) -> dict[int, State]:
        """Give the state of every identifier."""
        return {each: self._states.get(each, State.JOINS) for each in self._kinds}

    def networks(self) -> Mapping[int, int]:
        """Give the network of every report."""
        return {report: place.network for report, place in self._places.items()}

    def _place(self, report: int, place: Place) -> None:
        before = self._places.get(report)
        if before:
            self._families[before.family].discard(report)
        self._places[report] = place
        self._families.setdefault(place.family, set()).add(report)

    def _others(self, identifier: int) -> list[int]:
        return [
            report
            for report, whose in self._reports.get(identifier, {}).items()
            if whose is Whose.SUSPECT
        ]

    def _filed(self, report: int) -> Filed:
        held = tuple(sorted(self._suspects(report)))
        return Filed(
            report=report,
            identifiers=held,
            place=self._places[report],
            wording=self._wording.get(report),
        )

    def _suspects(self, report: int) -> list[int]:
        return [each for each, whose in self._held[report].items() if whose is Whose.SUSPECT]



def place_all(
    index: MemoryIndex, reports: Collection[int], identifiers: Collection[int], limits: Limits
) -> Placed:
    """Place all reports of an index in which nothing is settled yet: what a linker must equal."""
    reviewed = review_states(index, identifiers, limits)
    index.put({}, reviewed.changed)
    families = {filed.place.family for filed in index.filed(reports).values()}
    region = Region(
        index=index, limits=limits, reviewed=reviewed, families=families, doubted=None, most=None
    )
    placed = place_region(region) or {}
    index.put({report: place for report, (_, place) in placed.items()}, {})
    return placed
