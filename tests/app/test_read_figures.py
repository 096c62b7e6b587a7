"""Reading figures: who may, what is read again, and what is thrown away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from fielding.access.errors import NotFound, NotPermitted
from fielding.access.roles import Actor, Role
from fielding.app.read_figures import Bookkeeper, read_entries, read_figures, show_entry
from fielding.ledger.entry import Kept
from fielding.oversight.books import Standpoint
from fielding.oversight.errors import UnknownCounting
from fielding.testing.histories import BEGINNING, SERVICES, Teller, sequenced, standing_at
from fielding.testing.hub import ASSESSOR, OVERSEER, a_world

FRAUD = SERVICES["fraud"]
DAY = timedelta(days=1)


@dataclass(slots=True)
class MemoryEntries:
    """A ledger in memory, under checkpoints as the test says."""

    log: list[Kept] = field(default_factory=list)
    size: int = 0
    asked: list[tuple[int, int]] = field(default_factory=list)

    def newest(self) -> Standpoint | None:
        return standing_at(self.log[: self.size], BEGINNING + 60 * DAY) if self.size else None

    def root_at(self, size: int) -> bytes | None:
        return standing_at(self.log[:size], BEGINNING).root if size <= self.size else None

    def between(self, first: int, before: int) -> Iterator[Kept]:
        self.asked.append((first, before))
        return iter(self.log[first:before])

    def at(self, indexes: Sequence[int]) -> list[Kept]:
        return [self.log[index] for index in indexes if index < self.size]


def keeper_of(entries: MemoryEntries) -> Bookkeeper:
    return Bookkeeper(a_world(*SERVICES.values()).hub, entries)


def two_cases() -> list[Kept]:
    return sequenced(*(Teller(name=n, service=FRAUD).receive().dismiss(DAY).told for n in "ab"))


SEE_FIGURES = {
    Role.SUPERVISOR, Role.OVERSEER, Role.CONTRACT_MANAGER, Role.DATA_PROTECTION_OFFICER,
}  # fmt: skip


@pytest.mark.parametrize("role", [role for role in Role if role not in SEE_FIGURES])
def test_only_those_who_oversee_see_figures(role: Role) -> None:
    keeper, actor = keeper_of(MemoryEntries()), Actor(name="somebody", role=role)

    with pytest.raises(NotPermitted):
        read_figures(keeper, actor)


def test_entries_behind_figures_are_for_the_same_people() -> None:
    keeper = keeper_of(MemoryEntries(two_cases(), size=4))

    with pytest.raises(NotPermitted):
        read_entries(keeper, ASSESSOR, [0])
    with pytest.raises(NotPermitted):
        show_entry(keeper, ASSESSOR, 0)


def test_only_what_is_new_is_read_again() -> None:
    entries = MemoryEntries(two_cases(), size=1)
    keeper = keeper_of(entries)
    read_figures(keeper, OVERSEER)
    entries.size = 4

    read_figures(keeper, OVERSEER)
    read_figures(keeper, OVERSEER)

    assert entries.asked == [(0, 1), (1, 4)]


def test_figures_that_were_asked_for_before_are_those_of_the_newer_checkpoint() -> None:
    entries = MemoryEntries(two_cases(), size=2)
    keeper = keeper_of(entries)
    before = read_figures(keeper, OVERSEER).tally("funnel")
    entries.size = 4

    after = read_figures(keeper, OVERSEER).tally("funnel")

    assert (len(before.points), len(after.points)) == (1, 2)


def test_a_ledger_that_was_cut_back_is_read_anew() -> None:
    entries = MemoryEntries(two_cases(), size=4)
    keeper = keeper_of(entries)
    read_figures(keeper, OVERSEER)
    entries.size = 2

    figures = read_figures(keeper, OVERSEER)

    assert figures.books.frontier.size == 2


def test_an_empty_ledger_has_figures_of_nothing() -> None:
    figures = read_figures(keeper_of(MemoryEntries()), OVERSEER)

    assert dict(figures.tally("funnel").points) == {}
    assert not figures.has_real_cases


def test_what_is_not_counted_and_what_is_not_there_are_told_apart() -> None:
    keeper = keeper_of(MemoryEntries())

    with pytest.raises(UnknownCounting):
        read_figures(keeper, OVERSEER).tally("no-such")
    with pytest.raises(NotFound):
        show_entry(keeper, OVERSEER, 7)
