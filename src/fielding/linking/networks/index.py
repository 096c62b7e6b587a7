"""What is kept between reports, by what each answer guarantees; each reading is one round trip."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from fielding.linking.joining import Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.networks.standing import Filed, Place, Standing, State


class Reading(Protocol):
    """Reports, identifiers, judgements, and where each stood when last settled."""

    def standings(self, identifiers: Collection[int]) -> Mapping[int, Standing]:
        """Give how identifiers stand, with what is near them; unknown ones are left out."""

    def sampled(self, identifiers: Collection[int], most: int) -> Mapping[int, Sequence[Filed]]:
        """Give, of the reports that mention each as the other side's, those of the lowest lots."""

    def holding(self, identifiers: Collection[int]) -> Mapping[int, Filed]:
        """Give all reports that mention any of these as the other side's."""

    def filed(self, reports: Collection[int]) -> Mapping[int, Filed]:
        """Give reports; unknown ones are left out."""

    def members(self, families: Collection[int]) -> Mapping[int, Filed]:
        """Give all reports of these families."""

    def judgements(self, reports: Collection[int]) -> Mapping[tuple[int, int], Verdict]:
        """Give what stands between reports, each pair in order, if either is among these."""


class Index(Reading, Protocol):
    """The same, to be kept up, and to be read bit by bit."""

    def reports_of(self, identifier: int) -> Collection[int]:
        """Give the reports that mention it as the other side's; not to be changed."""

    def told_by(self, report: int) -> Sequence[int]:
        """Give what a report mentions as the other side's."""

    def place_of(self, report: int) -> Place:
        """Give where a report stands."""

    def reports_in(self, family: int) -> Collection[int]:
        """Give the reports of a family; not to be changed."""

    def tell(self, report: int, told: Sequence[Told]) -> bool:
        """Keep what a report mentions, nothing twice; say whether the report was new."""

    def word(self, report: int, wording: int) -> None:
        """Keep the sketch of what a report tells in its own words."""

    def near(self, one: int, other: int) -> None:
        """Keep that two identifiers are near each other."""

    def apart(self, one: int, other: int) -> None:
        """Forget that two identifiers are near each other."""

    def drop(self, report: int) -> Collection[int]:
        """Forget a report and the judgements on it; give what it mentioned, whosever it was."""

    def judge(self, one: int, other: int, verdict: Verdict | None) -> None:
        """Keep what stands between two reports."""

    def mark(self, identifier: int, mark: Mark | None) -> None:
        """Keep a person's mark."""

    def put(self, places: Mapping[int, Place], states: Mapping[int, State]) -> None:
        """Keep where reports and identifiers stand now."""

    def owe(self, identifiers: Collection[int], families: Collection[int]) -> None:
        """Keep what is yet to be settled: around these identifiers, and within these families."""

    def owed(self) -> tuple[frozenset[int], frozenset[int]]:
        """Give all that is owed: identifiers, and families."""

    def paid(self) -> None:
        """Forget what was owed."""
