"""Red flags on invented tenders: each is raised where it was planted, and nowhere else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.oversight.flags.examining import examine
from fielding.oversight.flags.settings import Settings
from fielding.oversight.flags.verdicts import Group
from fielding.simulation.books.tendering import simulate_tenders


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32), honest=st.integers(0, 12), of_each=st.integers(0, 4))
def test_each_flag_is_raised_where_it_was_planted_and_nowhere_else(
    seed: int, honest: int, of_each: int
) -> None:
    tenders = simulate_tenders(seed, honest, of_each)

    found = examine(((f"line {n}", r) for n, r in enumerate(tenders.releases)), Settings())

    for indicator in found.indicators:
        if indicator.code in tenders.planted:
            raised = {flag.subject for flag in indicator.flags if flag.group is Group.OCID}
            assert raised == tenders.planted[indicator.code]
            assert indicator.computed == len(tenders.releases)


def test_every_late_bid_that_text_would_miss_is_a_difference() -> None:
    tenders = simulate_tenders(7, 10, 5)

    found = examine(((f"line {n}", r) for n, r in enumerate(tenders.releases)), Settings())

    assert {one.ocid for one in found.differences if one.ours} == tenders.planted["R030"]
