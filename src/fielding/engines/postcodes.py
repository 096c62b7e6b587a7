"""Read a postcode as people type it, whole or in part."""

import re
from dataclasses import dataclass

_OUTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_WHOLE = re.compile(rf"({_OUTCODE})([0-9])([A-Z]{{2}})")
_PART = re.compile(rf"({_OUTCODE})(?: ([0-9]))?")
_NOT_TYPED = re.compile(r"[^A-Z0-9 ]")
#: Letters typed for digits where only a digit can stand.
_DIGITS = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True, kw_only=True)
class Postcode:
    """A postcode in parts: `SW1A 1AA` has outcode SW1A, sector `SW1A 1` and area SW."""

    outcode: str
    sector: str | None = None
    unit: str | None = None

    @property
    def area(self) -> str:
        """Give the letters it begins with."""
        return re.split(r"[0-9]", self.outcode)[0]


def read_postcode(text: str) -> Postcode | None:
    """Read a unit, a sector (`LS1 4`) or an outcode (`LS1`), or give nothing."""
    words = " ".join(_NOT_TYPED.sub("", text.upper()).split())
    joined = words.replace(" ", "")
    digit_put_right = joined[:-3] + joined[-3:-2].translate(_DIGITS) + joined[-2:]
    if whole := _WHOLE.fullmatch(digit_put_right):
        outcode, digit, letters = whole.groups()
        sector = f"{outcode} {digit}"
        return Postcode(outcode=outcode, sector=sector, unit=sector + letters)
    if part := _PART.fullmatch(words):
        outcode, digit = part.groups()
        return Postcode(outcode=outcode, sector=f"{outcode} {digit}" if digit else None)
    return None
