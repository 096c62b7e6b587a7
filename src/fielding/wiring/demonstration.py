"""The demonstration: two thousand invented reports, their books, and an account for each role.

It is loaded only where there is no real case, and everything in it is marked synthetic.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fielding.store.models import Person
from fielding.store.synthetic import held_cases
from fielding.wiring.demonstration_accounts import ACCOUNTS, PASSWORD, add_demonstration_accounts
from fielding.wiring.demonstration_books import load_books
from fielding.wiring.hub import hub
from fielding.wiring.simulating import simulate_reports

REPORTS = 2_000
SEED = 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """An account of the demonstration; the sign-in page shows its second factor."""

    handle: str
    role: str
    organisation: str
    password: str


def load(told: Callable[[str, int, int], None]) -> None:
    """Load the demonstration; `told` hears what is being done, how far it is and of how much.

    Interrupted and begun again, it goes on. Raises HoldsRealCases.
    """
    wired = hub()
    simulate_reports(wired, REPORTS, SEED, lambda done: told("reports", done, REPORTS))
    load_books(wired, told)
    add_demonstration_accounts(wired.clock.now().date())
    told("accounts", len(ACCOUNTS), len(ACCOUNTS))


def is_loaded() -> bool:
    """Say whether the demonstration is there, to its end."""
    return Person.objects.filter(demonstration=True).exists()


def may_load() -> bool:
    """Say whether it may be loaded: there is no real case."""
    return not held_cases().real


def demo_accounts() -> tuple[DemoAccount, ...]:
    """List the demonstration's accounts; they exist only while it is loaded."""
    return tuple(
        DemoAccount(
            handle=account.handle,
            role=account.role.value,
            organisation=account.organisation or "",
            password=PASSWORD,
        )
        for account in ACCOUNTS
    )
