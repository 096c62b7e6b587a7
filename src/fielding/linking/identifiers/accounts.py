"""Bank accounts: sort code and account number as one, and IBANs.

A British IBAN holds sort code and account number, so it is read as that account: the two ways of
writing it meet. Whether a sort code and an account number fit together is checked in `modulus`.
"""

import re
from dataclasses import replace

from schwifty import IBAN
from schwifty.exceptions import InvalidBBANChecksum, InvalidChecksumDigits, SchwiftyException

from fielding.linking.identifiers.identifier import (
    Doubt,
    Identifier,
    IdentifierKind,
    Read,
    Refusal,
)

_PLAIN = re.compile(r"(\d\d)[ -]?(\d\d)[ -]?(\d\d)[ -](\d{8})")
#: Sort code first, with anything but digits (its label, a line) before the account number.
_SORT_FIRST = re.compile(
    r"(?<!\d)(?<![A-Za-z\d][./-])(\d\d)[ .\-/]{0,3}(\d\d)[ .\-/]{0,3}(\d\d)[^\d]{0,40}"
    r"(\d{4}[ -]\d{4}|\d{6,10}|\d{3}[ -]\d{3}[ -]\d{2})(?!\d)"
)
_ACCOUNT_FIRST = re.compile(
    r"(?<!\d)(\d{4}[ -]\d{4}|\d{7,8})[^\d]{1,40}(\d\d)[ .\-/]{0,3}(\d\d)[ .\-/]{0,3}(\d\d)(?!\d)"
)
_FIRST_OF_ALL = re.compile(r"\D*(?:\d{4}[ -]\d{4}|\d{7,8})(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]){11,30}\b", re.IGNORECASE)


def read_account(piece: str) -> Read:
    """Read the accounts of a piece of plain text; a short account number is padded as banks do."""
    found = _PLAIN.fullmatch(piece)
    if found:
        return (_account(found[1] + found[2] + found[3], found[4]),)
    if ibans := tuple(filter(None, map(_iban, _IBAN.findall(piece)))):
        return ibans
    if _FIRST_OF_ALL.match(piece):
        pairs = [(pair[1:], pair[0]) for pair in _ACCOUNT_FIRST.findall(piece)]
    else:
        pairs = [(pair[:3], pair[3]) for pair in _SORT_FIRST.findall(piece)]
    read = tuple(_account("".join(sort), re.sub(r"\D", "", number)) for sort, number in pairs)
    return read or Refusal.NOT_AN_ACCOUNT


def read_iban(piece: str) -> Read:
    """Read one IBAN, of a country that has them; wrong check digits leave a doubt."""
    found = _IBAN.fullmatch(piece.strip())
    read = _iban(found[0]) if found else None
    return (read,) if read else Refusal.NOT_AN_IBAN


def _account(sort_code: str, number: str) -> Identifier:
    """Make an account; `modulus.check` may take the doubt away."""
    odd = len(number) != 8
    number = number.rjust(8, "0")
    return Identifier(
        kind=IdentifierKind.ACCOUNT,
        canonical=sort_code + number,
        shown=f"{sort_code[:2]}-{sort_code[2:4]}-{sort_code[4:]} {number}",
        doubt=Doubt.LENGTH_OF_ACCOUNT if odd else Doubt.NO_ACCOUNT_TABLE,
    )


def _iban(written: str) -> Identifier | None:
    """Make an IBAN, or the account in a British one; nothing if no country writes them so."""
    canonical = re.sub(r"[ -]", "", written).upper()
    try:
        IBAN(canonical)
        doubt = None
    except (InvalidChecksumDigits, InvalidBBANChecksum):
        doubt = Doubt.CHECK_DIGITS
    except SchwiftyException:
        return None
    if canonical.startswith("GB"):
        account = _account(canonical[8:14], canonical[14:])
        return replace(account, doubt=doubt)
    return Identifier(
        kind=IdentifierKind.IBAN,
        canonical=canonical,
        shown=" ".join(canonical[at : at + 4] for at in range(0, len(canonical), 4)),
        doubt=doubt,
    )
