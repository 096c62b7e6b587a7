"""Records meet under keys, and keys stand as tokens."""

import pytest
from tests.linking.persons.a_model import KEY, a_model

from fielding.linking.errors import UnknownCondition
from fielding.linking.persons.blocking import read_rule, tokens_of
from fielding.linking.persons.fields import Record

ANN = {"first_name": "ann", "surname": "jones", "postcode": "ab1 2cd"}


def _tokens(record: Record, key: bytes = KEY) -> frozenset[bytes]:
    return tokens_of(a_model().rules, key, record)


def test_records_that_agree_on_all_of_a_rule_share_a_token() -> None:
    anna = {**ANN, "first_name": "bob"}

    assert len(_tokens(ANN) & _tokens(anna)) == 1
    assert _tokens(ANN) & _tokens({"first_name": "anthony"})


def test_records_that_agree_on_half_of_a_rule_share_none() -> None:
    assert not _tokens(ANN) & _tokens({**ANN, "first_name": "bob", "postcode": "ab1 2ce"})


def test_nothing_known_gives_no_token() -> None:
    assert _tokens({"first_name": None, "surname": "jones"}) == frozenset()


def test_what_is_known_under_two_rules_is_told_apart() -> None:
    rules = (read_rule("l.surname = r.surname"), read_rule("l.first_name = r.first_name"))

    one = tokens_of(rules, KEY, {"surname": "lee"})
    other = tokens_of(rules, KEY, {"first_name": "lee"})

    assert not one & other


def test_a_token_is_nothing_without_its_key() -> None:
    assert not _tokens(ANN) & _tokens(ANN, key=b"x" * 32)
    assert all(len(token) == 16 for token in _tokens(ANN))


@pytest.mark.parametrize(
    "sql",
    [
        "l.surname = r.surname OR l.postcode = r.postcode",
        "l.surname = l.postcode",
        "l.surname = r.first_name",
        "levenshtein(l.surname, r.surname) < 2",
        "SUBSTRING(l.surname, 1, 2) = SUBSTRING(r.surname, 1, 3)",
    ],
)
def test_a_rule_that_gives_no_key_is_refused(sql: str) -> None:
    with pytest.raises(UnknownCondition):
        read_rule(sql)
