"""A tariff that names who the person is: two cases of one person are billed once."""

from decimal import Decimal
from importlib.resources import files

import pytest
from tests.app.books.billing.bureau import Bureau, a_bureau_for

from fielding.definitions.errors import InvalidDefinition
from fielding.definitions.service import Service
from fielding.engines.definition_files import read_definition
from fielding.oversight.bills.codes import Code
from fielding.testing.bills import Billed
from fielding.testing.forms import a_report

BY_EMAIL = "tariff:\n  person kept: {one per: person, when: case.kept, person: email}\n"
EMAILS = ("ada@example.org", "Ada@example.org", "grace@example.org")


def a_service(tariff: str) -> Service:
    sample = (files("fielding.testing") / "noise.yaml").read_bytes()
    return read_definition(sample + b"\n" + tariff.encode(), b"{}", file="noise.yaml")


def a_bureau_of(*emails: str | None) -> Bureau:
    reports = [
        a_report(key=f"key-{number}", **({"email": email} if email else {}))
        for number, email in enumerate(emails)
    ]
    return a_bureau_for(a_service(BY_EMAIL), reports)


def orders(bureau: Bureau) -> list[Billed]:
    return [Billed(unit="person kept", case=case) for case in bureau.references]


def test_two_orders_for_one_person_are_billed_once() -> None:
    bureau = a_bureau_of(*EMAILS)

    bill = bureau.checked(*orders(bureau))

    assert bill.check is not None
    assert bill.check.codes == {Code.PER_PERSON: 1}
    assert (bill.paid, bill.disputed) == (Decimal("20.00"), Decimal("10.00"))


def test_who_does_not_say_who_they_are_are_persons_of_their_own() -> None:
    bureau = a_bureau_of(None, None)

    bill = bureau.checked(*orders(bureau))

    assert bill.paid == Decimal("20.00")


def test_the_ledger_tells_that_two_cases_are_about_one_person_and_not_whom() -> None:
    bureau = a_bureau_of(*EMAILS)

    entries = [kept.entry for kept in bureau.world.store.contents.entries]

    codes = [entry.facts["person"] for entry in entries if entry.kind == "case.received"]
    written = "".join(kept.content.decode() for kept in bureau.world.store.contents.entries)
    assert codes[0] == codes[1] != codes[2]
    assert "example" not in written.lower()


@pytest.mark.parametrize(
    ("unit", "because"),
    [
        ("{one per: person, when: case.kept, person: mail}", "there is no question `mail`"),
        ("{one per: person, when: case.kept, person: story}", "no identifier"),
        ("{one per: person, when: case.kept, person: their-phones}", "no identifier"),
        ("{one per: case, when: case.kept, person: email}", "asks for no person"),
    ],
)
def test_a_tariff_that_names_no_person_is_refused(unit: str, because: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        a_service(f"tariff:\n  person kept: {unit}\n")

    assert because in str(refused.value)
