"""The package of a referral, to print or as JSON. Fetching it is delivery."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.fetch_package import Package, fetch_package
from fielding.app.package_document import package_document
from fielding.store.queries.inbox import referral_of
from fielding.web.bodies import body_name
from fielding.web.desk import the_hub
from fielding.web.shown_answers import show_answer, show_words
from fielding.web.staff.case_view import Row
from fielding.web.staff.entrance import staff
from fielding.web.staff.telling import code_name, label
from fielding.web.surface import speaker_of


@require_safe
@staff(Action.ANSWER_REFERRAL)
def printable(request: HttpRequest, actor: Actor, referral: str) -> HttpResponse:
    """Show the package on one page for printing."""
    package, speaker = _fetch(actor, referral), speaker_of(request)
    service, case = package.service, package.case
    decided = package.decided
    decision = service.decisions[decided.decision] if decided else None
    context = {
        "title": f"Package of {case.reference}",
        "service": service,
        "case": case,
        "package": package,
        "recipient": body_name(package.referral.recipient, speaker),
        "kind": code_name(service, decided.code) if decided and decided.code else "",
        "decision": decision,
        "reason": label(decision.reasons, decided.reason)
        if decision and decided and decided.reason
        else "",
        "explanation": show_words(decided.explanation) if decided else "",
        "rows": [
            Row(
                name=speaker.text(question.wording),
                value=show_answer(service, question, answer, speaker),
            )
            for question, answer in package.answers
        ],
    }
    return render(request, "staff/package.html", context)


@require_safe
@staff(Action.ANSWER_REFERRAL)
def as_json(request: HttpRequest, actor: Actor, referral: str) -> HttpResponse:  # noqa: ARG001
    """Give the package as a file for programs."""
    package = _fetch(actor, referral)
    answer = JsonResponse(package_document(package), json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{package.case.reference}.json"'
    return answer


def _fetch(actor: Actor, referral: str) -> Package:
    row = referral_of(actor, referral)
    return fetch_package(the_hub(), actor, str(row.case_id), referral)
