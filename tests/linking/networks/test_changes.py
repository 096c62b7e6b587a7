"""One change after another: each leaves what working everything out at once would give."""

from fielding.linking.joining import Told
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.linking.networks.joiner import Joiner
from fielding.testing.link_index import MemoryIndex


def told(*identifiers: int) -> list[Told]:
    return [Told(identifier=each, kind="phone", whose=Whose.SUSPECT) for each in identifiers]


def cores(index: MemoryIndex, *reports: int) -> set[int]:
    return {filed.place.core for filed in index.filed(reports).values()}


def test_a_mark_taken_back_closes_the_ring_of_three_again() -> None:
    index = MemoryIndex()
    joiner = Joiner(index)
    for report, held in {1: told(1, 2), 2: told(1, 3), 3: told(2, 3)}.items():
        joiner.add(report, held)
    joiner.mark(1, Mark.SHARED)
    joiner.settle()
    apart = cores(index, 1, 2, 3)

    joiner.mark(1, None)
    joiner.settle()

    assert apart == {1, 2, 3}
    assert cores(index, 1, 2, 3) == {1}
