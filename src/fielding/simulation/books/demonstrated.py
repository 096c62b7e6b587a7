"""What the demonstration's contract agrees: parties, chain, terms, and what the supplier says.

Everything is invented. The chain has faults that its page shows: a firm that worked before it was
disclosed and before it was approved, and a share over the one agreed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fielding.oversight.register.terms import Content

AUTHORITY, PRIME = "reporting-authority", "harrier-response"
CONTRACT, NEXT_CONTRACT = "reports-2026", "reports-2028"
#: Slug, kind, name, number; no register gives a number that begins so.
PARTIES = (
    (AUTHORITY, "authority", "Reporting Authority", ""),
    ("raptor-holdings", "firm", "Raptor Holdings plc", "TEST0004"),
    (PRIME, "firm", "Harrier Response Limited", "TEST0001"),
    ("kestrel-contact", "firm", "Kestrel Contact Limited", "TEST0002"),
    ("merlin-assessing", "firm", "Merlin Assessing Limited", "TEST0003"),
)
#: One group owns the supplier and a firm under it.
OWNER, OWNED = "raptor-holdings", frozenset({PRIME, "merlin-assessing"})
#: So long before now the contract began: the simulated past is a year.
BEGAN = timedelta(days=395)
YEARS = 2
VALUE = Decimal("41000000.00")
TITLE = "Reports of fraud: taking, assessing and passing on (synthetic)"
#: The measure that the supplier says something about.
CLAIMED = "first look in time"
_PRICES = {
    "report-referred": "14.50",
    "report-kept": "6.20",
    "report-dismissed": "4.10",
    "review-answered": "22.00",
}
_DEARER = {**_PRICES, "report-dismissed": "6.90"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place in the chain: days after the contract began, and what share was agreed."""

    sub: str
    begins: int
    approved: int | None
    share_cap: Decimal | None
    looked_at: tuple[str, ...] = ()
    note: str = ""


#: Merlin does work from the first day, is disclosed in the fourth month, approved in the fifth.
LINKS = (
    Link(
        sub="kestrel-contact",
        begins=0,
        approved=0,
        share_cap=Decimal(40),
        looked_at=("accounts", "track-record", "data-protection"),
        note="Accounts of three years, two references, the last audit of data protection.",
    ),
    Link(
        sub="merlin-assessing",
        begins=150,
        approved=185,
        share_cap=Decimal(20),
        looked_at=("accounts", "ownership"),
        note="Accounts of one year; the owner is the same group as the supplier's.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Terms: from so many days after the contract's begin, agreed so many days before that."""

    effective: int
    agreed: int
    recorded: int
    content: Content


def _terms(prices: dict[str, str], target: str) -> Content:
    return {
        "prices": [{"unit": unit, "amount": amount} for unit, amount in prices.items()],
        "targets": [
            {"measure": CLAIMED, "target": target, "floor": "60"},
            {"measure": "accepted in time", "target": "80", "floor": "50"},
            {"measure": "decisions overturned", "target": "20", "floor": "30", "at_most": True},
        ],
        "credits": [{"measure": CLAIMED, "percent": "2.5"}],
    }


#: The second terms lower the target and were written down after the day they hold from.
TERMS = (
    Agreement(effective=0, agreed=-30, recorded=-20, content=_terms(_PRICES, "90")),
    Agreement(effective=240, agreed=235, recorded=262, content=_terms(_DEARER, "75")),
)
#: What the supplier says of it for the last months, the newest first.
CLAIMS = ("96.0", "97.5", "95.0")


def day_after(began: date, days: int) -> date:
    """Give a day, counted from the contract's begin."""
    return began + timedelta(days=days)
