"""Reads the conditions that Splink writes in SQL, and makes functions over two records of them.

Only what is listed is understood; anything else is an error that says which words they were, so
that no level of a model is ever left out in silence. Truth has three values, as in SQL.
"""

import operator
from collections.abc import Callable
from typing import Any

import sqlglot
from sqlglot import exp

from fielding.linking.errors import UnknownCondition
from fielding.linking.persons.fields import Record
from fielding.linking.persons.functions import FUNCTIONS, Function

#: Something worked out from two records, left and right; None is SQL's NULL.
Term = Callable[[Record, Record], Any]

_COMPARISONS: dict[type[exp.Expression], Callable[[Any, Any], Any]] = {
    exp.EQ: operator.eq, exp.NEQ: operator.ne, exp.GT: operator.gt, exp.GTE: operator.ge,
    exp.LT: operator.lt, exp.LTE: operator.le, exp.Add: operator.add, exp.Sub: operator.sub,
}  # fmt: skip
#: Functions that the parser knows by a class of their own, and where their arguments stand.
_NAMED: dict[type[exp.Expression], tuple[str, tuple[str, ...]]] = {
    exp.JarowinklerSimilarity: ("jaro_winkler_similarity", ("this", "expression")),
    exp.Levenshtein: ("levenshtein", ("this", "expression")),
    exp.Substring: ("substring", ("this", "start", "length")),
    exp.Left: ("left", ("this", "expression")),
    exp.SplitPart: ("split_part", ("this", "delimiter", "part_index")),
    exp.RegexpExtract: ("regexp_extract", ("this", "expression", "group")),
    exp.TimeToUnix: ("epoch", ("this",)),
    exp.Abs: ("abs", ("this",)),
    exp.Length: ("length", ("this",)),
    exp.Lower: ("lower", ("this",)),
    exp.Upper: ("upper", ("this",)),
    exp.Trim: ("trim", ("this",)),
    exp.Nullif: ("nullif", ("this", "expression")),
    exp.DPipe: ("concat", ("this", "expression")),
}


def read_condition(sql: str) -> Term:
    """Make a function of a condition; raises UnknownCondition where it cannot be understood."""
    return term_of(parsed(sql), sql)


def parsed(sql: str) -> Any:
    """Parse a condition as DuckDB would; raises UnknownCondition where it is no SQL."""
    try:
        return sqlglot.parse_one(sql, read="duckdb")
    except sqlglot.errors.SqlglotError as fault:
        raise UnknownCondition(condition=sql) from fault


def term_of(node: Any, sql: str) -> Term:
    """Make a function of one part of a parsed condition; `sql` is for whoever reads an error."""
    kind = type(node)
    if kind in (exp.Paren, exp.Cast):
        return _through(node, sql)
    if kind is exp.Column:
        return _column(node, sql)
    if kind is exp.Literal:
        return _constant(node.this if node.is_string else float(node.this))
    if kind in _COMPARISONS:
        return _compared(node, sql)
    return _connected(node, sql)


def _connected(node: Any, sql: str) -> Term:
    kind = type(node)
    if kind in (exp.And, exp.Or):
        return _joined(term_of(node.this, sql), term_of(node.expression, sql), ends=kind is exp.Or)
    if kind is exp.Not:
        return _negated(term_of(node.this, sql))
    if kind is exp.Is and isinstance(node.expression, exp.Null):
        return _unknown(term_of(node.this, sql))
    return _called(node, sql)


def _through(node: Any, sql: str) -> Term:
    if type(node) is exp.Cast and not node.to.is_type("double", "float", "text", "varchar"):
        raise UnknownCondition(condition=sql, part=node.sql())
    return term_of(node.this, sql)


def side_and_column(node: exp.Column, sql: str) -> tuple[str, str]:
    """Tell whose column it is, `l` or `r`, and its name: from `l.surname` or from `surname_l`."""
    name, side = node.name, node.table
    if not side:
        name, _, side = name.rpartition("_")
    if side not in ("l", "r") or not name:
        raise UnknownCondition(condition=sql, part=node.sql())
    return side, name


def _column(node: Any, sql: str) -> Term:
    side, name = side_and_column(node, sql)
    if side == "l":
        return lambda left, _: left.get(name)
    return lambda _, right: right.get(name)


def _constant(value: str | float) -> Term:
    return lambda _left, _right: value


def _compared(node: Any, sql: str) -> Term:
    compare = _COMPARISONS[type(node)]
    first, second = term_of(node.this, sql), term_of(node.expression, sql)

    def compared(left: Record, right: Record) -> Any:
        one, other = first(left, right), second(left, right)
        return None if one is None or other is None else compare(one, other)

    return compared


def _joined(first: Term, second: Term, *, ends: bool) -> Term:
    """AND ends at the first that is false, OR at the first that is true; else the unknown wins."""

    def joined(left: Record, right: Record) -> Any:
        one = first(left, right)
        if one is ends:
            return ends
        other = second(left, right)
        if other is ends:
            return ends
        return None if one is None or other is None else not ends

    return joined


def _negated(term: Term) -> Term:
    def negated(left: Record, right: Record) -> bool | None:
        answer = term(left, right)
        return None if answer is None else not answer

    return negated


def _unknown(term: Term) -> Term:
    return lambda left, right: term(left, right) is None


def _called(node: Any, sql: str) -> Term:
    if isinstance(node, exp.Anonymous):
        name, given = str(node.this).lower(), list(node.expressions)
    elif type(node) in _NAMED:
        name, places = _NAMED[type(node)]
        given = [node.args[place] for place in places if node.args.get(place) is not None]
    else:
        raise UnknownCondition(condition=sql, part=node.sql())
    if name not in FUNCTIONS:
        raise UnknownCondition(condition=sql, part=name)
    return _calling(FUNCTIONS[name], [term_of(each, sql) for each in given])


def _calling(function: Function, terms: list[Term]) -> Term:
    if len(terms) == 2:  # nearly all are, and it is asked thousands of times a second
        first, second = terms
        return lambda left, right: function(first(left, right), second(left, right))
    return lambda left, right: function(*(term(left, right) for term in terms))
