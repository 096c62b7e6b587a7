"""Sorting a case by the rules of its definition; every point can be explained to the sum."""

from collections.abc import Mapping
from dataclasses import dataclass

from fielding.definitions.conditions import holds
from fielding.definitions.service import Code, CodeRule, Score, Service, Text, UrgentRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A score with the terms that made it."""

    score: Score
    points: int
    reasons: tuple[tuple[int, Text], ...]  # points and why

    @property
    def high(self) -> bool:
        """Is it at or over the definition's threshold?"""
        return self.points >= self.score.high_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What sorting suggests for a set of answers."""

    code: CodeRule | None
    scores: tuple[Scored, ...]
    urgent: tuple[UrgentRule, ...]


def suggest(service: Service, answers: Mapping[str, object]) -> Suggestion:
    """Apply the definition's rules to the answers: same answers, same suggestion."""
    sorting = service.sorting
    return Suggestion(
        code=next((rule for rule in sorting.codes if holds(rule.when, answers)), None),
        scores=tuple(_score(score, answers) for score in sorting.scores),
        urgent=tuple(rule for rule in sorting.urgent if holds(rule.when, answers)),
    )


def suggestion_facts(suggestion: Suggestion) -> dict[str, object]:
    """Write a suggestion as facts: codes, points, rule names; the definition has the wording."""
    facts: dict[str, object] = {
        "scores": {scored.score.name: scored.points for scored in suggestion.scores},
        "high": [scored.score.name for scored in suggestion.scores if scored.high],
        "urgent": [rule.name for rule in suggestion.urgent],
    }
    if suggestion.code:
        facts["code"] = suggestion.code.code
    return facts


def code_title(service: Service, code: str | None) -> Code | None:
    """Find a code of the service's classification."""
    table = service.tables.get(service.sorting.table or "")
    return table.codes.get(code) if table and code else None


def _score(score: Score, answers: Mapping[str, object]) -> Scored:
    met = [term for term in score.terms if holds(term.when, answers)]
    return Scored(
        score=score,
        points=sum(term.points for term in met),
        reasons=tuple((term.points, term.because) for term in met),
    )
