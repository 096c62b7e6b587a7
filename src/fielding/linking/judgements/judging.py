"""A person's judgement on two reports: same or different, made with a reason, and withdrawn.

It binds every later run of linking. Both reports' judgements stand in one folio, whose name is
made of the two, so that two people who judge the same pair at once cannot both be heard.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from fielding.cases.step import Step
from fielding.ledger.entry import Kept
from fielding.linking.errors import (
    AlreadyJudged,
    NothingToWithdraw,
    NotTwoReports,
    ReasonMissing,
)


class Verdict(StrEnum):
    """What is said of two reports."""

    SAME = "same"
    DIFFERENT = "different"


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Put two case ids in the order in which a judgement names them; raise NotTwoReports."""
    if one == other:
        raise NotTwoReports(case=one)
    return (one, other) if one < other else (other, one)


def judgement_subject(one: str, other: str) -> str:
    """Name the folio of the judgements on two reports."""
    return "judgement/" + "-".join(pair_of(one, other))


def cases_of(subject: str) -> tuple[str, str]:
    """Give the two cases that a folio of judgements names; ids are of one length."""
    named = subject.removeprefix("judgement/")
    return named[: len(named) // 2], named[len(named) // 2 + 1 :]


def standing_verdict(history: Sequence[Kept]) -> Verdict | None:
    """Say what stands after a folio's entries: the last judgement unless it was withdrawn."""
    if not history or history[-1].entry.kind != "judgement.made":
        return None
    return Verdict(str(history[-1].entry.facts["verdict"]))


def judge(history: Sequence[Kept], verdict: Verdict, cases: tuple[str, str], reason: str) -> Step:
    """Judge two reports; raises ReasonMissing, NotTwoReports, AlreadyJudged."""
    first, second = pair_of(*cases)
    if not reason.strip():
        raise ReasonMissing
    if standing_verdict(history):
        raise AlreadyJudged(cases=f"{first}, {second}")
    return Step(
        kind="judgement.made",
        facts={"verdict": verdict.value, "cases": [first, second]},
        sealed={"reason": reason.strip()},
        also=(f"case/{first}", f"case/{second}"),
    )


def judge_apart(
    histories: Sequence[Sequence[Kept]], pairs: Sequence[tuple[str, str]], reason: str
) -> tuple[Step, ...]:
    """Judge every pair different, as one split: the first names all pairs, each names the first.

    `histories`: of the pairs' folios, in their order. Raises as `judge` does.
    """
    head = judgement_subject(*pairs[0])
    steps = [
        judge(history, Verdict.DIFFERENT, pair, reason)
        for history, pair in zip(histories, pairs, strict=True)
    ]
    named = [list(pair_of(*pair)) for pair in pairs]
    return tuple(
        replace(step, facts={**step.facts, "split": head} | ({"pairs": named} if not at else {}))
        for at, step in enumerate(steps)
    )


def split_of(history: Sequence[Kept]) -> str | None:
    """Name the folio of the split that a standing judgement is part of, if any."""
    if standing_verdict(history) is None:
        return None
    named = history[-1].entry.facts.get("split")
    return str(named) if named else None


def pairs_of_split(history: Sequence[Kept]) -> tuple[tuple[str, str], ...]:
    """Give the pairs of the last split that a folio's entries name, withdrawn or not."""
    for kept in reversed(history):
        named = kept.entry.facts.get("pairs")
        if isinstance(named, list | tuple):
            return tuple((str(one), str(other)) for one, other in named)
    return ()


def withdraw_judgement(history: Sequence[Kept], reason: str) -> Step:
    """Withdraw what stands: afterwards all is as if it had never been judged."""
    if not reason.strip():
        raise ReasonMissing
    if standing_verdict(history) is None:
        raise NothingToWithdraw
    facts = history[-1].entry.facts
    return Step(
        kind="judgement.withdrawn",
        facts={said: facts[said] for said in ("cases", "split") if said in facts},
        sealed={"reason": reason.strip()},
        also=history[-1].entry.also,
    )
