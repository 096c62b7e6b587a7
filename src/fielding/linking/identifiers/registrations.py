"""Numbers of public registers: companies, vehicles; and postcodes, which help to search."""

import re

from fielding.linking.identifiers.identifier import (
    Doubt,
    Identifier,
    IdentifierKind,
    Read,
    Refusal,
)

#: Companies House: eight digits, or two letters and six digits (letters say register and nation).
_COMPANY = re.compile(r"([A-Z]{2}|R0|RO)?(\d{1,8})")
#: DVLA's leaflet INF104: two letters of a region, two digits of an age, three letters (never I, Q).
CURRENT_PLATE = r"[A-HK-PRSVWXY][A-HJ-PR-Y]\d\d[ -]?[A-HJ-PR-Z]{3}"
#: Before 2001 a letter of the year stood first, before 1983 last; Northern Ireland has I or Z.
_PLATE = re.compile(
    rf"{CURRENT_PLATE}|[A-HJ-NPR-TV-Y]\d{{1,3}}[A-Z]{{3}}|[A-Z]{{3}}\d{{1,3}}[A-HJ-NPR-TV-Y]"
    r"|[A-Z]{0,2}[IZ][A-Z]?\d{1,4}"
)
POSTCODE = r"(?:[A-Z]{1,2}\d[A-Z\d]?|GIR) ?\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(POSTCODE)


def read_company(piece: str) -> Read:
    """Read one number of Companies House; leading zeros that were left out are put back."""
    found = _COMPANY.fullmatch(re.sub(r"[^A-Z0-9]", "", piece.upper()))
    if not found or len(found[2]) < 5 or len(found[0]) > 8:
        return Refusal.NOT_A_COMPANY
    number = (found[1] or "") + found[2].rjust(8 - len(found[1] or ""), "0")
    return (_registered(IdentifierKind.COMPANY, number, number),)


def read_vehicle(piece: str) -> Read:
    """Read one registration of the United Kingdom, of any format since 1932 that has letters."""
    plate = re.sub(r"[ .-]", "", piece.upper())
    if not _PLATE.fullmatch(plate):
        return Refusal.NOT_A_VEHICLE
    shown = f"{plate[:4]} {plate[4:]}" if re.fullmatch(CURRENT_PLATE, plate) else plate
    return (_registered(IdentifierKind.VEHICLE, plate, shown),)


def read_postcode(piece: str) -> Read:
    """Read one postcode."""
    squeezed = re.sub(r"[ .-]", "", piece.upper())
    if not _POSTCODE.fullmatch(squeezed):
        return Refusal.NOT_A_POSTCODE
    written = f"{squeezed[:-3]} {squeezed[-3:]}"
    return (_registered(IdentifierKind.POSTCODE, written, written),)


def _registered(kind: IdentifierKind, canonical: str, shown: str) -> Identifier:
    return Identifier(kind=kind, canonical=canonical, shown=shown, doubt=Doubt.NO_REGISTER)
