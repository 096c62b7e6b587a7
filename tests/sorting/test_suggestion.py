"""Sorting: a suggestion whose every point can be explained to the sum."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.definitions.service import Kind, Service
from fielding.kernel.canonical import canonical_bytes
from fielding.sorting.suggestion import code_title, suggest, suggestion_facts
from fielding.testing.services import sample_service, shipped

NOISE = sample_service()
SHIPPED = shipped()


def likely(service: Service) -> st.SearchStrategy[dict[str, Any]]:
    """Answers, some of them missing."""

    def of(name: str) -> st.SearchStrategy[Any]:
        question = service.questions[name]
        codes = [option.code for option in question.options]
        match question.kind:
            case Kind.CHOICE:
                return st.sampled_from(codes)
            case Kind.CHOICES:
                return st.lists(st.sampled_from(codes), unique=True)
            case Kind.YES_NO:
                return st.sampled_from(["yes", "no"])
            case Kind.MONEY:
                return st.integers(0, 10**8)
            case _:
                return st.just("something")

    return st.fixed_dictionaries({}, optional={name: of(name) for name in service.questions})


@pytest.mark.parametrize(
    ("answers", "points"),
    [
        ({}, 0),
        ({"when": ["day"]}, 0),
        ({"when": ["day", "night"]}, 2),
        ({"when": ["night"], "now": "yes"}, 3),
        ({"cost": 10_000}, 0),
        ({"cost": 10_001}, 1),
        ({"when": ["night"], "now": "yes", "cost": 99_999}, 4),
    ],
)
def test_points_are_the_sum_of_the_terms_that_hold(answers: dict[str, Any], points: int) -> None:
    (scored,) = suggest(NOISE, answers).scores

    assert scored.points == points
    assert scored.high == (points >= 3)


@given(st.data())
@pytest.mark.parametrize("service", SHIPPED.values(), ids=SHIPPED)
def test_the_reasons_add_up_to_the_points(service: Service, data: st.DataObject) -> None:
    answers = data.draw(likely(service))

    suggestion = suggest(service, answers)

    for scored in suggestion.scores:
        assert sum(points for points, _ in scored.reasons) == scored.points
        assert all(because.en for _, because in scored.reasons)


@given(st.data())
@pytest.mark.parametrize("service", SHIPPED.values(), ids=SHIPPED)
def test_the_same_answers_give_the_same_facts(service: Service, data: st.DataObject) -> None:
    answers = data.draw(likely(service))
    shuffled = dict(reversed(answers.items()))

    facts = suggestion_facts(suggest(service, answers))

    assert canonical_bytes(facts) == canonical_bytes(suggestion_facts(suggest(service, shuffled)))


@given(st.data())
@pytest.mark.parametrize("service", SHIPPED.values(), ids=SHIPPED)
def test_a_suggested_code_is_one_of_the_services_own(service: Service, data: st.DataObject) -> None:
    suggestion = suggest(service, data.draw(likely(service)))

    assert suggestion.code is None or code_title(service, suggestion.code.code) is not None


def test_the_first_rule_that_holds_suggests_the_code() -> None:
    fraud = SHIPPED["fraud"]
    tickets = {"kind": "shopping", "shopping-what": "ticket"}

    assert suggestion_facts(suggest(fraud, tickets))["code"] == "NFIB3F"
    assert suggestion_facts(suggest(fraud, {"kind": "shopping"}))["code"] == "NFIB3D"
    assert "code" not in suggestion_facts(suggest(fraud, {"kind": "message"}))


def test_an_urgent_report_names_the_rules_that_make_it_so() -> None:
    quiet = suggestion_facts(suggest(NOISE, {"now": "yes", "when": ["day"]}))
    loud = suggestion_facts(suggest(NOISE, {"now": "yes", "when": ["night"]}))

    assert quiet["urgent"] == []
    assert loud["urgent"] == ["at it now"]
    assert loud["high"] == ["trouble"]


def test_a_code_has_its_title_where_the_service_has_a_table() -> None:
    title = code_title(NOISE, "N2")

    assert title is not None
    assert title.title == "Machines"
    assert code_title(NOISE, None) is None
    assert code_title(SHIPPED["recorded-crime"], "N2") is None
