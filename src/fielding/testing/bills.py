"""Invoices for tests and benchmarks, written as UBL piece by piece, right unless told otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from xml.sax.saxutils import escape

_NAMES = "urn:oasis:names:specification:ubl:schema:xsd:"
_PENNY = Decimal("0.01")

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<{sort} xmlns="{names}{sort}-2" xmlns:cac="{names}CommonAggregateComponents-2"
 xmlns:cbc="{names}CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
<cbc:ID>{number}</cbc:ID><cbc:IssueDate>{issued}</cbc:IssueDate>{due}
<cbc:{sort}TypeCode>{code}</cbc:{sort}TypeCode>
<cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>
<cac:InvoicePeriod><cbc:StartDate>{begins}</cbc:StartDate><cbc:EndDate>{ends}</cbc:EndDate>
</cac:InvoicePeriod>
<cac:ContractDocumentReference><cbc:ID>{contract}</cbc:ID></cac:ContractDocumentReference>
<cac:AccountingSupplierParty><cac:Party>
<cac:PostalAddress><cac:Country><cbc:IdentificationCode>GB</cbc:IdentificationCode></cac:Country>
</cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>GB999999973</cbc:CompanyID>
<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>A supplier</cbc:RegistrationName>
<cbc:CompanyID>{supplier}</cbc:CompanyID></cac:PartyLegalEntity>
</cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party>
<cac:PostalAddress><cac:Country><cbc:IdentificationCode>GB</cbc:IdentificationCode></cac:Country>
</cac:PostalAddress>
<cac:PartyLegalEntity><cbc:RegistrationName>An authority</cbc:RegistrationName>
</cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
<cac:TaxTotal><cbc:TaxAmount currencyID="{currency}">{tax}</cbc:TaxAmount><cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="{currency}">{net}</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="{currency}">{tax}</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>
<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>
</cac:TaxTotal>
<cac:LegalMonetaryTotal>
<cbc:LineExtensionAmount currencyID="{currency}">{net}</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="{currency}">{net}</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="{currency}">{gross}</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="{currency}">{gross}</cbc:PayableAmount>
</cac:LegalMonetaryTotal>
"""
_LINE = """<cac:{sort}Line><cbc:ID>{place}</cbc:ID>
<cbc:{quantified} unitCode="C62">{quantity}</cbc:{quantified}>
<cbc:LineExtensionAmount currencyID="{currency}">{net}</cbc:LineExtensionAmount>
<cbc:AccountingCost>{unit}</cbc:AccountingCost>{period}{case}
<cac:Item><cbc:Name>{unit}</cbc:Name>
<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>
<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>{more}</cac:Item>
<cac:Price><cbc:PriceAmount currencyID="{currency}">{price}</cbc:PriceAmount></cac:Price>
</cac:{sort}Line>
"""
_CASE = """<cac:DocumentReference><cbc:ID>{case}</cbc:ID>
<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:DocumentReference>"""
_PERIOD = """<cac:InvoicePeriod><cbc:StartDate>{begins}</cbc:StartDate>
<cbc:EndDate>{ends}</cbc:EndDate></cac:InvoicePeriod>"""
_PROPERTY = """<cac:AdditionalItemProperty><cbc:Name>{name}</cbc:Name><cbc:Value>{value}</cbc:Value>
</cac:AdditionalItemProperty>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """A line to be written; its net amount is quantity times price unless it is given."""

    unit: str
    case: str | None = None
    quantity: str = "1"
    price: str = "10.00"
    net: str | None = None
    #: "2026-03-01/2026-03-31"
    period: str | None = None
    #: For a percentage: what it is of.
    amount: str | None = None

    @property
    def amount_due(self) -> Decimal:
        """Give the line's net amount."""
        if self.net is not None:
            return Decimal(self.net)
        return (Decimal(self.quantity) * Decimal(self.price)).quantize(_PENNY, ROUND_HALF_UP)


def write_ubl(lines: Sequence[Billed], **said: str) -> Iterator[bytes]:
    """Write an invoice, or with `sort="CreditNote"` a credit note, whose totals are right.

    `said` replaces what the header says: number, issued, currency, begins, ends, contract,
    supplier, and the sums net, tax and gross.
    """
    facts = _facts(lines, said)
    yield _HEAD.format(names=_NAMES, **facts).encode()
    for place, line in enumerate(lines, start=1):
        yield _line(line, place, facts).encode()
    yield f"</{facts['sort']}>\n".encode()


def _facts(lines: Sequence[Billed], said: dict[str, str]) -> dict[str, str]:
    net = sum((line.amount_due for line in lines), Decimal(0)).quantize(_PENNY)
    tax = (net / 5).quantize(_PENNY, ROUND_HALF_UP)
    sort = said.get("sort", "Invoice")
    return {
        "sort": sort,
        "code": "380" if sort == "Invoice" else "381",
        "due": "<cbc:DueDate>2026-05-01</cbc:DueDate>" if sort == "Invoice" else "",
        "number": "INV-1",
        "issued": "2026-04-01",
        "currency": "GBP",
        "begins": "2026-03-01",
        "ends": "2026-03-31",
        "contract": "c-1",
        "supplier": "TEST0001",
        "net": str(net),
        "tax": str(tax),
        "gross": str(net + tax),
        **said,
    }


def _line(line: Billed, place: int, facts: dict[str, str]) -> str:
    begins, _, ends = (line.period or "").partition("/")
    return _LINE.format(
        sort=facts["sort"],
        currency=facts["currency"],
        place=place,
        quantified="InvoicedQuantity" if facts["sort"] == "Invoice" else "CreditedQuantity",
        quantity=line.quantity,
        net=line.amount_due,
        unit=escape(line.unit),
        period=_PERIOD.format(begins=begins, ends=ends) if line.period else "",
        case=_CASE.format(case=escape(line.case)) if line.case else "",
        price=line.price,
        more=_PROPERTY.format(name="amount", value=line.amount) if line.amount else "",
    )
