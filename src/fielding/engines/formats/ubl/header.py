"""Reads everything of an invoice but its lines, part by part, up to the first line."""

from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from fielding.engines.formats.ubl.fields import (
    CAC,
    CBC,
    Place,
    currencies_in,
    date_in,
    decimal_in,
    inner,
    needed,
    period_in,
    vat_in,
    word,
)
from fielding.oversight.bills.invoice import ZERO, Adjustment, Header, Sort, Subtotal, Totals

_DOCUMENT = Place()
#: A second TaxTotal in the currency that taxes are accounted in is allowed (BT-111).
_TAX_TOTAL = CAC + "TaxTotal"


@dataclass(slots=True, kw_only=True)
class HeaderReader:
    """Collects the parts of a document that come before its lines."""

    sort: Sort
    parts: dict[str, list[Element]] = field(default_factory=dict)

    def take(self, element: Element) -> None:
        """Keep one part."""
        self.parts.setdefault(element.tag, []).append(element)

    def header(self) -> Header:
        """Put the parts together; raise InvoiceUnreadable when something needed is missing."""
        issued = date_in(self._first(CBC + "IssueDate"), _DOCUMENT)
        number, currency = (
            word(self._first(CBC + name), _DOCUMENT) for name in ("ID", "DocumentCurrencyCode")
        )
        if issued is None or not number or not currency:
            missing = "IssueDate" if issued is None else "DocumentCurrencyCode" if number else "ID"
            raise _DOCUMENT.fault(missing, "it is missing")
        contract = inner(self._first(CAC + "ContractDocumentReference"), CBC + "ID")
        return Header(
            sort=self.sort,
            number=number,
            issued=issued,
            currency=currency,
            period=period_in(self._first(CAC + "InvoicePeriod"), _DOCUMENT),
            contract=word(contract, _DOCUMENT) or None,
            supplier=self._supplier(),
            strays=frozenset(self._currencies() - {currency}),
            adjustments=self._adjustments(),
            subtotals=tuple(self._subtotal(element) for element in self._subtotals(currency)),
            totals=self._totals(currency),
        )

    def _first(self, name: str) -> Element | None:
        return next(iter(self.parts.get(name, ())), None)

    def _supplier(self) -> tuple[tuple[str, str], ...]:
        party = inner(self._first(CAC + "AccountingSupplierParty"), CAC + "Party")
        if party is None:
            return ()
        places = (
            (CAC + "PartyIdentification", CBC + "ID"),
            (CAC + "PartyLegalEntity", CBC + "CompanyID"),
        )
        found = (
            element
            for outer, name in places
            for part in party.findall(outer)
            for element in part.findall(name)
        )
        told = ((element.get("schemeID", ""), word(element, _DOCUMENT)) for element in found)
        return tuple(pair for pair in told if pair[1])

    def _currencies(self) -> set[str]:
        """Give the currencies of all amounts but those of the tax in its own currency."""
        accounted = word(self._first(CBC + "TaxCurrencyCode"), _DOCUMENT)
        found: set[str] = set()
        for name, elements in self.parts.items():
            named = {currency for element in elements for currency in currencies_in(element)}
            found |= named - ({accounted} if name == _TAX_TOTAL else set())
        return found

    def _adjustments(self) -> tuple[Adjustment, ...]:
        return tuple(
            Adjustment(
                amount=signed_amount(element, _DOCUMENT),
                vat=vat_in(inner(element, CAC + "TaxCategory"), _DOCUMENT),
            )
            for element in self.parts.get(CAC + "AllowanceCharge", ())
        )

    def _tax_total(self, currency: str) -> Element | None:
        """Find the total that is in the document's currency."""
        totals = self.parts.get(_TAX_TOTAL, [])
        for element in totals:
            amount = inner(element, CBC + "TaxAmount")
            if amount is not None and amount.get("currencyID") == currency:
                return element
        return next(iter(totals), None)

    def _subtotals(self, currency: str) -> list[Element]:
        total = self._tax_total(currency)
        return [] if total is None else total.findall(CAC + "TaxSubtotal")

    def _subtotal(self, element: Element) -> Subtotal:
        taxable = decimal_in(inner(element, CBC + "TaxableAmount"), _DOCUMENT)
        tax = decimal_in(inner(element, CBC + "TaxAmount"), _DOCUMENT)
        return Subtotal(
            vat=vat_in(inner(element, CAC + "TaxCategory"), _DOCUMENT),
            taxable=needed(taxable, "TaxableAmount", _DOCUMENT),
            tax=needed(tax, "TaxAmount", _DOCUMENT),
        )

    def _totals(self, currency: str) -> Totals:
        totals = self._first(CAC + "LegalMonetaryTotal")

        def said(name: str) -> Decimal:
            return decimal_in(inner(totals, CBC + name), _DOCUMENT) or ZERO

        def must(name: str) -> Decimal:
            found = decimal_in(inner(totals, CBC + name), _DOCUMENT)
            return needed(found, name, _DOCUMENT)

        tax = decimal_in(inner(self._tax_total(currency), CBC + "TaxAmount"), _DOCUMENT)
        return Totals(
            lines=must("LineExtensionAmount"),
            allowances=said("AllowanceTotalAmount"),
            charges=said("ChargeTotalAmount"),
            without_tax=must("TaxExclusiveAmount"),
            tax=tax or ZERO,
            with_tax=must("TaxInclusiveAmount"),
            prepaid=said("PrepaidAmount"),
            rounding=said("PayableRoundingAmount"),
            payable=must("PayableAmount"),
        )


def signed_amount(element: Element, place: Place) -> Decimal:
    """Read an AllowanceCharge: a charge is over zero, an allowance under it."""
    amount = needed(decimal_in(inner(element, CBC + "Amount"), place), "Amount", place)
    charged = word(inner(element, CBC + "ChargeIndicator"), place) in {"true", "1"}
    return amount if charged else -amount
