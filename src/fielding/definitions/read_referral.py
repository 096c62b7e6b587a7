"""Reads referral: who leads, what a recipient gets, and which outcomes may come back."""

from collections.abc import Iterable

from fielding.definitions.faults import suggest
from fielding.definitions.located import Located
from fielding.definitions.part import Part
from fielding.definitions.reading import Reading
from fielding.definitions.service import Kind, LeadRule, OutcomeRule, Referral, Text
from fielding.definitions.words import REFERRAL_STATES

_PLACES = (Kind.POSTCODE, Kind.AREA, Kind.BODY)


def read_referral(root: Part, reading: Reading) -> Referral:
    part = root.part("referral")
    if part is None:
        return Referral()
    check_questions(part.items("package"), reading)
    outcomes = part.part("outcomes")
    rules = outcomes.parts("rules") if outcomes else ()
    return Referral(
        lead=tuple(_read_lead(rank, rule) for rank, rule in enumerate(part.parts("lead"), start=1)),
        package=part.words("package"),
        return_reasons=part.options("return reasons"),
        outcomes=outcomes.maybe("table") if outcomes else None,
        outcome_rules=tuple(_read_rule(rule, _codes(outcomes)) for rule in rules),
        judicial=_read_judicial(outcomes),
    )


def check_questions(items: Iterable[Located], reading: Reading) -> None:
    """Note each item that names no question."""
    for item in items:
        if str(item.value) not in reading.question_names:
            message = f"there is no question `{item.value}`"
            reading.fault(item, message, suggest(str(item.value), reading.question_names))


def _read_lead(rank: int, part: Part) -> LeadRule:
    name = part.word("question")
    check_questions(part.items("question"), part.reading)
    question = part.reading.questions.get(name)
    if question and name not in part.reading.unclear and question.kind not in _PLACES:
        message = f"`{name}` has type `{question.kind}`, which names no place"
        remedy = "name a question of type postcode, area or body"
        part.reading.fault(part.line_of("question"), message, remedy)
    return LeadRule(
        rank=rank,
        title=part.maybe_text("title") or Text(en=""),
        question=name,
        source=part.word("source"),
        to_be_confirmed=part.flag("to be confirmed"),
    )


def _codes(outcomes: Part | None) -> tuple[str, ...]:
    """Give the codes of the table of outcomes, noting when there is no such table."""
    table = outcomes.maybe("table") if outcomes else None
    if outcomes is None or table is None or table not in outcomes.reading.tables:
        return ()
    return tuple(outcomes.reading.tables[table].codes)


def _read_judicial(outcomes: Part | None) -> tuple[str, ...]:
    if outcomes is None:
        return ()
    table = outcomes.maybe("table")
    if table is not None and table not in outcomes.reading.tables:
        message = f"there is no code table `{table}`"
        outcomes.reading.fault(
            outcomes.line_of("table"), message, suggest(table, outcomes.reading.tables)
        )
    _check_codes(outcomes.items("judicial"), _codes(outcomes), outcomes.reading)
    return outcomes.words("judicial")


def _check_codes(items: Iterable[Located], codes: tuple[str, ...], reading: Reading) -> None:
    for item in items:
        if codes and str(item.value) not in codes:
            message = f"the table of outcomes has no code `{item.value}`"
            reading.fault(item, message, suggest(str(item.value), codes))


def _read_rule(part: Part, codes: tuple[str, ...]) -> OutcomeRule:
    named = part.words("codes")
    if named != ("all",):
        _check_codes(part.items("codes"), codes, part.reading)
    known = (*REFERRAL_STATES, *part.reading.states)
    for item in part.items("when"):
        if str(item.value) not in known:
            message = f"there is no state `{item.value}`"
            part.reading.fault(item, message, suggest(str(item.value), known))
    return OutcomeRule(
        codes=codes if named == ("all",) else named,
        by=part.words("by"),
        when=part.words("when"),
        because=part.text("because"),
    )
