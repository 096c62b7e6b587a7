"""Reads sorting: which code is suggested, how a case is scored, what a recipient gets at once."""

from fielding.definitions.faults import suggest
from fielding.definitions.part import Part
from fielding.definitions.read_conditions import read_condition
from fielding.definitions.reading import Reading
from fielding.definitions.service import CodeRule, Score, Sorting, Term, UrgentRule


def read_sorting(root: Part, reading: Reading) -> Sorting:
    part = root.part("sorting")
    if part is None:
        return Sorting()
    table = part.maybe("table")
    if table is not None and table not in reading.tables:
        message = f"there is no code table `{table}`"
        reading.fault(part.line_of("table"), message, suggest(table, reading.tables))
    rules = part.parts("codes")
    if rules and table is None:
        reading.fault(part.line_of("codes"), "codes are suggested from no table", "add `table`")
    return Sorting(
        table=table,
        codes=tuple(_read_rule(rule, table, root) for rule in rules),
        scores=tuple(_read_score(name, inner) for name, inner in part.named("scores")),
        urgent=tuple(
            UrgentRule(
                name=name,
                when=read_condition(inner, "when"),
                because=inner.text("because"),
                source=inner.word("source"),
            )
            for name, inner in part.named("urgent")
        ),
    )


def _read_rule(part: Part, table: str | None, root: Part) -> CodeRule:
    code = part.word("suggest")
    if code and table in part.reading.tables:
        check_code(part, "suggest", code, table or "")
        _check_in_force(part, code, table or "", root)
    return CodeRule(code=code, when=read_condition(part, "when"), because=part.text("because"))


def check_code(part: Part, key: str, code: str, table: str) -> None:
    """Note a code that the table does not have."""
    codes = part.reading.tables[table].codes
    if codes and code not in codes:
        message = f"table `{table}` has no code `{code}`"
        part.reading.fault(part.line_of(key), message, suggest(code, codes))


def _check_in_force(part: Part, code: str, table: str, root: Part) -> None:
    period = root.part("in force")
    begins = period.day("from") if period else None
    known = part.reading.tables[table].codes.get(code)
    if known and begins and not known.in_force(begins):
        message = f"code `{code}` is not in force on {begins}, when the service begins"
        part.reading.fault(part.line_of("suggest"), message, "suggest a code that is in force")


def _read_score(name: str, part: Part) -> Score:
    terms = tuple(
        Term(
            points=term.number("points"),
            when=read_condition(term, "when"),
            because=term.text("because"),
        )
        for term in part.parts("terms")
    )
    high_from = part.number("high from")
    if terms and sum(term.points for term in terms) < high_from:
        message = f"score `{name}` can never be high: its terms add up to less than {high_from}"
        part.reading.fault(part.line_of("high from"), message, "lower `high from`, or add terms")
    return Score(name=name, title=part.text("title"), terms=terms, high_from=high_from)
