"""Blocking: which records are worth comparing, because they share a key.

Each of Splink's rules is an AND of equalities between the same expression of both records; the
expression's values are the record's key. Keys stand at rest as tokens.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from fielding.linking.errors import UnknownCondition
from fielding.linking.persons.conditions import Term, parsed, side_and_column, term_of
from fielding.linking.persons.fields import Record
from fielding.linking.persons.terms import TOKEN_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to meet: records whose parts are all known and all equal."""

    sql: str
    #: The parts in SQL, over the columns of one record.
    columns: tuple[str, ...]
    parts: tuple[Term, ...]

    def key(self, record: Record) -> tuple[str, ...] | None:
        """Give a record's key under this rule; None when a part of it is not known."""
        found = []
        for part in self.parts:
            value = part(record, record)
            if value is None:
                return None
            found.append(str(value))
        return tuple(found)


def read_rule(sql: str) -> Rule:
    """Read a blocking rule; raises UnknownCondition when it is no AND of equalities."""
    equalities = list(_equalities(parsed(sql)))
    return Rule(
        sql=sql,
        parts=tuple(_part(each, sql) for each in equalities),
        columns=tuple(_neutral(each.this, sql) for each in equalities),
    )


def tokens_of(rules: tuple[Rule, ...], key: bytes, record: Record) -> frozenset[bytes]:
    """Give the tokens under which a record meets others; records with one in common are compared.

    Tokens differ from rule to rule even where the values are the same.
    """
    found = set()
    for number, rule in enumerate(rules):
        values = rule.key(record)
        if values is not None:
            told = "\x1f".join((f"block/v1\n{number}", *values)).encode(errors="surrogatepass")
            found.add(hmac.digest(key, told, hashlib.sha256)[:TOKEN_BYTES])
    return frozenset(found)


def _equalities(node: exp.Expression) -> Iterator[exp.Expression]:
    if isinstance(node, exp.Paren):
        yield from _equalities(node.this)
    elif isinstance(node, exp.And):
        yield from _equalities(node.this)
        yield from _equalities(node.expression)
    else:
        yield node


def _part(node: exp.Expression, sql: str) -> Term:
    if not isinstance(node, exp.EQ):
        raise UnknownCondition(condition=sql, part=node.sql())
    sides = [{side_and_column(each, sql)[0] for each in side.find_all(exp.Column)}
             for side in (node.this, node.expression)]  # fmt: skip
    same = _neutral(node.this, sql) == _neutral(node.expression, sql)
    if sorted(map(sorted, sides)) != [["l"], ["r"]] or not same:
        raise UnknownCondition(condition=sql, part=node.sql())
    return term_of(node.this, sql)


def _neutral(node: exp.Expression, sql: str) -> str:
    """Write an expression without saying whose columns they are."""
    copied = node.copy()
    for column in list(copied.find_all(exp.Column)):
        name = side_and_column(column, sql)[1]
        neutral = exp.column(name)
        if column is copied:
            return neutral.sql("duckdb")
        column.replace(neutral)
    return copied.sql("duckdb")
