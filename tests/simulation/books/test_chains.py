"""The supply chain on invented worlds: everything planted is found, and nothing else."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.oversight.books import Books
from fielding.oversight.chain.alerts import Alert, alerts_of
from fielding.oversight.chain.breakdown import Along, Within, count_along
from fielding.oversight.chain.proposing import propose
from fielding.oversight.chain.work import work_in
from fielding.oversight.countings import countings
from fielding.oversight.findings.wording import sentence_of
from fielding.oversight.register.register import fold_register
from fielding.oversight.scope import By, Scope
from fielding.oversight.tallies import count, tally
from fielding.simulation.books.chains import BEGIN, CONTRACT, DAYS, Chain, Truth, simulate_chain
from fielding.testing.histories import SERVICES

pytestmark = pytest.mark.slow

FRAUD = SERVICES["fraud"]
COUNTINGS = countings([FRAUD])
NOW = BEGIN + timedelta(days=DAYS + 5)
SYNTHETIC = Scope(synthetic=True)
seeds = st.integers(min_value=0, max_value=2**32)


def simulated(seed: int, chain: Chain) -> tuple[Books, Truth]:
    scribe, truth = simulate_chain(FRAUD, seed, chain)
    return scribe.books(NOW), truth


def alerts_in(books: Books) -> tuple[Alert, ...]:
    register = fold_register(books.folios)
    return alerts_of(register.contracts[CONTRACT], list(work_in(books, register)), "2026-04")


def entries_by(alerts: tuple[Alert, ...], code: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for alert in alerts:
        if alert.code == code:
            found.setdefault(alert.about, []).extend(alert.entries)
    return {about: sorted(entries) for about, entries in found.items()}


@pytest.mark.parametrize("seed", [1, 2])
def test_29_hidden_firms_are_29_rows_with_every_entry_of_theirs(seed: int) -> None:
    books, truth = simulated(seed, Chain(cases=1_050))

    found = entries_by(alerts_in(books), "undisclosed-firm")

    assert len(found) == 29
    assert found == truth.undisclosed
    share = sum(len(entries) for entries in found.values()) / truth.entries
    assert share == pytest.approx(0.86, abs=0.04)


@settings(max_examples=12)
@given(seed=seeds)
def test_nothing_is_raised_in_an_honest_world(seed: int) -> None:
    books, _ = simulated(seed, Chain(hidden=0, cases=300))

    assert alerts_in(books) == ()


@settings(max_examples=12)
@given(
    seed=seeds,
    hidden=st.integers(0, 30),
    approved=st.booleans(),
    shared=st.booleans(),
)
def test_all_that_was_planted_is_found_and_nothing_else(
    seed: int, hidden: int, approved: bool, shared: bool
) -> None:
    chain = Chain(hidden=hidden, cases=120, approved=approved, shared_account=shared)

    books, truth = simulated(seed, chain)

    alerts = alerts_in(books)
    assert entries_by(alerts, "undisclosed-firm") == truth.undisclosed
    assert entries_by(alerts, "not-approved") == truth.not_approved
    assert set(entries_by(alerts, "shared-account")) == truth.accounts
    assert {alert.code for alert in alerts} <= {
        "undisclosed-firm",
        "not-approved",
        "shared-account",
        "share-over-cap",
    }


def test_a_share_over_the_agreed_one_is_told_for_each_month_that_has_ended() -> None:
    books, _ = simulated(3, Chain(hidden=0, cases=300, within_cap=False))

    found = [alert for alert in alerts_in(books) if alert.code == "share-over-cap"]

    assert [(alert.about, alert.month) for alert in found] == [
        ("kestrel-contact", month) for month in ("2026-01", "2026-02", "2026-03")
    ]


def test_proposals_are_one_to_the_supplier_for_each_month_and_code() -> None:
    books, truth = simulated(4, Chain(cases=300))
    register = fold_register(books.folios)
    contract = register.contracts[CONTRACT]

    proposals = propose(contract, alerts_in(books), books.standpoint)

    assert len({proposal.sameness for proposal in proposals}) == len(proposals)
    assert {proposal.supplier for proposal in proposals} == {contract.supplier}
    assert all(sentence_of(proposal.code) for proposal in proposals)
    hidden = [p for p in proposals if p.code == "undisclosed-firm"]
    assert sorted(i for p in hidden for i in p.evidence) == sorted(
        index for entries in truth.undisclosed.values() for index in entries
    )


@settings(max_examples=15)
@given(
    seed=seeds,
    hidden=st.integers(0, 12),
    counting=st.sampled_from(sorted(COUNTINGS)),
)
def test_any_counting_broken_down_along_the_chain_adds_up_to_its_whole(
    seed: int, hidden: int, counting: str
) -> None:
    books, _ = simulated(seed, Chain(hidden=hidden, cases=60))
    register = fold_register(books.folios)
    tallied = tally(COUNTINGS[counting], books)
    whole = count(tallied, SYNTHETIC, By.MONTH).whole

    tables = [count_along(tallied, register, Within(scope=SYNTHETIC), along) for along in Along]

    for table in tables:
        assert {c: sorted(cell) for c, cell in table.whole.cells.items()} == {
            c: sorted(cell) for c, cell in whole.cells.items()
        }
        for column in table.columns:
            parts = sorted(index for row in table.rows for index in row.cells[column])
            assert parts == sorted(whole.cells[column])


def test_undisclosed_work_is_a_row_of_its_own_beside_the_supplier_s() -> None:
    books, _ = simulated(5, Chain(cases=300))
    register = fold_register(books.folios)
    tallied = tally(COUNTINGS["reviews"], books)

    table = count_along(tallied, register, Within(scope=SYNTHETIC), Along.LEAF)

    rows = {row.group: row.total for row in table.rows}
    assert rows.keys() == {"harrier-response", "kestrel-contact", "undisclosed"}
    assert rows["undisclosed"] > rows["harrier-response"] + rows["kestrel-contact"]
