"""What joins reports: identifiers that they share, and near ones with more beside them."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from fielding.linking.networks.limits import WIDE, Limits
from fielding.linking.networks.people import PERSON
from fielding.linking.networks.standing import Filed, Standing, State
from fielding.linking.wording import in_same_words


class Reason(StrEnum):
    """Why a piece of evidence joins reports."""

    SHARED = "shared-identifier"
    OFFENDER = "offenders-identifier"
    NEAR = "near-identifier"  # of a kind where chance does not make identifiers alike
    NEAR_TWICE = "near-identifier-and-more"  # with a second piece of evidence
    PERSON = "likely-one-person-and-more"  # told by a trained model, beside a second piece


#: So many near identifiers are gathered to see whether two reports share one of them.
FEW_NEAR = 256
_JOINING = {State.JOINS: Reason.SHARED, State.OFFENDER: Reason.OFFENDER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One piece of evidence with all reports that it touches, in their order."""

    #: The identifier, or the two that are near each other.
    identifiers: tuple[int, ...]
    reports: tuple[int, ...]
    reason: Reason

    def weight(self, limits: Limits) -> int:
        """Say how much it counts for between two bodies: an offender's own suffices by itself."""
        return limits.ties if self.reason is Reason.OFFENDER else 1


@dataclass(frozen=True)
class Ground:
    """Reports as they stand, with all others that hold a joining identifier of an inner one.

    The outer reports, which only touch, keep the places they have; the inner are to be placed.
    """

    inner: Mapping[int, Filed]
    outer: Mapping[int, Filed]
    standings: Mapping[int, Standing]
    limits: Limits

    def filed(self, report: int) -> Filed:
        """Give a report of either kind."""
        return self.inner.get(report) or self.outer[report]

    @cached_property
    def holders(self) -> Mapping[int, tuple[int, ...]]:
        """The reports that mention each identifier as the other side's, whatever its state."""
        found: dict[int, list[int]] = defaultdict(list)
        for filed in (*self.inner.values(), *self.outer.values()):
            for identifier in filed.identifiers:
                found[identifier].append(filed.report)
        return {identifier: tuple(sorted(reports)) for identifier, reports in found.items()}

    def joins(self, identifier: int) -> bool:
        """Say whether an identifier joins reports."""
        return self.standings[identifier].state.joining

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """All evidence that touches an inner report, but for what must be vouched for."""
        return (*self._shared(_JOINING), *self._near())

    def vouched(self, cores: Mapping[int, int]) -> Iterator[Tie]:
        """Give evidence of scattered identifiers: those of which one core holds enough reports.

        `cores`: of all reports here.
        """
        for tie in self._scattered:
            held = Counter(cores[report] for report in tie.reports).most_common(1)[0][1]
            if not self.limits.scatters(held, len(tie.reports)):
                yield tie

    @cached_property
    def _scattered(self) -> tuple[Tie, ...]:
        return tuple(self._shared({State.SCATTERED: Reason.SHARED}))

    def _shared(self, reasons: Mapping[State, Reason]) -> Iterator[Tie]:
        for identifier, reports in sorted(self.holders.items()):
            reason = reasons.get(self.standings[identifier].state)
            if reason and len(reports) > 1 and self._touches(reports):
                yield Tie(identifiers=(identifier,), reports=reports, reason=reason)

    def _near(self) -> Iterator[Tie]:
        for one in sorted(self.holders):
            for other in self.standings[one].near:
                if one < other and (reason := self.near_reason(one, other)):
                    both = {*self.holders[one], *self.holders[other]}
                    if len(both) > 1 and self._touches(tuple(both)):
                        pair, reports = (one, other), tuple(sorted(both))
                        yield Tie(identifiers=pair, reports=reports, reason=reason)

    def _touches(self, reports: tuple[int, ...]) -> bool:
        return any(report in self.inner for report in reports)

    def near_reason(self, one: int, other: int) -> Reason | None:
        """Say why two near identifiers count as evidence, or None where they do not.

        A slip is rare: one of the two has few reports. In a wide kind chance makes no two alike;
        in others two of their reports must share more, even a hub, even another near pair. Of two
        likely one person it is enough that both reports tell it in the same words.
        """
        if not all(each in self.holders and self.joins(each) for each in (one, other)):
            return None
        fewest = min(len(self.holders[one]), len(self.holders[other]))
        if fewest >= self.limits.slip:
            return None
        if self.standings[one].kind in WIDE:
            return Reason.NEAR
        more = self._share_more(one, other)
        if self.standings[one].kind == PERSON:
            return Reason.PERSON if more or self._in_same_words(one, other) else None
        return Reason.NEAR_TWICE if more else None

    def _share_more(self, one: int, other: int) -> bool:
        rare, busy = sorted((one, other), key=lambda each: len(self.holders[each]))
        mine = {
            held for report in self.holders[rare] for held in self.filed(report).identifiers
        } - {rare, busy}
        if sum(len(self.standings[held].near) for held in mine) > FEW_NEAR:
            return self._meet_among_many(mine, rare, busy)
        more = {also for held in mine for also in (held, *self.standings[held].near)}
        more -= {rare, busy}
        return any(
            not more.isdisjoint(self.filed(report).identifiers) for report in self.holders[busy]
        )

    def _meet_among_many(self, mine: Collection[int], rare: int, busy: int) -> bool:
        """Say the same one by one: a flood of look-alikes is not gathered for each pair of them."""
        return any(
            held == also or _among(self.standings[held].near, also)
            for report in self.holders[busy]
            for also in self.filed(report).identifiers
            if also not in {rare, busy}
            for held in mine
        )

    def _in_same_words(self, *persons: int) -> bool:
        one, other = (self.filed(self.holders[each][0]).wording for each in persons)
        return in_same_words(one, other)


def _among(ordered: Sequence[int], wanted: int) -> bool:
    place = bisect_left(ordered, wanted)
    return place < len(ordered) and ordered[place] == wanted
