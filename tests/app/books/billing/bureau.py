"""A hub in memory with a contract, its terms and a few decided reports, and who manages it."""

import io
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.books.billing.check_bill import check_bill
from fielding.app.books.billing.ports import Billing
from fielding.app.books.billing.post_invoice import Sent, post_invoice
from fielding.app.books.writing import FolioDesk, write_in_folios
from fielding.app.decide_case import decide_case
from fielding.app.read_figures import Figures
from fielding.app.receive_case import Received, receive_case
from fielding.definitions.service import BillableUnit, Service
from fielding.engines.formats.ubl.reading import read_invoice
from fielding.engines.invoice_rules import RuleFault
from fielding.oversight.bills.bill import Bill, fold_bills
from fielding.oversight.bills.rebuilding import RecordedUnits
from fielding.oversight.register.agreeing import agree_terms
from fielding.oversight.register.registering import (
    Deal,
    register_contract,
    register_organisation,
)
from fielding.testing.bills import Billed, write_ubl
from fielding.testing.bookkeeping import bookkeeper_of
from fielding.testing.forms import KEEP, a_report
from fielding.testing.hub import ASSESSOR, REPORTER, World, a_world
from fielding.testing.services import sample_service

MANAGER = Actor(name="contracts-1", role=Role.CONTRACT_MANAGER, firm="authority")
TARIFF = {
    "report kept": BillableUnit(name="report kept", one_per="case", when="case.kept"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRules:
    """Stands for rules that every document keeps, or that it breaks in these ways."""

    broken: tuple[RuleFault, ...] = ()

    def faults(self, content: BinaryIO) -> tuple[RuleFault, ...]:
        return self.broken if content.read(1) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bureau:
    """A hub with a month behind it, and what billing needs of it."""

    world: World
    billing: Billing
    references: tuple[str, ...]

    def post(self, *lines: Billed, actor: Actor = MANAGER, **said: str) -> str:
        """Post an invoice; give its id."""
        kept = post_invoice(self.billing, actor, sent(*lines, **said))
        return kept.entry.subject.partition("/")[2]

    def checked(self, *lines: Billed, **said: str) -> Bill:
        """Post an invoice and check it."""
        invoice = self.post(*lines, actor=MANAGER, **said)
        check_bill(self.billing, MANAGER, invoice)
        return self.bill(invoice)

    def bill(self, invoice: str) -> Bill:
        return self.figures.folded(fold_bills)[invoice]

    @property
    def figures(self) -> Figures:
        return self.billing.bookkeeper.figures()


def sent(*lines: Billed, contract: str = "c-1", **said: str) -> Sent:
    content = b"".join(write_ubl(lines, contract=contract, **said))
    return Sent(contract=contract, open=opening(content))


def opening(content: bytes) -> Callable[[], AbstractContextManager[BinaryIO]]:
    return lambda: nullcontext(io.BytesIO(content))


def a_bureau(cases: int = 3, *, rules: NoRules = NoRules(), most_lines: int = 1000) -> Bureau:
    """Register a contract, agree 10.00 for each report kept, and keep some in March 2026."""
    reports = [a_report(key=f"key-{number}") for number in range(cases)]
    bureau = a_bureau_for(replace(sample_service(), tariff=TARIFF), reports)
    return replace(
        bureau, billing=replace(bureau.billing, rules=rules, most_lines=most_lines)
    )


def a_bureau_for(service: Service, reports: Sequence[Received]) -> Bureau:
    """Keep reports of a service whose tariff has reports and persons kept, at 10.00 each."""
    world = a_world(service)
    write_in_folios(world.hub, MANAGER, Action.KEEP_REGISTER, _register)
    references = []
    for report in reports:
        taken = receive_case(world.hub, REPORTER, report)
        decide_case(world.hub, ASSESSOR, taken.case, KEEP)
        references.append(taken.reference)
    world.clock.advance(days=35)
    billing = Billing(
        hub=world.hub,
        bookkeeper=bookkeeper_of(world),
        read=read_invoice,
        rules=NoRules(),
        most_lines=1000,
        units=lambda agreement, figures: RecordedUnits(
            agreement=agreement, records=figures.books.records
        ),
    )
    return Bureau(world=world, billing=billing, references=tuple(references))


def _register(desk: FolioDesk) -> None:
    desk.folio("organisation/prime").write(
        MANAGER, register_organisation("firm", [("GB-COH", "TEST0001")], "A supplier")
    )
    deal = Deal(buyer="authority", begins=date(2026, 1, 1), suppliers=("prime",), service="noise")
    contract = desk.folio("contract/c-1")
    contract.write(MANAGER, register_contract(deal, {"title": "Reports of noise"}))
    prices = [{"unit": unit, "amount": "10.00"} for unit in ("report-kept", "person-kept")]
    contract.write(MANAGER, agree_terms(date(2026, 1, 1), date(2025, 12, 1), {"prices": prices}))
