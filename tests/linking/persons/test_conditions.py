"""Conditions of a model mean here what they mean to DuckDB."""

from itertools import product

import duckdb
import pyarrow as pa
import pytest

from fielding.linking.errors import UnknownCondition
from fielding.linking.persons.conditions import read_condition

CONDITIONS = [
    '"a_l" = "a_r"',
    '"a_l" IS NULL OR "a_r" IS NULL',
    '("a_l" IS NULL OR "a_r" IS NULL) AND ("b_l" IS NULL OR "b_r" IS NULL)',
    'NOT "a_l" = "b_r"',
    'a_l = b_r AND b_l = a_r OR a_l = a_r',
    'jaro_winkler_similarity("a_l", "a_r") >= 0.7',
    'jaro_similarity("a_l", "a_r") >= 0.7',
    'levenshtein("a_l", "a_r") <= 2',
    'damerau_levenshtein("a_l", "a_r") <= 1',
    'SUBSTRING("a_l", 1, 2) = SUBSTRING("a_r", 1, 2)',
    "split_part(\"a_l\", ' ', 1) = split_part(\"a_r\", ' ', 1)",
    "NULLIF(regexp_extract(\"a_l\", '^[^@]+', 0), '') = regexp_extract(\"a_r\", '^[^@]+', 0)",
    'lower("a_l") || "b_l" = upper("a_r")',
    'length("a_l") - length("a_r") <= 1',
    "try_strptime(\"a_l\", '%Y-%m-%d') IS NULL",
    """ABS(EPOCH(try_strptime("a_l", '%Y-%m-%d')) - EPOCH(try_strptime("a_r", '%Y-%m-%d')))
    <= 31557600.0""",
]
VALUES = (
    None, "", "a", "ab", "ba", "abc", "acb", "abcdefgh", "abcdefhg", "bcdefgh", "é", "éa", "aé",
    "ab cd", "ab ce", " ab", "AB", "ab@cd", "ab@ce", "@ab", "1930-02-28", "1930-02-30",
    "1931-02-27", "1931-03-01", "19656-08-31", "30-2-1", "0000-08-05", "1930-13-01",
    "1930-02-28 ", "9947-04-21", "martha", "marhta",
)  # fmt: skip
#: Every value beside every other, with a second field that differs from row to row.
PAIRS = [
    ({"a": left, "b": VALUES[row % 7]}, {"a": right, "b": VALUES[row % 5]})
    for row, (left, right) in enumerate(product(VALUES, VALUES))
]


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    columns = {
        f"{column}_{side}": pa.array([pair[place][column] for pair in PAIRS], pa.string())
        for column in "ab"
        for place, side in enumerate("lr")
    }
    made.register("pair", pa.table(columns))
    return made


@pytest.mark.parametrize("sql", CONDITIONS)
def test_a_condition_is_as_true_here_as_in_duckdb(
    sql: str, engine: duckdb.DuckDBPyConnection
) -> None:
    condition = read_condition(sql)

    found = [condition(left, right) for left, right in PAIRS]

    assert found == [truth for (truth,) in engine.sql(f"SELECT {sql} FROM pair").fetchall()]


@pytest.mark.parametrize(
    ("sql", "part"),
    [
        ("soundex(a_l) = soundex(a_r)", "soundex"),
        ("a_l IN ('x')", "IN"),
        ("surname = a_r", "surname"),
        ("a_l = = a_r", "= ="),
    ],
)
def test_what_is_not_understood_is_an_error_that_says_what(sql: str, part: str) -> None:
    with pytest.raises(UnknownCondition, match=part):
        read_condition(sql)
