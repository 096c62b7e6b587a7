"""Reads an invoice or credit note from a stream: its header at once, its lines one by one."""

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO
from xml.etree.ElementTree import Element

from fielding.engines.errors import InvoiceUnreadable
from fielding.engines.formats.ubl.fields import CAC
from fielding.engines.formats.ubl.header import HeaderReader
from fielding.engines.formats.ubl.line import read_line
from fielding.engines.formats.ubl.stream import Part, read_parts
from fielding.oversight.bills.invoice import Invoice, Line, Sort

_UBL = "{{urn:oasis:names:specification:ubl:schema:xsd:{0}-2}}{0}"
_ROOTS = {
    _UBL.format("Invoice"): (Sort.INVOICE, CAC + "InvoiceLine"),
    _UBL.format("CreditNote"): (Sort.CREDIT_NOTE, CAC + "CreditNoteLine"),
}


def read_invoice(content: BinaryIO) -> Invoice:
    """Read up to the first line, and promise the lines.

    Raises InvoiceUnsafe and InvoiceUnreadable, the latter also while lines are taken; the content
    must stay open until the last of them.
    """
    parts = read_parts(content)
    root = next(parts).element.tag
    if root not in _ROOTS:
        raise InvoiceUnreadable(because="it is neither a UBL 2 Invoice nor a UBL 2 CreditNote")
    sort, line = _ROOTS[root]
    reader, first = HeaderReader(sort=sort), list[Part]()
    for part in parts:
        if part.element.tag == line:
            first.append(part)
            break
        reader.take(part.element)
    header = reader.header()
    return Invoice(
        header=header, lines=_lines(chain(first, parts), tag=line, currency=header.currency)
    )


def _lines(parts: Iterator[Part], *, tag: str, currency: str) -> Iterator[Line]:
    for position, part in enumerate(parts, start=1):
        if part.element.tag != tag:
            raise InvoiceUnreadable(because=f"{_short(part.element)} stands after a line")
        yield read_line(part.element, position, currency)


def _short(element: Element) -> str:
    return element.tag.rpartition("}")[2]
