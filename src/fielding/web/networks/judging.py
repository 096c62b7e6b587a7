"""What people say of links: judge two reports, mark an identifier, and take either back."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.linking.judging import judge_reports, withdraw_from
from fielding.app.linking.marking import mark_identifier, unmark_identifier
from fielding.cases.answers import clean_text
from fielding.kernel.errors import FieldingError
from fielding.linking.errors import (
    AlreadyJudged,
    AlreadyMarked,
    NothingToWithdraw,
    NotTwoReports,
    ReasonMissing,
    ReportErased,
)
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.store.queries.networks import identifiers_by_token, network_of
from fielding.web.desk import the_hub
from fielding.web.networks.typed_reports import case_typed, fault_of, typed_reference
from fielding.web.networks.words import MARKS, VERDICTS
from fielding.web.staff.entrance import staff

#: What the rules of judgements may say no with, and the field that it is about.
_REFUSALS: dict[type[FieldingError], str] = {
    NotTwoReports: "other",
    ReportErased: "other",
    AlreadyJudged: "other",
    NothingToWithdraw: "reason",
    AlreadyMarked: "mark",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed into the form of a judgement."""

    one: str  # reference
    other: str
    verdict: str
    reason: str


@require_POST
@staff(Action.JUDGE)
def judge(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Judge two reports by their references."""
    typed = Typed(
        one=typed_reference(request.POST.get("one", "")),
        other=typed_reference(request.POST.get("other", "")),
        verdict=request.POST.get("verdict", ""),
        reason=clean_text(request.POST.get("reason", "")),
    )
    one, other = case_typed(typed.one), case_typed(typed.other)
    faults = {}
    if one is None:
        faults["one"] = fault_of(typed.one)
    if other is None:
        faults["other"] = fault_of(typed.other)
    if typed.verdict not in VERDICTS:
        faults["verdict"] = "Say whether the two reports belong together"
    if not typed.reason:
        faults["reason"] = str(ReasonMissing())
    if faults or one is None or other is None:
        return _again(request, typed, faults)
    try:
        judge_reports(the_hub(), actor, Verdict(typed.verdict), (one, other), typed.reason)
    except tuple(_REFUSALS) as refused:
        return _again(request, typed, {_REFUSALS[type(refused)]: str(refused)})
    return _back_to(actor, one, "judged")


@require_POST
@staff(Action.JUDGE)
def withdraw(request: HttpRequest, actor: Actor, one: str, other: str) -> HttpResponse:
    """Withdraw the judgement on two cases."""
    reason = clean_text(request.POST.get("reason", ""))
    try:
        withdraw_from(the_hub(), actor, (one, other), reason)
    except (ReasonMissing, NothingToWithdraw, NotTwoReports) as refused:
        return _reason_again(request, "Withdraw a judgement", reason, str(refused))
    return _back_to(actor, one, "withdrawn")


@require_POST
@staff(Action.JUDGE)
def mark(request: HttpRequest, actor: Actor, token: str) -> HttpResponse:
    """Mark an identifier, or take its mark away."""
    wanted = bytes.fromhex(token)
    if not identifiers_by_token(actor, [wanted]):
        raise Http404
    put, reason = request.POST.get("mark", ""), clean_text(request.POST.get("reason", ""))
    faults = {} if put in {"none", *MARKS} else {"mark": "Say what the identifier is"}
    if not reason:
        faults["reason"] = str(ReasonMissing())
    if faults:
        return _mark_again(request, put, reason, faults)
    try:
        if put == "none":
            unmark_identifier(the_hub(), actor, wanted, reason)
        else:
            mark_identifier(the_hub(), actor, wanted, Mark(put), reason)
    except (AlreadyMarked, NothingToWithdraw) as refused:
        return _mark_again(request, put, reason, {_REFUSALS[type(refused)]: str(refused)})
    back = request.POST.get("back", "").partition("?")[0]
    known = back if back.startswith(reverse("networks")) else reverse("networks")
    return redirect(f"{known}?done={'unmarked' if put == 'none' else 'marked'}")


def _again(request: HttpRequest, typed: Typed, faults: dict[str, str]) -> HttpResponse:
    context = {
        "title": "Judge two reports",
        "typed": typed,
        "verdicts": list(VERDICTS.items()),
        "faults": faults,
        "back": reverse("networks"),
    }
    return render(request, "networks/judge.html", context, status=422)


def _reason_again(request: HttpRequest, title: str, reason: str, fault: str) -> HttpResponse:
    context = {
        "title": title,
        "reason": reason,
        "faults": {"reason": fault},
        "back": reverse("networks"),
    }
    return render(request, "networks/reason.html", context, status=422)


def _mark_again(
    request: HttpRequest, put: str, reason: str, faults: dict[str, str]
) -> HttpResponse:
    context = {
        "title": "Mark an identifier",
        "put": put,
        "reason": reason,
        "marks": list(MARKS.items()),
        "back_to": request.POST.get("back", ""),
        "faults": faults,
        "back": reverse("networks"),
    }
    return render(request, "networks/mark.html", context, status=422)


def _back_to(actor: Actor, case: str, done: str) -> HttpResponse:
    found = network_of(actor, case)
    if found is None or found.reports < 2:
        return redirect(f"{reverse('case', args=[case])}")
    return redirect(f"{reverse('network', args=[found.network])}?done={done}")
