"""A bill proposes findings for what is disputed, one of each kind, weighed by the money."""

from datetime import UTC, date, datetime
from decimal import Decimal

from fielding.oversight.bills.bill import Bill, Check
from fielding.oversight.bills.invoice import ZERO, Line, Sort
from fielding.oversight.bills.proposing import propose
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.oversight.findings.wording import sentence_of
from fielding.testing.billed_world import MARCH, Told, check, day_of, line

NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)


def proposed(*lines: Line, cases: int = 1) -> tuple[Proposal, ...]:
    world = [Told(name=f"case-{number}", referred=day_of(3)) for number in range(cases)]
    whole, checked = check(world, lines)
    found = Check(
        entry="e", index=90, at=NOON, by="somebody", rule="f1", size=80, on=date(2026, 4, 2),
        results=whole.results, codes=whole.codes, sums=(), amount=whole.amount, tax=ZERO,
        digest=whole.digest,
    )  # fmt: skip
    bill = Bill(
        id="0123456789", contract="c-1", supplier="prime", sort=Sort.INVOICE, number="1",
        issued=found.on, currency="GBP", period=MARCH, lines=whole.lines, net=whole.amount,
        tax=ZERO, payable=whole.amount, file="", rules=(), posted="p", index=8, at=NOON,
        synthetic=False, check=found,
    )  # fmt: skip
    return propose(bill, checked)


def reference(number: int) -> str:
    return Told(name=f"case-{number}").reference


def test_an_honest_bill_proposes_nothing() -> None:
    assert proposed(line("report-referred", reference(0))) == ()


def test_each_kind_is_proposed_once_with_its_lines_and_its_money() -> None:
    found = proposed(
        line("report-referred", reference(0)),
        line("report-referred", reference(0)),
        line("report-referred", "X-1"),
        line("report-referred", "X-2"),
    )

    assert [(each.code, each.figure["value"], each.figure["disputed"]) for each in found] == [
        ("units-without-entries", "2", "£25.00"),
        ("units-claimed-twice", "1", "£12.50"),
    ]
    assert all(sentence_of(each.code) for each in found)
    assert all((each.period, each.stands_at) == ("2026-03", 80) for each in found)


def test_the_check_itself_is_the_first_evidence() -> None:
    (found,) = proposed(
        line("report-referred", reference(0)), line("report-referred", reference(0))
    )

    assert found.evidence == (90, 1)


def test_the_share_of_the_money_weighs_a_finding() -> None:
    lines = [line("report-referred", reference(number)) for number in range(100)]
    dear = line("report-referred", reference(0), price=Decimal("12.60"))

    (low,) = proposed(dear, *lines[1:], cases=100)
    (medium,) = proposed(
        *lines, line("report-referred", "X-1"), line("report-referred", "X-2"), cases=100
    )
    (high,) = proposed(line("report-referred", "X-1"))

    assert (low.severity, medium.severity, high.severity) == (
        Severity.LOW, Severity.MEDIUM, Severity.HIGH,
    )  # fmt: skip
