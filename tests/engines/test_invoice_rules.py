"""The rules of EN 16931 say of their own unit tests and examples what is stated there."""

import io
import re
from xml.etree import ElementTree

import pytest
from saxonche import PySaxonProcessor
from tests.conftest import shared

from fielding.engines.errors import RulesFailed
from fielding.engines.formats.ubl.reading import read_invoice
from fielding.engines.invoice_rules import InvoiceRules, stylesheet
from fielding.engines.invoice_rules_runner import Rules, as_text
from fielding.testing.bills import Billed, write_ubl

pytestmark = pytest.mark.slow

_TESTS = "{http://difi.no/xsd/vefa/validator/1.0}"


def _invoice(**said: str) -> bytes:
    lines = [Billed(unit="report referred", case=f"NFRC26{n:07}") for n in range(3)]
    return b"".join(write_ubl(lines, **said))


def test_an_invoice_that_keeps_the_rules_has_no_faults() -> None:
    faults = InvoiceRules().faults(io.BytesIO(_invoice()))

    assert faults == ()


def test_a_wrong_sum_is_told_by_its_rule() -> None:
    faults = InvoiceRules().faults(io.BytesIO(_invoice(net="31.00")))

    assert {fault.code for fault in faults if fault.fatal} >= {"BR-CO-10", "BR-CO-15"}


def test_a_runner_that_fails_is_told_and_not_taken_for_a_clean_bill() -> None:
    with pytest.raises(RulesFailed):
        InvoiceRules().faults(io.BytesIO(b"no xml at all"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_document_is_decoded_as_it_says(encoding: str) -> None:
    declared = "utf-16" if encoding == "utf-16" else encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?><a>Zoë</a>'

    assert as_text(text.encode(encoding)) == "<a>Zoë</a>"


def test_examples_that_the_standard_s_authors_publish_can_be_read_to_the_last_line() -> None:
    examples = sorted(shared("oversight/en16931/examples").glob("*.[xX]*"))

    counts = [sum(1 for _ in read_invoice(io.BytesIO(one.read_bytes())).lines) for one in examples]

    assert len(counts) == 19
    assert min(counts) >= 1


def test_every_published_unit_test_of_the_rules_comes_out_as_stated() -> None:
    wrong, stated = [], 0
    with PySaxonProcessor(license=False) as saxon:
        rules = Rules(saxon, stylesheet())
        for file in sorted(shared("oversight/en16931/Invoice-unit-UBL").glob("*.xml")):
            for test in ElementTree.parse(file).getroot().findall(f"{_TESTS}test"):
                document = next(child for child in test if child.tag != f"{_TESTS}assert")
                found = {fault["code"] for fault in rules.faults(ElementTree.tostring(document))}
                for verdict, code in _stated(test):
                    stated += 1
                    if (code in found) == (verdict == "success"):
                        wrong.append((file.name, verdict, code))

    assert stated > 400
    assert wrong == []


def _stated(test: ElementTree.Element) -> list[tuple[str, str]]:
    said = test.find(f"{_TESTS}assert")
    return [
        (re.sub(r"\{.*\}", "", each.tag), (each.text or "").strip())
        for each in (said if said is not None else ())
        if re.sub(r"\{.*\}", "", each.tag) in {"success", "error", "warning"}
    ]
