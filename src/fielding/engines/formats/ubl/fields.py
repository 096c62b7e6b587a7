"""Reads single fields of UBL: exact decimals, dates, and the currencies that amounts name."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from fielding.engines.errors import InvoiceUnreadable
from fielding.oversight.bills.invoice import ZERO, Vat
from fielding.oversight.bills.period import Period

CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
#: EN 16931 amounts are decimals without an exponent; nobody is paid in more digits than these.
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Days in a billing period; more is a slip of the pen.
LONGEST_PERIOD = 3_660
#: Characters of an identifier; longer ones are cut off by nobody but refused.
LONGEST_WORD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the document something stands, for whoever has to mend it."""

    line: str = ""

    def fault(self, field: str, because: str) -> InvoiceUnreadable:
        """Say what cannot be read."""
        where = {"line": self.line} if self.line else {}
        return InvoiceUnreadable(**where, field=field, because=because)


def inner(element: Element | None, *names: str) -> Element | None:
    """Go down the first elements of these names (aggregates but for the last, if it is one)."""
    for name in names:
        element = None if element is None else element.find(name)
    return element


def word(element: Element | None, place: Place) -> str:
    """Read a short text; nothing there: an empty one."""
    text = "" if element is None else (element.text or "").strip()
    if len(text) > LONGEST_WORD:
        raise place.fault(_name(element), f"it is longer than {LONGEST_WORD} characters")
    return text


def decimal_in(element: Element | None, place: Place) -> Decimal | None:
    """Read an exact decimal; None where there is no element."""
    if element is None:
        return None
    text = (element.text or "").strip()
    if not _DECIMAL.fullmatch(text):
        raise place.fault(_name(element), f"{text[:40]!r} is no decimal")
    return Decimal(text)


def needed(found: Decimal | None, field: str, place: Place) -> Decimal:
    """Insist on a number."""
    if found is None:
        raise place.fault(field, "it is missing")
    return found


def date_in(element: Element | None, place: Place) -> date | None:
    """Read a day; None where there is no element."""
    if element is None:
        return None
    text = (element.text or "").strip()
    # xsd:date may carry a zone, which EN 16931 forbids.
    if not _DATE.fullmatch(text):
        raise place.fault(_name(element), f"{text[:40]!r} is no date like 2026-04-01")
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise place.fault(_name(element), f"{text!r} is no day of the calendar") from fault


def period_in(element: Element | None, place: Place) -> Period | None:
    """Read a period that has a beginning or an end; with only one of them it is that one day."""
    begins = date_in(inner(element, CBC + "StartDate"), place)
    ends = date_in(inner(element, CBC + "EndDate"), place)
    begins, ends = begins or ends, ends or begins
    if begins is None or ends is None:
        return None
    if not 0 <= (ends - begins).days <= LONGEST_PERIOD:
        raise place.fault("InvoicePeriod", f"{begins} to {ends} is no period to bill")
    return Period(begins=begins, ends=ends)


def vat_in(element: Element | None, place: Place) -> Vat:
    """Read a category of tax."""
    percent = decimal_in(inner(element, CBC + "Percent"), place)
    return Vat(category=word(inner(element, CBC + "ID"), place), percent=percent or ZERO)


def currencies_in(element: Element) -> set[str]:
    """Give every currency that an amount in the element names."""
    found = {amount.get("currencyID") for amount in element.iter()}
    return {currency[:LONGEST_WORD] for currency in found if currency is not None}


def _name(element: Element | None) -> str:
    return "" if element is None else element.tag.rpartition("}")[2]
