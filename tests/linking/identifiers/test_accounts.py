"""Accounts: sort code and account number are one identifier, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schwifty import IBAN

from fielding.linking.identifiers.accounts import read_account, read_iban
from fielding.linking.identifiers.identifier import Doubt, IdentifierKind, Refusal
from fielding.linking.identifiers.plain_text import plain

SORT_CODE = st.from_regex(r"[0-9]{6}", fullmatch=True)
NUMBER = st.from_regex(r"[0-9]{8}", fullmatch=True)
WRITINGS = (
    "{0}-{1}-{2} {3}{4}", "{0}{1}{2} {3}{4}", "{0} {1} {2} {3} {4}", "{0}{1}{2}-{3}{4}",
    "sort code {0} {1} {2} acc {3}{4}", "Sort code: {0}-{1}-{2}\nAccount number: {3}{4}",
    "{0}{1}{2}{3}{4}", "acc {3}{4} sort code {0}-{1}-{2}", "{3}{4}, {0}{1}{2}",
    "{0}/{1}/{2} {3}{4}", "{0} - {1} - {2} {3}{4}", "sc{0}{1}{2} an{3}{4}", "{0}–{1}–{2} {3} {4}",
)  # fmt: skip


def canonical(written: str) -> list[str]:
    read = read_account(plain(written))
    return [one.canonical for one in read] if isinstance(read, tuple) else [read.name]


@given(SORT_CODE, NUMBER)
def test_every_writing_of_an_account_is_that_account(sort_code: str, number: str) -> None:
    parts = (sort_code[:2], sort_code[2:4], sort_code[4:], number[:4], number[4:])

    read = {tuple(canonical(writing.format(*parts))) for writing in WRITINGS}

    assert read == {(sort_code + number,)}


@given(SORT_CODE, NUMBER)
def test_a_british_iban_is_its_account_and_checked(sort_code: str, number: str) -> None:
    iban = IBAN.generate("GB", bank_code="NWBK", branch_code=sort_code, account_code=number)

    read = read_account(iban.formatted)

    assert isinstance(read, tuple)
    assert (read[0].kind, read[0].canonical) == (IdentifierKind.ACCOUNT, sort_code + number)
    assert read[0].checked == "valid"


def test_several_accounts_in_one_answer_are_several() -> None:
    assert canonical("10-02-39 64671828 and 10-02-40 12345678") == [
        "10023964671828", "10024012345678",
    ]  # fmt: skip


def test_a_short_account_number_is_filled_up_and_doubted() -> None:
    read = read_account("10-02-39 4671828")

    assert isinstance(read, tuple)
    assert (read[0].canonical, read[0].doubt) == ("10023904671828", Doubt.LENGTH_OF_ACCOUNT)


def test_without_the_table_of_sort_codes_an_account_is_unchecked() -> None:
    read = read_account("10-02-39 64671828")

    assert isinstance(read, tuple)
    assert read[0].doubt is Doubt.NO_ACCOUNT_TABLE


@pytest.mark.parametrize("written", [
    "64671828", "10-02-39", "10-02-3O 64671828", "1O-02-39 64671828", "my account", "",
])  # fmt: skip
def test_half_an_account_is_refused(written: str) -> None:
    assert read_account(written) is Refusal.NOT_AN_ACCOUNT


def test_a_foreign_iban_is_kept_and_one_with_wrong_check_digits_doubted() -> None:
    right, wrong = read_account("DE89 3704 0044 0532 0130 00"), read_iban("DE88370400440532013000")

    assert isinstance(right, tuple)
    assert isinstance(wrong, tuple)
    assert (right[0].canonical, right[0].checked) == ("DE89370400440532013000", "valid")
    assert wrong[0].doubt is Doubt.CHECK_DIGITS


def test_letters_and_digits_of_no_country_are_no_iban() -> None:
    assert read_iban("XX89370400440532013000") is Refusal.NOT_AN_IBAN
    assert read_iban("DE8937040044") is Refusal.NOT_AN_IBAN
