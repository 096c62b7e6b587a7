"""Small worlds of cases under a contract, and an honest bill for a month of theirs."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from fielding.definitions.service import BillableUnit
from fielding.kernel.ids import new_id
from fielding.oversight.bills.agreed import agreement_of
from fielding.oversight.bills.billed import Billed
from fielding.oversight.bills.check import Expected, check_invoice
from fielding.oversight.bills.checked import CheckedInvoice, CheckedLine
from fielding.oversight.bills.checker import Checker
from fielding.oversight.bills.codes import Code
from fielding.oversight.bills.invoice import Header, Invoice, Line, Sort, Subtotal, Totals, Vat
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.rebuilding import RecordedUnits
from fielding.oversight.books import Books
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.organisations import Organisation
from fielding.oversight.register.terms import Band, Commission, Indexation, Price, Terms
from fielding.testing.histories import BEGINNING, SERVICES, Teller, books_of, sequenced

#: A service with a tariff; which one does not matter.
SERVICE = next(service for service in SERVICES.values() if service.tariff)
TARIFF = {
    unit.name: unit
    for unit in (
        BillableUnit(
            name="report referred", one_per="case", when="case.referred", unless=("case.erased",)
        ),
        BillableUnit(name="person kept", one_per="person", when="case.kept"),
        BillableUnit(name="day held", one_per="day", when="case.held", until="case.released"),
    )
}
MARCH = Period(begins=date(2026, 3, 1), ends=date(2026, 3, 31))
ISSUED = date(2026, 4, 2)
STANDARD = Vat(category="S", percent=Decimal(20))
SUPPLIER = Organisation(slug="prime", kind="firm", identifiers=(("GB-COH", "TEST0001"),), begun=0)
PENNY = Decimal("0.01")


def price(unit: str, amount: str, *bands: tuple[int, str]) -> Price:
    """Agree a price, with bands as (from, price)."""
    steps = tuple(Band(units_from=least, price=Decimal(each)) for least, each in bands)
    return Price(unit=unit, amount=Decimal(amount), bands=steps)


def terms(
    *prices: Price,
    effective: date = date(2026, 1, 1),
    rises: tuple[Indexation, ...] = (),
    commissions: tuple[Commission, ...] = (),
) -> Terms:
    """Agree terms from a day on."""
    return Terms(
        effective=effective,
        agreed=effective,
        recorded_at=datetime.combine(effective, datetime.min.time(), UTC),
        digest="0" * 64,
        index=0,
        prices={each.unit: each for each in prices},
        commissions={each.name: each for each in commissions},
        indexations=rises,
        targets={},
        credits={},
    )


USUAL = terms(
    price("report-referred", "12.50"), price("person-kept", "40.00"), price("day-held", "1.75")
)
EARLIER = terms(
    price("report-referred", "11.90"), price("person-kept", "38.00"), effective=date(2025, 1, 1)
)


def contract(*agreed: Terms) -> Contract:
    """Make the contract, with the usual terms or others."""
    return Contract(
        slug="c-1",
        service=SERVICE.code,
        buyer="authority",
        supplier="prime",
        begins=date(2025, 1, 1),
        ends=date(2027, 12, 31),
        value=None,
        terms=agreed or (EARLIER, USUAL),
        begun=0,
    )


@dataclass
class Told:
    """One case as a world tells it: on which days what happened, and about whom."""

    name: str
    person: str | None = None
    firm: str = "prime"
    referred: date | None = None
    kept: date | None = None
    held: list[tuple[date, date | None]] = field(default_factory=list)
    erased: date | None = None
    #: Facts of the referral: amounts that a percentage may be of.
    amounts: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Give the case's id."""
        return str(new_id(BEGINNING, hashlib.sha256(self.name.encode()).digest()))

    @property
    def reference(self) -> str:
        """Give the case's reference."""
        return self.id[-8:]

    @property
    def holder(self) -> str:
        """Say whom the case is about."""
        return self.person or self.id

    def teller(self) -> Teller:
        """Write the entries, in the order of their days."""
        events: list[tuple[date, str, dict[str, object]]] = []
        who: dict[str, object] = {"person": self.person} if self.person else {}
        if self.referred:
            events.append(
                (self.referred, "case.referred", {"decision": "refer", "code": "x", **self.amounts})
            )
        if self.kept:
            events.append((self.kept, "case.kept", {"decision": "keep", **who}))
        for begins, ends in self.held:
            events.append((begins, "case.held", {"reason": "waiting-for-advice", **who}))
            if ends:
                events.append((ends, "case.released", {}))
        if self.erased:
            events.append((self.erased, "case.erased", {}))
        events.sort(key=lambda event: event[0])
        first = events[0][0] if events else MARCH.begins
        teller = Teller(name=self.id, service=SERVICE, firm=self.firm, at=_noon(first)).receive()
        for day, kind, facts in events:
            teller.tell(kind, _noon(day) - teller.at, **facts)
        return teller


def day_of(number: int) -> date:
    """Give a day of March 2026."""
    return date(2026, 3, number)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def books(cases: Sequence[Told]) -> Books:
    """Write all cases into one ledger."""
    log = sequenced(*(case.teller().told for case in cases))
    return books_of(log, datetime(2026, 6, 1, tzinfo=UTC))


def checker(
    world: Sequence[Told] | Books,
    *,
    agreed: Contract | None = None,
    header: Header | None = None,
    billed: Billed | None = None,
) -> Checker:
    """Put together what an invoice is checked against."""
    agreement = agreement_of(agreed or contract(), TARIFF)
    over = world if isinstance(world, Books) else books(world)
    return Checker(
        agreement=agreement,
        units=RecordedUnits(agreement=agreement, records=over.records),
        header=header or header_of(()),
        billed=billed or Billed(),
    )


#: Prices of USUAL.
PRICES = {"report-referred": "12.50", "person-kept": "40.00", "day-held": "1.75"}


def line(unit: str, *cases: str, **said: object) -> Line:
    """Write a line; quantity, price and amount are the usual ones unless they are said."""
    quantity = Decimal(str(said.pop("quantity", max(len(cases), 1))))
    at = Decimal(str(said.pop("price", PRICES.get(unit, "1.00"))))
    amount = Decimal(str(said.pop("amount", (quantity * at).quantize(PENNY))))
    rest = {"position": 1, "id": "1", "vat": STANDARD, **said}
    return Line(unit=unit, cases=cases, quantity=quantity, price=at, amount=amount, **rest)  # type: ignore[arg-type]


def numbered(lines: Sequence[Line]) -> list[Line]:
    """Number lines as they stand."""
    return [replace(each, position=n, id=str(n)) for n, each in enumerate(lines, start=1)]


def header_of(lines: Sequence[Line], **said: object) -> Header:
    """Write the header that goes with lines; every sum is right unless it is said otherwise."""
    net = sum((each.amount for each in lines), Decimal(0))
    tax = (net * 20 / 100).quantize(PENNY)
    told: dict[str, object] = {
        "sort": Sort.INVOICE,
        "number": "INV-1",
        "issued": ISSUED,
        "currency": "GBP",
        "period": MARCH,
        "contract": "c-1",
        "supplier": (("", "TEST0001"),),
        "subtotals": (Subtotal(vat=STANDARD, taxable=net, tax=tax),),
        "totals": Totals(
            lines=net, without_tax=net, tax=tax, with_tax=net + tax, payable=net + tax
        ),
    }
    return Header(**{**told, **said})  # type: ignore[arg-type]


def check(
    world: Sequence[Told] | Books, lines: Sequence[Line], **said: object
) -> tuple[CheckedInvoice, list[CheckedLine]]:
    """Check lines against a world; `agreed`, `billed` and `header` may be given."""
    given = numbered(lines)
    header = said.get("header") or header_of(given)
    against = checker(world, header=header, agreed=said.get("agreed"), billed=said.get("billed"))  # type: ignore[arg-type]
    kept: list[CheckedLine] = []
    expected = Expected(today=date(2026, 5, 1), supplier=SUPPLIER)
    whole = check_invoice(
        Invoice(header=against.header, lines=iter(given)),
        against,
        expected,
        lambda line, _: kept.append(line),
    )
    return whole, kept


def codes_of(lines: Sequence[CheckedLine]) -> list[set[Code]]:
    """Give the codes of each line."""
    return [set(each.codes) for each in lines]


# Random worlds, with an honest bill that knows nothing of how the check works.


def random_world(random: Random, cases: int = 30) -> list[Told]:
    """Tell a world of cases, some of them about the same people."""
    people = [f"person-{n}" for n in range(cases // 3)]
    return [_random_case(random, n, people) for n in range(cases)]


def _random_case(random: Random, number: int, people: Sequence[str]) -> Told:
    person = random.choice(people) if random.random() < 0.6 else None
    case = Told(name=f"case-{number:04}", person=person)
    if random.random() < 0.6:
        case.referred = _day(random)
    if random.random() < 0.4:
        case.kept = _day(random)
    if random.random() < 0.6:
        begins = _day(random) - timedelta(days=random.randrange(0, 40))
        ends = None if random.random() < 0.3 else begins + timedelta(days=random.randrange(0, 60))
        case.held = [(begins, ends)]
    return case


def _day(random: Random) -> date:
    return MARCH.begins + timedelta(days=random.randrange(-10, 31))


def honest_lines(world: Sequence[Told]) -> Iterator[Line]:
    """Bill March honestly: each case once, each person once, each day once for each person."""
    people, days = set[str](), dict[str, set[date]]()
    # Somebody kept before March was billed then.
    people |= {c.holder for c in world if c.kept and c.kept < MARCH.begins}
    for case in world:
        if case.referred and MARCH.holds(case.referred):
            yield line("report-referred", case.reference)
        if case.kept and MARCH.holds(case.kept) and case.holder not in people:
            people.add(case.holder)
            yield line("person-kept", case.reference)
        for begins, ends in case.held:
            yield from _days_held(case, Period(begins=begins, ends=ends or MARCH.ends), days)


def _days_held(case: Told, held: Period, billed: dict[str, set[date]]) -> Iterator[Line]:
    seen = billed.setdefault(case.holder, set())
    for run in _runs([day for day in held.days() if MARCH.holds(day) and day not in seen]):
        seen.update(run.days())
        yield line("day-held", case.reference, quantity=len(run), period=run)


def _runs(days: Sequence[date]) -> Iterator[Period]:
    begun: date | None = None
    for place, day in enumerate(days):
        begun = begun or day
        if place + 1 == len(days) or days[place + 1] != day + timedelta(days=1):
            yield Period(begins=begun, ends=day)
            begun = None
