"""Bills as their entries tell them: an invoice as posted, its newest check, what was settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from fielding.ledger.entry import Kept
from fielding.oversight.bills.checked import Part
from fielding.oversight.bills.codes import Code, Result, Sum
from fielding.oversight.bills.invoice import ZERO, Sort
from fielding.oversight.bills.period import Period
from fielding.oversight.folding import fold_folio, fold_folios

POSTED, CHECKED, SETTLED = "invoice.posted", "invoice.checked", "invoice.settled"
Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the newest check found, in sums; the lines are sealed in its entry."""

    entry: str
    index: int
    at: datetime
    by: str
    rule: str  # digest
    size: int  # of the checkpoint it stands at
    on: date
    results: Mapping[Result, Part]
    codes: Mapping[Code, int]
    sums: tuple[Sum, ...]
    amount: Decimal
    tax: Decimal
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How somebody settled a line, whatever the check proposed."""

    position: int
    result: Result
    paid: Decimal
    queried: Decimal
    disputed: Decimal
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """One invoice after all its entries."""

    id: str
    contract: str
    supplier: str
    sort: Sort
    number: str  # empty: it is not plain enough to stand in the ledger
    issued: date
    currency: str
    period: Period | None
    lines: int
    net: Decimal
    tax: Decimal
    payable: Decimal
    file: str  # SHA-256, hex
    #: Rules of EN 16931 that it does not keep, by code; None: they were not run.
    rules: tuple[str, ...] | None
    posted: str  # the entry
    index: int
    at: datetime
    synthetic: bool
    check: Check | None = None
    settled: Mapping[int, Settled] = field(default_factory=dict)
    paid: Decimal = ZERO
    queried: Decimal = ZERO
    disputed: Decimal = ZERO

    @property
    def subject(self) -> str:
        """The ledger's name for this invoice."""
        return f"invoice/{self.id}"


def fold_bills(folios: Sequence[Kept]) -> Mapping[str, Bill]:
    """Fold the entries of all folios into bills by id, in the order of their posting."""
    return fold_folios(folios, advance_bill, "invoice")


def fold_bill(history: Sequence[Kept]) -> Bill | None:
    """Fold the entries of one invoice; None when there are none."""
    return fold_folio(history, advance_bill)


def advance_bill(known: Bill | None, kept: Kept) -> Bill | None:
    """Say what is true of an invoice after one more entry of its folio."""
    kind = kept.entry.kind
    if known is None:
        return _posted(kept) if kind == POSTED else None
    if kind == CHECKED:
        return _checked(known, kept)
    return _settled(known, kept) if kind == SETTLED else known


def _posted(kept: Kept) -> Bill:
    entry, facts = kept.entry, kept.entry.facts
    period = cast("Sequence[str] | None", facts["period"])
    rules = facts["rules"]
    return Bill(
        id=entry.subject.partition("/")[2],
        contract=str(facts["contract"]),
        supplier=str(facts["supplier"]),
        sort=Sort(str(facts["sort"])),
        number=str(facts["number"]),
        issued=date.fromisoformat(str(facts["issued"])),
        currency=str(facts["currency"]),
        period=_period(period) if period else None,
        lines=cast("int", facts["lines"]),
        net=_amount(facts, "net"),
        tax=_amount(facts, "tax"),
        payable=_amount(facts, "payable"),
        file=str(facts["file"]),
        rules=None if isinstance(rules, str) else tuple(cast("Sequence[str]", rules)),
        posted=entry.id,
        index=kept.place,
        at=entry.at,
        synthetic=entry.synthetic,
    )


def _checked(known: Bill, kept: Kept) -> Bill:
    """Take in a check; what was settled before it is settled no more."""
    entry, facts = kept.entry, kept.entry.facts
    results = cast("Mapping[str, Sequence[object]]", facts["results"])
    check = Check(
        entry=entry.id,
        index=kept.place,
        at=entry.at,
        by=entry.actor,
        rule=entry.definition,
        size=cast("int", facts["size"]),
        on=date.fromisoformat(str(facts["on"])),
        results={
            Result(name): Part(lines=cast("int", lines), amount=Decimal(str(amount)))
            for name, (lines, amount) in results.items()
        },
        codes={Code(c): n for c, n in cast("Mapping[str, int]", facts["codes"]).items()},
        sums=tuple(Sum(word) for word in cast("Sequence[str]", facts["sums"])),
        amount=_amount(facts, "amount"),
        tax=_amount(facts, "tax"),
        digest=str(facts["digest"]),
    )
    return replace(_with_sums(known, facts), check=check, settled={})


def _settled(known: Bill, kept: Kept) -> Bill:
    facts = kept.entry.facts
    if known.check is None or facts["check"] != known.check.entry:
        return known
    lines = cast("Sequence[Sequence[object]]", facts["lines"])
    settled = {
        cast("int", position): Settled(
            position=cast("int", position),
            result=Result(str(result)),
            paid=Decimal(str(paid)),
            queried=Decimal(str(queried)),
            disputed=Decimal(str(disputed)),
            entry=kept.entry.id,
        )
        for position, result, paid, queried, disputed in lines
    }
    return replace(_with_sums(known, facts), settled={**known.settled, **settled})


def _with_sums(known: Bill, facts: Facts) -> Bill:
    paid, queried, disputed = (_amount(facts, name) for name in ("paid", "queried", "disputed"))
    return replace(known, paid=paid, queried=queried, disputed=disputed)


def _amount(facts: Facts, name: str) -> Decimal:
    return Decimal(str(facts[name]))


def _period(told: Sequence[str]) -> Period:
    return Period(begins=date.fromisoformat(told[0]), ends=date.fromisoformat(told[1]))
