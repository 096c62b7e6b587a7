"""Accounts against a table of weights: our own rows, each made so that one exception decides.

The payment scheme's table may not be passed on; against it the rules give what the scheme's own
34 examples say (versions 6.40 and 8.50).
"""

import pytest

from fielding.definitions.service import Kind
from fielding.linking.errors import AccountTableFault
from fielding.linking.identifiers.identifier import Doubt
from fielding.linking.identifiers.modulus import read_account_table
from fielding.linking.identifiers.reading import read_answer

#: Weights of the digits u v w x y z a b c d e f g h; where one alone is 1, the rest are nothing.
ROWS = """
100000 100009 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1
110000 110000 MOD11 0 0 0 0 0 0 7 5 8 3 4 6 2 1
120000 120000 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 1
130000 130000 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1
130000 130000 DBLAL 0 0 0 0 0 0 0 0 0 0 0 0 1 0
200001 200001 DBLAL 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1
200002 200002 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 1 2
200002 200002 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 1 0 9
200003 200003 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1
200003 200003 DBLAL 0 0 0 0 0 0 0 0 0 0 0 0 1 0 3
200004 200004 MOD11 0 0 0 0 0 0 1 0 0 0 0 0 0 0 4
200005 200005 MOD11 0 0 0 0 0 1 0 0 0 0 0 0 0 0 5
200005 200005 DBLAL 0 0 0 0 0 0 0 1 0 0 0 0 0 0 5
200006 200006 MOD10 0 0 0 0 0 0 1 0 0 0 0 0 0 0 6
200007 200007 MOD10 0 0 0 0 0 0 1 0 0 0 0 0 0 1 7
200008 200008 MOD10 0 1 0 0 0 0 0 0 0 0 0 0 0 1 8
200010 200010 MOD11 0 0 0 0 0 0 1 1 0 0 0 0 0 1 10
200010 200010 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 1 11
200012 200012 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 1 12
200012 200012 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 1 0 13
200014 200014 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 1 14
"""
TABLE = read_account_table(ROWS, "200005 200003\n")
FITS, WRONG, NO_CHECK = None, Doubt.CHECK_DIGITS, Doubt.NO_CHECK_FOR_ACCOUNT


@pytest.mark.parametrize(
    ("account", "doubt"),
    [
        ("100005 12345670", FITS), ("100005 12345671", WRONG),
        # The worked example of the scheme's paper.
        ("110000 58177632", FITS), ("110000 58177633", WRONG),
        ("130000 12345600", FITS), ("130000 12345610", WRONG), ("130000 12345601", WRONG),
        ("200001 00000003", FITS), ("200001 00000000", WRONG),
        # a is 0: the row's own weights; else those of exception 2, and another where g is 9.
        ("200002 01111110", FITS), ("200002 01111101", FITS), ("200002 01111111", WRONG),
        ("200002 10000017", FITS), ("200002 10000096", FITS), ("200002 10000011", WRONG),
        ("200003 00600010", FITS), ("200003 00900010", FITS), ("200003 00500010", WRONG),
        ("200004 70000007", FITS), ("200004 70000017", WRONG),
        # z of the sort code put in place is 3: g must be 8; b is 4: h must be 6.
        ("200005 04000086", FITS), ("200005 04000085", WRONG), ("200005 04000056", WRONG),
        ("200005 00000080", FITS),
        ("200006 40000033", NO_CHECK), ("200006 40000034", WRONG), ("200006 00000034", FITS),
        ("200007 50000090", FITS), ("200007 50000080", WRONG), ("200007 50000085", FITS),
        ("200008 00000001", FITS), ("200008 00000000", WRONG),
        ("200010 09000090", FITS), ("200010 09000002", FITS), ("200010 19000091", FITS),
        ("200010 19000092", WRONG), ("200010 09000091", WRONG),
        ("200012 00000010", FITS), ("200012 00000001", FITS), ("200012 00000011", WRONG),
        ("200014 00000030", FITS), ("200014 00000001", FITS), ("200014 00000031", WRONG),
        ("200014 00000002", WRONG),
        ("900000 12345678", NO_CHECK),
    ],
)  # fmt: skip
def test_an_account_fits_its_sort_code_or_not(account: str, doubt: Doubt | None) -> None:
    read = read_answer(Kind.ACCOUNT, account, accounts=TABLE).identifiers

    assert [one.doubt for one in read] == [doubt]


def test_double_alternate_adds_the_digits_of_each_product() -> None:
    # 1·2 2·0 … of the sort code: 2+2 = 4; of 49927391: 8+9+9(18)+2+5(14)+3+9(18)+1 = 46; in all 50
    read = read_answer(Kind.ACCOUNT, "120000 49927391", accounts=TABLE).identifiers

    assert [one.doubt for one in read] == [FITS]


def test_a_british_iban_needs_no_table() -> None:
    read = read_answer(Kind.ACCOUNT, "GB29NWBK60161331926819", accounts=TABLE).identifiers

    assert [one.doubt for one in read] == [None]


def test_a_row_that_is_none_is_told_with_its_line() -> None:
    with pytest.raises(AccountTableFault) as told:
        read_account_table("\n100000 100009 MOD12 0 0\n")

    assert told.value.facts == {"line": 2}
