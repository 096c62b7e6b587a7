"""Whether a sort code and an account number fit together, by the payment scheme's published rules.

"Validating account numbers: UK modulus checking" (Pay.UK, version 6.40) gives each range of sort
codes one or two checks: digits times weights, added up, divided by 10 or 11. Fourteen exceptions
change a check. The weights are a table of the scheme (`valacdos`), which Fielding may not pass on:
whoever has it gives it as text. Letters u to z are the sort code's digits, a to h the account's.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from fielding.linking.errors import AccountTableFault
from fielding.linking.identifiers.identifier import Doubt, Identifier, IdentifierKind

_ROW = re.compile(r"(\d{6})\s+(\d{6})\s+(MOD10|MOD11|DBLAL)((?:\s+-?\d{1,3}){14})(?:\s+(\d{1,2}))?")
_A, _B, _C, _G, _H = 6, 7, 8, 12, 13
#: Exceptions of two checks of which one is enough.
_EITHER = frozenset({2, 9, 10, 11, 12, 13})
#: Exception 2: other weights where a is not 0; where g is 9, others again.
_SECOND = (0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1)
_SECOND_NINE = (0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1)
#: Exceptions 8 and 9 count with the digits of this sort code instead.
_INSTEAD = {8: "090126", 9: "309634"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """One row of the table."""

    first: str
    last: str
    method: str
    weights: tuple[int, ...]
    exception: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTable:
    """The scheme's weights, and the sort codes that exception 5 puts in place of others."""

    checks: tuple[_Check, ...]
    instead: Mapping[str, str] = field(default_factory=dict)

    def doubt(self, sort_code: str, number: str) -> Doubt | None:
        """Say what remains doubtful about six digits of sort code and eight of account number."""
        checks = self._of(sort_code)
        digits = sort_code + number
        foreign = digits[_A] in "45678" and digits[_G] == digits[_H]
        if not checks or (checks[0].exception == 6 and foreign):
            return Doubt.NO_CHECK_FOR_ACCOUNT
        return None if self._fits(checks, digits) else Doubt.CHECK_DIGITS

    def _of(self, sort_code: str) -> tuple[_Check, ...]:
        """Give the checks of a sort code: in order of ranges, a second behind its first."""
        upto = bisect_right(self.checks, sort_code, key=lambda check: check.first)
        near = self.checks[max(0, upto - 2) : upto]
        return tuple(check for check in near if check.first <= sort_code <= check.last)

    def _fits(self, checks: tuple[_Check, ...], digits: str) -> bool:
        passed = self._passes(checks[0], digits)
        if len(checks) == 1 or (passed and checks[0].exception in _EITHER):
            return passed
        if passed and checks[1].exception == 3 and digits[_C] in "69":
            return True
        either = checks[0].exception in _EITHER
        return (passed or either) and self._passes(checks[1], digits)

    def _passes(self, check: _Check, digits: str) -> bool:
        sort_code = digits[:6]
        if check.exception == 5:
            sort_code = self.instead.get(sort_code, sort_code)
        sort_code = _INSTEAD.get(check.exception, sort_code)
        counted = sort_code + digits[6:]
        if _remainder_fits(check, counted):
            return True
        if check.exception == 14 and digits[_H] in "019":
            return _remainder_fits(check, f"{sort_code}0{digits[6:13]}")
        return False


def read_account_table(weights: str, instead: str = "") -> AccountTable:
    """Read the scheme's files `valacdos` and `scsubtab`, as text.

    Raises AccountTableFault at the first row that is none.
    """
    checks = tuple(sorted(_rows(weights), key=lambda check: check.first))
    pairs = (row.split() for row in instead.splitlines() if row.strip())
    return AccountTable(checks=checks, instead={pair[0]: pair[1] for pair in pairs if pair[1:]})


def checked_account(identifier: Identifier, table: AccountTable) -> Identifier:
    """Check an account that nothing else has checked; give anything else back as it is."""
    if identifier.kind is not IdentifierKind.ACCOUNT or (
        identifier.doubt is not Doubt.NO_ACCOUNT_TABLE
    ):
        return identifier
    doubt = table.doubt(identifier.canonical[:6], identifier.canonical[6:])
    return replace(identifier, doubt=doubt)


def _rows(weights: str) -> Iterator[_Check]:
    for number, row in enumerate(weights.splitlines(), start=1):
        if not row.strip():
            continue
        found = _ROW.fullmatch(row.strip())
        if not found:
            raise AccountTableFault(line=number)
        yield _Check(
            first=found[1],
            last=found[2],
            method=found[3],
            weights=tuple(map(int, found[4].split())),
            exception=int(found[5] or 0),
        )


def _weights(check: _Check, digits: str) -> tuple[int, ...]:
    """Give the weights after exceptions 2, 7 and 10."""
    nine = digits[_G] == "9"
    begun = digits[_A : _B + 1] in {"09", "99"}
    if nine and (check.exception == 7 or (check.exception == 10 and begun)):
        return (*(0,) * 8, *check.weights[8:])
    if check.exception == 2 and digits[_A] != "0":
        return _SECOND_NINE if nine else _SECOND
    return check.weights


def _remainder_fits(check: _Check, digits: str) -> bool:
    products = [
        int(digit) * weight for digit, weight in zip(digits, _weights(check, digits), strict=True)
    ]
    if check.method == "DBLAL":
        products = [sum(map(int, str(abs(product)))) for product in products]
    total = sum(products) + (27 if check.exception == 1 else 0)
    base = 11 if check.method == "MOD11" else 10
    remainder = total % base
    if check.exception == 4:
        return remainder == int(digits[_G:])
    if check.exception == 5:
        checked = digits[_G] if base == 11 else digits[_H]
        return (base - remainder) % base == int(checked)
    return remainder == 0
