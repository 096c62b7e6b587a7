"""An invoice is kept once, checked at a checkpoint and settled line by line in the ledger."""

import io
from decimal import Decimal

import pytest
from tests.app.books.billing.bureau import MANAGER, Bureau, NoRules, a_bureau, opening, sent

from fielding.access.errors import NotPermitted
from fielding.app.books.billing.check_bill import check_bill
from fielding.app.books.billing.opened import open_entry
from fielding.app.books.billing.packing import unpack
from fielding.app.books.billing.post_invoice import Sent, post_invoice
from fielding.app.books.billing.read_bill import Wanted, read_bill, read_bills
from fielding.app.books.billing.settle_lines import settle_lines
from fielding.engines.errors import InvoiceUnreadable
from fielding.engines.invoice_rules import RuleFault
from fielding.oversight.bills.codes import Code, Result, Sum
from fielding.oversight.bills.errors import (
    CannotSettle,
    DuplicateInvoice,
    NoSuchContract,
    NoSuchInvoice,
    NotChecked,
)
from fielding.oversight.bills.invoice import ZERO
from fielding.oversight.bills.rule import RULE
from fielding.oversight.bills.steps import Decision
from fielding.testing.bills import Billed
from fielding.testing.hub import ASSESSOR, OVERSEER


def kept(case: str, **said: str) -> Billed:
    return Billed(unit="report kept", case=case, **said)


def every_line(bureau: Bureau, invoice: str, **wanted: object) -> list[tuple[int, Result]]:
    asked = Wanted(**wanted)  # type: ignore[arg-type]
    shown = read_bill(bureau.world.hub, bureau.figures, OVERSEER, (invoice, asked))
    return [(one.line.position, one.line.result) for one in shown.lines]


def test_an_honest_invoice_is_paid_whole() -> None:
    bureau = a_bureau()

    bill = bureau.checked(*[kept(case) for case in bureau.references])

    assert bill.check is not None
    assert (bill.paid, bill.queried, bill.disputed) == (Decimal("30.00"), ZERO, ZERO)
    assert bill.check.results[Result.PAY].lines == 3
    assert bill.check.sums == ()


def test_a_line_that_nothing_was_done_for_is_disputed() -> None:
    bureau = a_bureau()

    bill = bureau.checked(kept(bureau.references[0]), kept("NOISE-26-999999"))

    assert bill.check is not None
    assert bill.check.codes == {Code.PHANTOM: 1}
    assert every_line(bureau, bill.id) == [(1, Result.PAY), (2, Result.DISPUTE)]


def test_a_check_says_at_which_checkpoint_and_under_which_rule_it_stands() -> None:
    bureau = a_bureau()
    size = bureau.figures.books.standpoint.size

    bill = bureau.checked(kept(bureau.references[0]))

    assert bill.check is not None
    assert bill.check.size == size + 1  # the entry that posted it
    assert bill.check.rule == RULE.digest


def test_checking_again_gives_the_same_result_and_digest() -> None:
    bureau = a_bureau()
    first = bureau.checked(kept(bureau.references[0]), kept(bureau.references[0]))

    check_bill(bureau.billing, MANAGER, first.id)

    second = bureau.bill(first.id)
    assert first.check is not None
    assert second.check is not None
    assert second.check.digest == first.check.digest
    assert second.check.codes == {Code.DUPLICATE: 1}


def test_a_number_is_taken_once_from_a_supplier() -> None:
    bureau = a_bureau()
    bureau.post(kept(bureau.references[0]), number="A-1")

    with pytest.raises(DuplicateInvoice):
        bureau.post(kept(bureau.references[1]), number="A-1")

    assert len(read_bills(bureau.figures, OVERSEER)) == 1


def test_what_an_earlier_invoice_was_granted_a_later_one_is_not() -> None:
    bureau = a_bureau()
    bureau.checked(kept(bureau.references[0]), number="A-1")

    later = bureau.checked(kept(bureau.references[0]), number="A-2")

    assert later.check is not None
    assert later.check.codes == {Code.DUPLICATE: 1}


def test_what_was_disputed_by_hand_on_one_invoice_can_be_billed_on_another() -> None:
    bureau = a_bureau()
    first = bureau.checked(kept(bureau.references[0]), number="A-1")
    refused = Decision(result=Result.DISPUTE, reason="Sent to the wrong authority", paid=Decimal(0))
    settle_lines(bureau.world.hub, MANAGER, first.id, ([1], refused))

    later = bureau.checked(kept(bureau.references[0]), number="A-2")

    assert later.paid == Decimal("10.00")


def test_what_was_queried_and_then_paid_by_hand_is_not_owed_again() -> None:
    bureau = a_bureau()
    first = bureau.checked(kept(bureau.references[0], net="9.99"), number="A-1")
    agreed = Decision(result=Result.PAY, reason="A slip of the pen")
    settle_lines(bureau.world.hub, MANAGER, first.id, ([1], agreed))

    later = bureau.checked(kept(bureau.references[0]), number="A-2")

    assert first.queried == Decimal("9.99")
    assert later.check is not None
    assert later.check.codes == {Code.DUPLICATE: 1}


def test_what_a_credit_note_gave_back_can_be_billed_once_more_and_no_oftener() -> None:
    bureau = a_bureau()
    one = kept(bureau.references[0])
    first = bureau.checked(one, number="A-1")
    bureau.checked(one, number="C-1", sort="CreditNote")

    again = bureau.checked(one, number="A-2")
    oftener = bureau.checked(one, number="A-3")

    check_bill(bureau.billing, MANAGER, first.id)
    assert (again.paid, oftener.paid) == (Decimal("10.00"), ZERO)
    assert oftener.check is not None
    assert oftener.check.codes == {Code.DUPLICATE: 1}
    assert bureau.bill(first.id).paid == Decimal("10.00")  # in whatever order they are checked


def test_a_credit_note_for_less_than_the_price_gives_no_unit_back() -> None:
    bureau = a_bureau()
    bureau.checked(kept(bureau.references[0]), number="A-1")
    bureau.checked(kept(bureau.references[0], price="9.99"), number="C-1", sort="CreditNote")

    later = bureau.checked(kept(bureau.references[0]), number="A-2")

    assert later.check is not None
    assert later.check.codes == {Code.DUPLICATE: 1}


def test_a_credit_note_that_is_queried_has_given_nothing_back_yet() -> None:
    bureau = a_bureau()
    one = kept(bureau.references[0])
    bureau.checked(one, number="A-1")
    note = bureau.checked(
        kept(bureau.references[0], net="10.01"), number="C-1", sort="CreditNote"
    )

    later = bureau.checked(one, number="A-2")

    assert note.queried == Decimal("10.01")
    assert later.paid == ZERO


def test_settling_moves_amounts_between_the_parts_and_keeps_their_sum() -> None:
    bureau = a_bureau()
    bill = bureau.checked(kept(bureau.references[0]), kept("NOISE-26-999999"), kept("X-1"))
    agreed = Decision(result=Result.PAY, reason="Shown to us on paper")

    settle_lines(bureau.world.hub, MANAGER, bill.id, ([2], agreed))
    settle_lines(
        bureau.world.hub, MANAGER, bill.id, ([3], Decision(result=Result.QUERY, reason="Asked"))
    )

    now = bureau.bill(bill.id)
    assert (now.paid, now.queried, now.disputed) == (Decimal("20.00"), Decimal("10.00"), ZERO)
    assert every_line(bureau, bill.id) == [(1, Result.PAY), (2, Result.PAY), (3, Result.QUERY)]


def test_settling_twice_counts_the_later() -> None:
    bureau = a_bureau()
    bill = bureau.checked(kept(bureau.references[0]))
    for result in (Result.QUERY, Result.PAY):
        settle_lines(
            bureau.world.hub, MANAGER, bill.id, ([1], Decision(result=result, reason="Asked"))
        )

    now = bureau.bill(bill.id)

    assert (now.paid, now.queried) == (Decimal("10.00"), ZERO)


@pytest.mark.parametrize(
    ("positions", "decision"),
    [
        ([1], Decision(result=Result.PAY, reason=" ")),
        ([9], Decision(result=Result.PAY, reason="There is no such line")),
        ([], Decision(result=Result.PAY, reason="No line at all")),
        ([1], Decision(result=Result.DISPUTE, reason="Too much", paid=Decimal("11.00"))),
        ([1], Decision(result=Result.DISPUTE, reason="Under nothing", paid=Decimal("-1.00"))),
    ],
)
def test_a_settlement_that_says_too_little_is_refused(
    positions: list[int], decision: Decision
) -> None:
    bureau = a_bureau()
    bill = bureau.checked(kept(bureau.references[0]))

    with pytest.raises(CannotSettle):
        settle_lines(bureau.world.hub, MANAGER, bill.id, (positions, decision))


def test_an_invoice_is_checked_before_it_is_settled() -> None:
    bureau = a_bureau()
    invoice = bureau.post(kept(bureau.references[0]))

    with pytest.raises(NotChecked):
        settle_lines(
            bureau.world.hub, MANAGER, invoice, ([1], Decision(result=Result.PAY, reason="Yes"))
        )


def test_lines_can_be_asked_for_by_result_and_code_a_page_at_a_time() -> None:
    bureau = a_bureau()
    lines = [kept(case) for case in (*bureau.references, "X-1", "X-2", "X-3")]
    bill = bureau.checked(*lines)

    disputed = every_line(bureau, bill.id, result=Result.DISPUTE, skip=1, most=1)
    phantom = every_line(bureau, bill.id, code=Code.PHANTOM)

    assert disputed == [(5, Result.DISPUTE)]
    assert [position for position, _ in phantom] == [4, 5, 6]


def test_nothing_that_a_supplier_writes_stands_readable_in_the_ledger() -> None:
    bureau = a_bureau()
    secret = "Zoë Example, 1 Example Street"

    bureau.checked(kept(secret), number=f"For {secret}")

    written = [kept.content.decode() for kept in bureau.world.store.contents.entries]
    assert not any("Example" in content for content in written)


def test_the_rules_that_a_document_breaks_are_told_beside_it() -> None:
    broken = RuleFault(code="BR-CO-10", fatal=True, text="Sums differ")
    bureau = a_bureau(rules=NoRules(broken=(broken,)))

    bill = bureau.checked(kept(bureau.references[0]))

    shown = read_bill(bureau.world.hub, bureau.figures, OVERSEER, (bill.id, Wanted()))
    assert bill.rules == ("BR-CO-10",)
    assert shown.rules == (("BR-CO-10", "Sums differ"),)


def test_over_so_many_lines_the_rules_are_said_not_to_have_run() -> None:
    bureau = a_bureau(most_lines=1)

    bill = bureau.checked(kept(bureau.references[0]), kept(bureau.references[1]))

    assert bill.rules is None
    assert bill.paid == Decimal("20.00")


def test_sums_that_do_not_add_up_are_told_with_both_numbers() -> None:
    bureau = a_bureau()

    bill = bureau.checked(kept(bureau.references[0]), tax="2.99", gross="12.99")

    shown = read_bill(bureau.world.hub, bureau.figures, OVERSEER, (bill.id, Wanted()))
    assert [(d.of, d.stated, d.found) for d in shown.discrepancies] == [
        (Sum.TAX, "2.99 at S 20 %", "2.00")
    ]


def test_what_cannot_be_read_is_not_kept() -> None:
    bureau = a_bureau()
    bad = Sent(contract="c-1", open=opening(b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"))

    with pytest.raises(InvoiceUnreadable):
        post_invoice(bureau.billing, MANAGER, bad)

    assert read_bills(bureau.figures, OVERSEER) == []


def test_an_invoice_needs_a_contract_that_the_register_knows() -> None:
    bureau = a_bureau()

    with pytest.raises(NoSuchContract):
        post_invoice(bureau.billing, MANAGER, sent(kept("a"), contract="c-9"))


def test_an_invoice_that_there_is_not_is_told_as_that() -> None:
    bureau = a_bureau()

    with pytest.raises(NoSuchInvoice):
        check_bill(bureau.billing, MANAGER, "00000000-0000-0000-0000-000000000000")


@pytest.mark.parametrize("actor", [ASSESSOR, OVERSEER])
def test_only_the_contract_manager_posts_invoices(actor: object) -> None:
    bureau = a_bureau()

    with pytest.raises(NotPermitted):
        bureau.post(kept(bureau.references[0]), actor=actor)  # type: ignore[arg-type]


def test_a_file_is_kept_to_the_byte() -> None:
    bureau = a_bureau()
    given = sent(kept(bureau.references[0]))
    with given.open() as content:
        before = content.read()

    post_invoice(bureau.billing, MANAGER, given)

    (bill,) = read_bills(bureau.figures, OVERSEER)
    after = io.BytesIO(read_file(bureau, bill.id))
    assert after.read() == before


def read_file(bureau: Bureau, invoice: str) -> bytes:
    bill = bureau.bill(invoice)
    packed = open_entry(bureau.world.hub, OVERSEER, bill.subject, bill.posted)["file"]
    with unpack(str(packed)) as content:
        return content.read()
