"""What people type into the register's forms: days, amounts, identifiers, terms line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.http import HttpRequest

from fielding.cases.answers import clean_text
from fielding.oversight.register.agreeing import is_amount

_LONGEST = 2_000
_BAND = re.compile(r"from (\d[\d,]*): ?([\d.]+)")
_PRICE = re.compile(r"(\S.*?) +(£?[\d.,]+)(?: +(from .*))?")
_COMMISSION = re.compile(r"(\S.*?) +([\d.]+ ?%?) +of +(\S.*)")
_TARGET = re.compile(r"(\S.*?) +([\d.]+%?) +([\d.]+%?)( +at most)?")
_CREDIT = re.compile(r"(\S.*?) +([\d.]+ ?%?)")


@dataclass(slots=True)
class Typed:
    """Reads a form, and gathers what is wrong with it by the name of the field."""

    request: HttpRequest
    faults: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, longest: int = _LONGEST) -> str:
        """Give a text, empty where nothing was typed."""
        return clean_text(self.request.POST.get(name, "")).strip()[:longest]

    def needed(self, name: str, fault: str) -> str:
        """Give a text that must be there."""
        told = self.text(name)
        if not told:
            self.faults[name] = fault
        return told

    def chosen(self, name: str, among: object, fault: str) -> str:
        """Give a choice that must be one of those offered."""
        told = self.text(name, 200)
        if not (told and told in among):  # type: ignore[operator]
            self.faults[name] = fault
        return told

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """Give a day typed in three parts."""
        parts = [self.text(f"{name}-{part}", 10) for part in ("year", "month", "day")]
        if not needed and not any(parts):
            return None
        try:
            return date(*(int(part) for part in parts))
        except (ValueError, OverflowError):
            self.faults[f"{name}-day"] = "Enter a real date, like 27 3 2026"
            return None

    def amount(self, name: str) -> Decimal | None:
        """Give an amount or percentage that need not be there."""
        told = self.text(name, 30).removeprefix("£").removesuffix("%").replace(",", "").strip()
        if not told:
            return None
        if not is_amount(told):
            self.faults[name] = "Enter a number, like 1250000 or 12.50"
            return None
        return Decimal(told)

    def identifiers(self, name: str) -> tuple[tuple[str, str], ...]:
        """Give identifiers typed one to a line, scheme first."""
        found = []
        for line in self.text(name).splitlines():
            words = line.split()
            if len(words) == 2:
                found.append((words[0].upper(), words[1]))
            elif words:
                self.faults[name] = "Write one on a line, like GB-COH 01234567"
        return tuple(found)

    def terms(self) -> dict[str, object]:
        """Give terms typed line by line, in the shape of `read_terms`."""
        readers = {
            "prices": _price,
            "commissions": _commission,
            "indexations": _indexation,
            "targets": _target,
            "credits": _credit,
        }
        content: dict[str, object] = {}
        for part, read in readers.items():
            items = []
            for number, line in enumerate(_lines(self.text(part)), 1):
                item = read(line)
                if item is None:
                    self.faults[part] = f"Line {number} is not written like the example"
                else:
                    items.append(item)
            if items:
                content[part] = items
        if not content and not self.faults:
            self.faults["prices"] = "Write down at least one thing that was agreed"
        return content


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _number(word: str) -> str | None:
    told = word.removeprefix("£").removesuffix("%").replace(",", "").strip()
    return told if is_amount(told) else None


def _price(line: str) -> dict[str, object] | None:
    """Read `report assessed 12.50 from 1,000: 11.75`."""
    found = _PRICE.fullmatch(line)
    amount = _number(found[2]) if found else None
    if found is None or amount is None:
        return None
    bands = _BAND.findall(found[3] or "")
    if _BAND.sub("", found[3] or "").strip(" ,;"):
        return None
    told: dict[str, object] = {"unit": found[1], "amount": amount}
    if bands:
        told["bands"] = [{"from": int(f.replace(",", "")), "price": p} for f, p in bands]
    return told


def _commission(line: str) -> dict[str, object] | None:
    """Read `recovered 3.9 of amount-lost`."""
    found = _COMMISSION.fullmatch(line)
    percent = _number(found[2]) if found else None
    return {"name": found[1], "percent": percent, "of": found[3]} if found and percent else None


def _indexation(line: str) -> dict[str, object] | None:
    """Read `2027-04-01 3.1 CPI 2027-01`."""
    day, percent, index = [*line.split(maxsplit=2), "", "", ""][:3]
    number = _number(percent)
    return {"on": day, "percent": number, "index": index} if number and index else None


def _target(line: str) -> dict[str, object] | None:
    """Read `first look in time 95 90`, or with `at most` in the end."""
    found = _TARGET.fullmatch(line)
    numbers = [_number(found[2]), _number(found[3])] if found else [None]
    if found is None or None in numbers:
        return None
    told: dict[str, object] = {"measure": found[1], "target": numbers[0], "floor": numbers[1]}
    if found[4]:
        told["at_most"] = True
    return told


def _credit(line: str) -> dict[str, object] | None:
    """Read `first look in time 2`."""
    found = _CREDIT.fullmatch(line)
    percent = _number(found[2]) if found else None
    return {"measure": found[1], "percent": percent} if found and percent else None
