"""Who decided on a case reads it again never, in whatever way they decided."""

from fielding.oversight.readings.population import deciders_among
from fielding.oversight.records import Mark
from fielding.testing.histories import BEGINNING


def mark(index: int, kind: str, actor: str, **facts: object) -> Mark:
    return Mark(
        index=index,
        kind=kind,
        at=BEGINNING,
        actor=actor,
        firm=f"{actor}-firm",
        contract=None,
        facts=facts,
    )


def test_who_upheld_a_decision_in_a_review_has_decided_too() -> None:
    marks = [
        mark(0, "case.received", "reporter"),
        mark(1, "case.decided", "ann", decision="dismiss"),
        mark(2, "review.requested", "reporter", of="dismiss"),
        mark(3, "review.decided", "bob", of="dismiss", result="upheld"),
    ]

    deciders = deciders_among(marks)

    assert deciders.people == {"ann", "bob"}
    assert deciders.firms == {"ann-firm"}
