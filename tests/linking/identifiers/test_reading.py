"""Answers: several in one, caps with a reason, and everything set aside says why."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import shared

from fielding.definitions.service import Kind
from fielding.linking.identifiers.identifier import IdentifierKind, Refusal, SetAside
from fielding.linking.identifiers.reading import MOST, read_answer

KINDS = {
    "phone": Kind.PHONE, "account": Kind.ACCOUNT, "email": Kind.EMAIL, "domain": Kind.WEBSITE,
    "crypto": Kind.WALLET, "handle": Kind.HANDLE,
}  # fmt: skip


def canonical(kind: Kind, raw: object) -> list[str]:
    return [one.canonical for one in read_answer(kind, raw).identifiers]


@pytest.mark.parametrize(
    ("kind", "raw", "meant"),
    [
        (Kind.PHONE, "07700 900123, 07700 900124 or 07700 900125",
         ["+447700900123", "+447700900124", "+447700900125"]),
        (Kind.PHONE, ["07700 900123", "+44 7700 900123"], ["+447700900123"]),
        (Kind.EMAIL, "a1@evil.com; b2 @ evil.com\nmailto:c3@evil.com",
         ["a1@evil.com", "b2@evil.com", "c3@evil.com"]),
        (Kind.WEBSITE, "evil.com and www.worse.co.uk https://bad.top/x",
         ["evil.com", "worse.co.uk", "bad.top"]),
        (Kind.ACCOUNT, "Sort code: 10-02-39\nAccount: 64671828", ["10023964671828"]),
        (Kind.HANDLE, "@one_1, two_2 on Telegram", ["one_1", "two_2"]),
        (Kind.POSTCODE, "ls1 3ex", ["LS1 3EX"]),
        (Kind.COMPANY, "SC 123456, 445790", ["SC123456", "00445790"]),
        (Kind.VEHICLE, "ab12 cde and A123 ABC", ["AB12CDE", "A123ABC"]),
    ],
)  # fmt: skip
def test_an_answer_may_hold_several(kind: Kind, raw: object, meant: list[str]) -> None:
    assert canonical(kind, raw) == meant


@pytest.mark.parametrize(
    ("kind", "raw", "meant"),
    [
        (Kind.ACCOUNT, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", IdentifierKind.WALLET),
        (Kind.WEBSITE, "name@evil.com", IdentifierKind.EMAIL),
        (Kind.EMAIL, "https://evil.com/contact", IdentifierKind.DOMAIN),
        (Kind.HANDLE, "+44 7700 900123", IdentifierKind.PHONE),
        (Kind.WALLET, "DE89 3704 0044 0532 0130 00", IdentifierKind.IBAN),
    ],
)
def test_what_stands_in_the_wrong_field_is_read_as_what_it_is(
    kind: Kind, raw: str, meant: IdentifierKind
) -> None:
    assert [one.kind for one in read_answer(kind, raw).identifiers] == [meant]


def test_what_cannot_be_read_is_set_aside_with_its_place_and_the_reason() -> None:
    reading = read_answer(Kind.PHONE, "07700 900123\nO7700 9OO124\n07700 900125\n159")

    assert [one.canonical for one in reading.identifiers] == ["+447700900123", "+447700900125"]
    assert reading.set_aside == (
        SetAside(position=1, reason=Refusal.LETTERS),
        SetAside(position=3, reason=Refusal.TOO_SHORT),
    )


def test_of_ten_thousand_identifiers_the_first_are_read_and_the_rest_counted() -> None:
    raw = [f"07700 {900_000 + at}" for at in range(10_000)]

    reading = read_answer(Kind.PHONE, raw)

    assert len(reading.identifiers) == MOST
    assert reading.set_aside == (
        SetAside(position=MOST, reason=Refusal.TOO_MANY, count=10_000 - MOST),
    )


def test_ten_thousand_identifiers_in_one_text_are_cut_with_a_reason() -> None:
    text = " ".join(f"07700{900_000 + at}" for at in range(8_000))

    reading = read_answer(Kind.LONG_TEXT, text)

    assert len(reading.identifiers) == MOST
    assert {one.reason for one in reading.set_aside} == {Refusal.TOO_MANY}


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("letter", ["7", "a", ".", "@", " ", "٣", "\u202e", "[.]", "%25"])
def test_an_answer_of_ten_thousand_signs_is_set_aside_with_a_reason(
    kind: Kind, letter: str
) -> None:
    reading = read_answer(kind, letter * 10_000)

    assert reading.identifiers == ()
    assert {one.reason for one in reading.set_aside} <= set(Refusal)
    assert reading.set_aside or not letter.strip("\u202e ")


def test_a_text_beyond_its_cap_says_so() -> None:
    reading = read_answer(Kind.LONG_TEXT, "a" * 100_001 + " 07700 900123")

    assert reading.identifiers == ()
    assert reading.set_aside == (SetAside(position=0, reason=Refusal.TOO_MUCH_TEXT),)


def test_of_a_list_of_long_answers_so_much_is_read_and_the_rest_counted() -> None:
    reading = read_answer(Kind.WEBSITE, [f"evil{at}.com/{'x' * 1_980}" for at in range(90)])

    last = reading.set_aside[-1]
    assert len(reading.identifiers) == last.position == 51
    assert (last.reason, last.count) == (Refusal.TOO_MUCH_TEXT, 39)


def test_a_list_beyond_its_cap_of_signs_says_so() -> None:
    reading = read_answer(Kind.PHONE, "07700 900123\n" * 10_000)

    assert [one.canonical for one in reading.identifiers] == ["+447700900123"]
    assert {one.reason for one in reading.set_aside} == {Refusal.TOO_MANY}


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.DATE, Kind.MONEY, Kind.AREA])
def test_kinds_that_identify_nobody_give_nothing(kind: Kind) -> None:
    assert canonical(kind, "07700 900123") == []


@given(st.sampled_from(list(KINDS.values())), st.text(max_size=80))
def test_reading_what_was_read_gives_it_again(kind: Kind, raw: str) -> None:
    first = read_answer(kind, raw).identifiers

    again = [read_answer(KINDS_OF[one.kind], one.canonical).identifiers for one in first]

    assert [one[0].key for one in again] == [one.key for one in first]


@given(
    st.sampled_from(list(Kind)),
    st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text())),
)
def test_nothing_that_can_be_answered_makes_it_fail(kind: Kind, raw: object) -> None:
    reading = read_answer(kind, raw)

    assert len({one.key for one in reading.identifiers}) == len(reading.identifiers)


@pytest.mark.parametrize("part", [1, 2])
def test_the_open_identifiers_are_read_each_as_one(part: int) -> None:


    path = shared(f"link/identifiers_open_{part}.parquet")
    with duckdb.connect() as store:
        wanted = f"SELECT kind, raw FROM '{path}' ORDER BY hash(raw) LIMIT 900"
        rows = store.execute(wanted).fetchall()

    readings = [(kind, raw, read_answer(KINDS[kind], raw)) for kind, raw in rows]

    unread = [(kind, raw) for kind, raw, reading in readings if len(reading.identifiers) != 1]
    reasons = {one.reason for _, _, reading in readings for one in reading.set_aside}
    assert {kind for kind, _ in unread} <= {"domain"}  # sites that many share, without a path
    assert reasons <= {Refusal.NO_PATH}


KINDS_OF = {
    IdentifierKind.PHONE: Kind.PHONE, IdentifierKind.ACCOUNT: Kind.ACCOUNT,
    IdentifierKind.IBAN: Kind.ACCOUNT, IdentifierKind.EMAIL: Kind.EMAIL,
    IdentifierKind.DOMAIN: Kind.WEBSITE, IdentifierKind.WALLET: Kind.WALLET,
    IdentifierKind.HANDLE: Kind.HANDLE, IdentifierKind.POSTCODE: Kind.POSTCODE,
    IdentifierKind.COMPANY: Kind.COMPANY, IdentifierKind.VEHICLE: Kind.VEHICLE,
}  # fmt: skip
