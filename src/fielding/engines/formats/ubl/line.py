"""Reads one line of an invoice: which billable unit, for which cases, how many, at what price."""

from decimal import Decimal
from xml.etree.ElementTree import Element

from fielding.engines.formats.ubl.fields import (
    CAC,
    CBC,
    Place,
    currencies_in,
    decimal_in,
    inner,
    needed,
    period_in,
    vat_in,
    word,
)
from fielding.engines.formats.ubl.header import signed_amount
from fielding.oversight.bills.invoice import ZERO, Line

_QUANTITIES = (CBC + "InvoicedQuantity", CBC + "CreditedQuantity")
#: UNCL 1001: an invoiced object's identifier (BT-128).
_OBJECT = "130"
_ONE = Decimal(1)
#: Names of item attributes (BT-160) that say more cases, or the amount a percentage is of.
CASE, AMOUNT = "case", "amount"


def read_line(element: Element, position: int, currency: str) -> Line:
    """Read a line; raise InvoiceUnreadable that names it."""
    parts: dict[str, Element] = {}
    for child in element:
        parts.setdefault(child.tag, child)
    place = Place(line=str(position))
    name = word(parts.get(CBC + "ID"), place)
    place = Place(line=name or str(position))
    item, price = parts.get(CAC + "Item"), parts.get(CAC + "Price")
    quantity = next((parts[tag] for tag in _QUANTITIES if tag in parts), None)
    adjusted = _adjusted(element, place) if CAC + "AllowanceCharge" in parts else (ZERO, ZERO)
    properties = _properties(item, place)
    amount = properties.get(AMOUNT, [None])[0]
    return Line(
        position=position,
        id=name,
        unit=_unit(parts.get(CBC + "AccountingCost"), item, place),
        quantity=needed(decimal_in(quantity, place), "InvoicedQuantity", place),
        price=needed(decimal_in(inner(price, CBC + "PriceAmount"), place), "PriceAmount", place),
        base=decimal_in(inner(price, CBC + "BaseQuantity"), place) or _ONE,
        allowances=adjusted[0],
        charges=adjusted[1],
        amount=needed(
            decimal_in(parts.get(CBC + "LineExtensionAmount"), place), "LineExtensionAmount", place
        ),
        vat=vat_in(inner(item, CAC + "ClassifiedTaxCategory"), place),
        period=period_in(parts.get(CAC + "InvoicePeriod"), place),
        cases=tuple(_objects(element, place))
        + tuple(word(value, place) for value in properties.get(CASE, ()) if value is not None),
        of_amount=decimal_in(amount, place),
        strays=frozenset(currencies_in(element) - {currency}),
    )


def _unit(cost: Element | None, item: Element | None, place: Place) -> str:
    """Find which unit is billed: BT-133, else the buyer's (BT-156) or standard (BT-157) item."""
    said = (
        cost,
        inner(item, CAC + "BuyersItemIdentification", CBC + "ID"),
        inner(item, CAC + "StandardItemIdentification", CBC + "ID"),
    )
    found = (word(element, place) for element in said)
    return "-".join(next((text for text in found if text), "").lower().split())


def _objects(element: Element, place: Place) -> list[str]:
    return [
        word(inner(reference, CBC + "ID"), place)
        for reference in element.findall(CAC + "DocumentReference")
        if word(inner(reference, CBC + "DocumentTypeCode"), place) in {_OBJECT, ""}
    ]


def _properties(item: Element | None, place: Place) -> dict[str, list[Element | None]]:
    """Collect the values of an item's attributes by their names."""
    found: dict[str, list[Element | None]] = {}
    for attribute in item.findall(CAC + "AdditionalItemProperty") if item is not None else ():
        name = word(inner(attribute, CBC + "Name"), place).lower()
        if name in {CASE, AMOUNT}:
            found.setdefault(name, []).append(inner(attribute, CBC + "Value"))
    return found


def _adjusted(element: Element, place: Place) -> tuple[Decimal, Decimal]:
    amounts = [signed_amount(each, place) for each in element.findall(CAC + "AllowanceCharge")]
    allowances = -sum((amount for amount in amounts if amount < 0), ZERO)
    return allowances, sum((amount for amount in amounts if amount > 0), ZERO)
