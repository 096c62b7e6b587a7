"""The demonstration: two thousand invented reports, their books, and an account for each role.

It is loaded only where there is no real case, and everything in it is marked synthetic.
"""

from collections.abc import Callable

from fielding.wiring.demonstration_accounts import ACCOUNTS, add_demonstration_accounts
from fielding.wiring.demonstration_books import load_books
from fielding.wiring.hub import hub
from fielding.wiring.simulating import simulate_reports

REPORTS = 2_000
SEED = 2026


def load(told: Callable[[str, int, int], None]) -> None:
    """Load the demonstration; `told` hears what is being done, how far it is and of how much.

    Interrupted and begun again, it goes on. Raises HoldsRealCases.
    """
    wired = hub()
    simulate_reports(wired, REPORTS, SEED, lambda done: told("reports", done, REPORTS))
    load_books(wired, told)
    add_demonstration_accounts(wired.clock.now().date())
    told("accounts", len(ACCOUNTS), len(ACCOUNTS))
