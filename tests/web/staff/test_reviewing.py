"""Reviews: answered by somebody who neither decided nor is of the firm that did."""

from collections.abc import Callable

from django.test import Client

from fielding.access.roles import Role

ANSWER = "I read all answers anew and spoke to the bank, which found two payments to a stranger."


def test_a_review_is_shown_only_to_another_firm(
    signed_in: Callable[..., Client],
    in_review: Callable[[], str],
) -> None:
    case = in_review()
    colleague = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    other = signed_in("eve-3", Role.ASSESSOR, "second-firm")

    assert case not in colleague.get("/desk/reviews").content.decode()
    assert case in other.get("/desk/reviews").content.decode()


def test_a_colleague_of_the_first_decider_cannot_answer(
    signed_in: Callable[..., Client], in_review: Callable[[], str]
) -> None:
    case = in_review()
    colleague = signed_in("ann-1", Role.ASSESSOR, "first-firm")

    refused = colleague.post(
        f"/desk/case/{case}/review", {"replacement": "stands", "explanation": ANSWER}
    )

    assert refused.status_code == 403
    assert "Somebody else has to do this" in refused.content.decode()


def test_a_review_can_uphold(
    signed_in: Callable[..., Client], in_review: Callable[[], str]
) -> None:
    case = in_review()
    other = signed_in("eve-3", Role.ASSESSOR, "second-firm")

    done = other.post(f"/desk/case/{case}/review", {"replacement": "stands", "explanation": ANSWER})

    page = other.get(f"/desk/case/{case}/").content.decode()
    assert done.status_code == 302
    assert "The decision stands" in page
    assert ANSWER in page


def test_a_review_can_replace_the_decision(
    signed_in: Callable[..., Client], in_review: Callable[[], str]
) -> None:
    case = in_review()
    other = signed_in("eve-3", Role.ASSESSOR, "second-firm")
    told = {
        "replacement": "refer",
        "explanation": ANSWER,
        "reason": "lines-of-enquiry",
        "code": "NFIB3A",
        "recipient": "kent",
    }

    done = other.post(f"/desk/case/{case}/review", told)

    page = other.get(f"/desk/case/{case}/").content.decode()
    assert done.status_code == 302
    assert "The decision was replaced" in page
    assert "Kent Police" in page


def test_a_review_needs_a_choice_and_an_explanation(
    signed_in: Callable[..., Client], in_review: Callable[[], str]
) -> None:
    case = in_review()
    other = signed_in("eve-3", Role.ASSESSOR, "second-firm")

    nothing = other.post(f"/desk/case/{case}/review", {})
    thin = other.post(f"/desk/case/{case}/review", {"replacement": "stands", "explanation": "ok"})

    assert "Choose whether the decision stands" in nothing.content.decode()
    assert "Explain what you looked at" in thin.content.decode()
