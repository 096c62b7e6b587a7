"""Invoices are read exactly, in bounded memory, and nothing unsafe is opened."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import BinaryIO, cast

import pytest
from tests.engines.memory import peak_apart

from fielding.engines.errors import InvoiceUnreadable, InvoiceUnsafe
from fielding.engines.formats.ubl.reading import read_invoice
from fielding.oversight.bills.invoice import Sort, Vat
from fielding.oversight.bills.period import Period
from fielding.testing.bills import Billed, write_ubl

STANDARD = Vat(category="S", percent=Decimal(20))


def bytes_of(*lines: Billed, **facts: str) -> bytes:
    return b"".join(write_ubl(lines, **facts))


def test_an_invoice_is_read_exactly() -> None:
    content = bytes_of(
        Billed(unit="report referred", case="NFRC260000001", price="12.50"),
        Billed(unit="days kept", case="NFRC260000002", quantity="31", price="0.3333", net="10.33"),
        number="A-17",
        contract="c-1",
    )

    invoice = read_invoice(io.BytesIO(content))

    lines = list(invoice.lines)
    assert invoice.header.sort is Sort.INVOICE
    assert (invoice.header.number, invoice.header.contract) == ("A-17", "c-1")
    assert invoice.header.period == Period(begins=date(2026, 3, 1), ends=date(2026, 3, 31))
    assert invoice.header.totals.lines == Decimal("22.83")
    assert invoice.header.subtotals[0].vat == STANDARD
    assert [line.unit for line in lines] == ["report-referred", "days-kept"]
    assert [line.cases for line in lines] == [("NFRC260000001",), ("NFRC260000002",)]
    assert lines[1].price == Decimal("0.3333")


def test_a_credit_note_is_read_as_one() -> None:
    content = bytes_of(Billed(unit="report referred"), sort="CreditNote")

    invoice = read_invoice(io.BytesIO(content))

    assert invoice.header.sort is Sort.CREDIT_NOTE
    assert next(invoice.lines).quantity == 1


BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;">]><Invoice>&c;</Invoice>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>
<Invoice>&f;</Invoice>"""
FETCHED = b"""<!DOCTYPE Invoice SYSTEM "http://192.0.2.1/evil.dtd"><Invoice/>"""
ROOT = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">'
DEEP = ROOT + b"<a>" * 1000
WIDE = ROOT + b"<a>" + b"<b/>" * 30_000 + b"</a></Invoice>"


@pytest.mark.parametrize(
    "content", [BOMB, OUTSIDE, FETCHED, BOMB.decode().encode("utf-16"), DEEP, WIDE]
)
def test_what_is_unsafe_is_refused_unread(content: bytes) -> None:
    with pytest.raises(InvoiceUnsafe):
        read_invoice(io.BytesIO(content))


# Decoded by its name, the comment ends early and a declaration comes out of it.
ESCAPED = rb"""<!-- \x2d\x2d\x3e \x3c!DOCTYPE x [\x3c!ENTITY f SYSTEM "file:///etc/passwd">]> -->"""


@pytest.mark.parametrize("encoding", ["unicode_escape", "raw_unicode_escape", "utf-7", "punycode"])
def test_an_encoding_that_hides_a_declaration_is_refused(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()

    with pytest.raises(InvoiceUnreadable, match="encoding"):
        read_invoice(io.BytesIO(declared + ESCAPED + ROOT + b"</Invoice>"))


def test_a_declaration_behind_a_long_comment_is_refused_as_well() -> None:
    content = b"<!--" + b"x" * 600_000 + b"-->" + BOMB.partition(b"?>")[2]

    with pytest.raises(InvoiceUnsafe):
        read_invoice(io.BytesIO(content))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"<Invoice/>",
        b"<a><b></a>",
        b"\x00\xff",
        b'<?xml version="1.0" encoding="no"?><a/>',
    ],
)
def test_what_is_no_invoice_is_refused(content: bytes) -> None:
    with pytest.raises(InvoiceUnreadable):
        read_invoice(io.BytesIO(content))


@pytest.mark.parametrize("number", ["NaN", "1e3", "Infinity", "1,50", "", "9" * 40, "０"])
def test_a_number_that_is_no_decimal_is_told_with_its_line(number: str) -> None:
    right, wrong = Billed(unit="x", price="1.00"), Billed(unit="x", price=number, net="1.00")
    content = bytes_of(right, wrong)

    with pytest.raises(InvoiceUnreadable) as told:
        list(read_invoice(io.BytesIO(content)).lines)

    assert told.value.facts["line"] == "2"


@pytest.mark.parametrize("day", ["2026-02-30", "2026-2-3", "yesterday", "2026-03-01+01:00"])
def test_a_date_that_is_none_is_told(day: str) -> None:
    with pytest.raises(InvoiceUnreadable, match="IssueDate"):
        read_invoice(io.BytesIO(bytes_of(Billed(unit="x"), issued=day)))


def test_a_file_cut_off_in_the_middle_is_told_when_the_lines_are_read() -> None:
    content = bytes_of(*[Billed(unit="x")] * 3)[:-40]

    with pytest.raises(InvoiceUnreadable):
        list(read_invoice(io.BytesIO(content)).lines)


class _Endless(io.RawIOBase):
    """Gives the bytes of an invoice as they are made."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size and (piece := next(self._pieces, b"")):
            self._left += piece
        given, self._left = self._left[:size], self._left[size:]
        return given


def _read_many() -> int:
    lines = [Billed(unit="report referred", case=f"NFRC26{place:07}") for place in range(6_000)]
    content = _Endless(write_ubl(lines))
    return len([line.id for line in read_invoice(cast("BinaryIO", content)).lines])


def test_memory_does_not_grow_with_the_number_of_lines() -> None:
    count, peak = peak_apart(_read_many)

    assert count == 6_000
    assert peak < 8_000_000
