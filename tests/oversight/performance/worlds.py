"""Invented contracts and cases: worlds whose truth a test knows."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from fielding.oversight.books import Books
from fielding.oversight.countings import countings
from fielding.oversight.performance.reading import MeasureReading, Sources, read_month
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.terms import Target, Terms
from fielding.oversight.tallies import tally
from fielding.testing.histories import SERVICES, Teller, books_of, sequenced

SERVICE = SERVICES["fraud"]
DAY = timedelta(days=1)
MONTH = "2026-03"
BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
NOW = datetime(2026, 4, 20, 9, tzinfo=UTC)
IN_TIME = "first look in time"
OVERTURNED = "decisions overturned"
LATE = 20 * DAY


def case(
    name: str, firm: str = "prime", *, handler: str = "somebody", contract: str | None = "c-1"
) -> Teller:
    """Begin a case that a firm works on under a contract; the report itself names neither."""
    teller = Teller(name=name, service=SERVICE, at=BEGIN).receive()
    teller.firm, teller.contract, teller.actor = firm, contract, handler
    return teller


def looked_at(
    kept: int, late: int, firm: str = "prime", *, handler: str = "somebody", name: str = ""
) -> list[Teller]:
    """Let a firm decide on so many cases in time and on so many too late."""
    return [
        case(f"{firm}-{handler}-{name}-{n}", firm, handler=handler).dismiss(
            DAY if n < kept else LATE
        )
        for n in range(kept + late)
    ]


def book(*tellers: Teller) -> Books:
    """Fold cases into books that stand in April."""
    return books_of(sequenced(*(teller.told for teller in tellers)), NOW)


def terms(
    targets: Mapping[str, tuple[str, str]],
    *,
    effective: date = date(2025, 6, 1),
    recorded: datetime = datetime(2025, 5, 1, tzinfo=UTC),
    index: int = 0,
    at_most: bool = False,
) -> Terms:
    """Agree on targets and floors."""
    return Terms(
        effective=effective,
        agreed=effective,
        recorded_at=recorded,
        digest=f"digest-{index}",
        index=index,
        prices={},
        commissions={},
        indexations=(),
        targets={
            name: Target(
                measure=name, target=Decimal(target), floor=Decimal(floor), at_most=at_most
            )
            for name, (target, floor) in targets.items()
        },
        credits={},
    )


def contract(*agreed: Terms, slug: str = "c-1", ends: date | None = None) -> Contract:
    """Make a contract for the service since June 2025."""
    return Contract(
        slug=slug,
        service=SERVICE.code,
        buyer="authority",
        supplier="prime",
        begins=date(2025, 6, 1),
        ends=ends,
        value=None,
        terms=agreed or (terms({IN_TIME: ("90", "80")}),),
        begun=0,
    )


def sources(books: Books, *known: Contract, unfit: frozenset[int] = frozenset()) -> Sources:
    """Take readings from books."""
    named = countings([SERVICE])
    return Sources(
        tally=lambda name: tally(named[name], books),
        services={SERVICE.code: SERVICE},
        contracts=known,
        unfit=unfit,
    )


def read(books: Books, *known: Contract, month: str = MONTH) -> MeasureReading:
    """Read the first measure of the first contract."""
    return read_month(known[0], month, sources(books, *known))[0]
