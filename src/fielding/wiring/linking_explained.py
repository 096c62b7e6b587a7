"""Explains links for the command line: what holds a report in its network, or two reports apart."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from fielding.access.errors import NotFound
from fielding.access.roles import SYSTEM
from fielding.app.linking.shown import open_shown
from fielding.app.ports import Hub
from fielding.linking.errors import NotTwoReports
from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.evidence import Reason
from fielding.linking.networks.standing import State
from fielding.linking.networks.why import JUDGED, Explained, WhyNot, explain
from fielding.store.linking.held_index import HeldIndex
from fielding.store.linking.loading import load, load_limits
from fielding.store.queries.across_forces import names_of
from fielding.store.queries.linking_health import LinkingReach, reach_of, report_of, sight
from fielding.store.queries.networks import identifiers
from fielding.wiring.standing_by import hub_at_hand

WHY: Mapping[str, str] = {
    Reason.SHARED: "both mention {what}",
    Reason.OFFENDER: "both mention {what}, which a person said is an offender's",
    JUDGED: "a person said that they belong together",
}
WHY_NEAR = "{what} are nearly the same, and the rules take them for one"
WHY_NOT: Mapping[str, str] = {
    WhyNot.HUB: "reports that have nothing else in common mention {what}",
    WhyNot.SLIP: "{what} is nearly one that many unrelated reports mention",
    WhyNot.OWN: "somebody gave {what} as their own contact",
    WhyNot.SHARED: "a person said that many share {what}",
    WhyNot.NEAR_ALONE: "{what} are nearly the same, and nothing else speaks for them",
    WhyNot.ONE_ALONE: "{what} is all that two bodies of reports share",
    WhyNot.JUDGED: "a person said that they, or reports they hang on, do not belong together",
}
_STATES = {
    State.HUB: WhyNot.HUB, State.SLIP: WhyNot.SLIP, State.OWN: WhyNot.OWN,
    State.SHARED: WhyNot.SHARED,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step of a path, or one thing shared that joins nothing: two reports and a sentence."""

    one: str
    other: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldWhy:
    """What holds reports together, or apart; and where in the ledger that stands."""

    at: LinkingReach
    network: str  # reference of the earliest report; empty where two are not together
    steps: tuple[Line, ...]
    apart: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    hub: Hub
    index: HeldIndex

    def steps(self, explained: Explained) -> Iterator[tuple[int, int, str]]:
        for step in explained.steps:
            says = WHY.get(step.reason, WHY_NEAR)
            yield step.report, step.other, says.format(what=self._named(step.identifiers))

    def outside(self, explained: Explained) -> Iterator[tuple[int, int, str]]:
        for each in explained.outsiders:
            what = self._named(each.identifiers)
            yield each.report, each.other, WHY_NOT[each.reason].format(what=what)

    def apart(self, one: int, other: int) -> Iterator[tuple[int, int, str]]:
        """Say what two reports of different networks share, and why it does not join them."""
        filed = self.index.filed({one, other})
        judged = self.index.judgements({one}).get((min(one, other), max(one, other)))
        if judged is Verdict.DIFFERENT:
            yield one, other, WHY_NOT[WhyNot.JUDGED]
        held = set(filed[other].identifiers)
        for each, standing in self.index.standings(filed[one].identifiers).items():
            state = _STATES.get(standing.state)
            if each in held:
                says = WHY_NOT[state or WhyNot.ONE_ALONE]
                yield one, other, says.format(what=self._named((each,)))
            for near in sorted(held.intersection(standing.near)):
                says = WHY_NOT[state or WhyNot.NEAR_ALONE]
                yield one, other, says.format(what=self._named((each, near)))

    def _named(self, numbers: Collection[int]) -> str:
        rows = identifiers(SYSTEM, numbers) if numbers else []
        masked = [open_shown(self.hub.token_key, row.token, row.shown) for row in rows]
        told = (f"{row.kind} {shown}" for row, shown in zip(rows, masked, strict=True))
        return " and ".join(told)


def explain_report(reference: str, other: str | None = None) -> ToldWhy:
    """Explain why a report is in its network; with another one, why the two are together or not.

    Raises NotFound for a report that is not linked, NotTwoReports.
    """
    if reference == other:
        raise NotTwoReports(report=reference)
    with hub_at_hand() as hub:
        with sight(SYSTEM) as cursor:
            at, index, limits = reach_of(cursor), load(cursor), load_limits(cursor)
        report = _report(reference)
        towards = _report(other) if other else index.filed({report})[report].place.network
        words = _Words(hub=hub, index=index)
        explained = explain(index, limits, report, towards)
        if explained:
            steps, apart = list(words.steps(explained)), list(words.outside(explained))
        else:
            steps, apart = [], list(words.apart(report, towards))
        named = {each for one, another, _ in (*steps, *apart) for each in (one, another)}
        network = {explained.network} if explained else set()
        names = {each: name.reference for each, name in names_of(SYSTEM, named | network).items()}
        return ToldWhy(
            at=at,
            network=names.get(explained.network, "") if explained else "",
            steps=_lines(steps, names),
            apart=_lines(apart, names),
        )


def _lines(told: Collection[tuple[int, int, str]], names: Mapping[int, str]) -> tuple[Line, ...]:
    return tuple(Line(one=names[one], other=names[other], says=says) for one, other, says in told)


def _report(reference: str) -> int:
    report = report_of(SYSTEM, reference)
    if report is None:
        raise NotFound(report=reference)
    return report
