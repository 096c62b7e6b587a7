"""Giving hard cases another code takes none of them out of a measure."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.oversight.countings import countings
from fielding.oversight.performance.reading import Sources, read_month
from fielding.oversight.register.register import fold_register
from fielding.oversight.shares import Share
from fielding.oversight.tallies import tally
from fielding.simulation.books.recoding import BEGIN, CONTRACT, MONTH, Month, simulate_recoding
from fielding.testing.histories import SERVICES

FRAUD = SERVICES["fraud"]
NAMED = countings([FRAUD])


def share_of(seed: int, month: Month) -> tuple[tuple[int, int], int]:
    scribe, in_time = simulate_recoding(FRAUD, seed, month)
    books = scribe.books(BEGIN + timedelta(days=60))
    contract = fold_register(books.folios).contracts[CONTRACT]
    sources = Sources(
        tally=lambda name: tally(NAMED[name], books),
        services={FRAUD.code: FRAUD},
        contracts=[contract],
    )
    (reading,) = read_month(contract, MONTH, sources)
    assert isinstance(reading.value, Share)
    return (reading.value.met, reading.value.of), in_time


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.integers(0, 60))
def test_hard_cases_count_whatever_they_are_called(seed: int, hard: int) -> None:
    told = share_of(seed, Month(hard=hard))
    recoded = share_of(seed, Month(hard=hard, code="NFIB51B"))

    assert told == recoded
    assert told[0] == (told[1], Month().cases)
