"""Split reports off a network, merge two networks, and see what became of it."""

from itertools import groupby
from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fielding.access.errors import NotFound
from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.linking.judging import judge_reports
from fielding.app.linking.splitting import split_off, withdraw_split
from fielding.cases.answers import clean_text
from fielding.kernel.errors import FieldingError
from fielding.linking.errors import (
    AlreadyJudged,
    AlreadySplit,
    AlreadyTogether,
    JudgedDifferent,
    JudgedSame,
    NothingToSplit,
    NothingToWithdraw,
    NotLinked,
    ReasonMissing,
    TooMuchToSplit,
)
from fielding.linking.judgements.judging import Verdict, judgement_subject
from fielding.store.queries.networks import named_cases, network
from fielding.store.queries.splits import split_now
from fielding.web.desk import the_hub
from fielding.web.networks.listing import LATELY
from fielding.web.networks.typed_reports import case_typed, fault_of, typed_reference
from fielding.web.staff.entrance import staff
from fielding.wiring.linking_parted import plan_split, require_mergeable

#: What splitting may be refused with, and the field that it is about.
_NO_SPLIT: dict[type[FieldingError], str] = {
    ReasonMissing: "reason",
    NothingToSplit: "leaving",
    AlreadySplit: "leaving",
    TooMuchToSplit: "leaving",
    JudgedSame: "leaving",
    AlreadyJudged: "leaving",
}
#: What merging may be refused with, and the field that it is about.
_NO_MERGE: dict[type[FieldingError], str] = {
    NotLinked: "other",
    AlreadyTogether: "other",
    JudgedDifferent: "other",
    AlreadyJudged: "other",
}


@require_POST
@staff(Action.JUDGE)
def split(request: HttpRequest, actor: Actor, network_id: str) -> HttpResponse:
    """Split the chosen reports off, as one step; where it does more than that, ask first."""
    found = network(actor, network_id, since=the_hub().clock.now() - LATELY)
    chosen = named_cases(actor, request.POST.getlist("leaving"))
    reason = clean_text(request.POST.get("reason", ""))
    try:
        if not chosen:
            raise NothingToSplit
        if not reason:
            raise ReasonMissing
        planned = plan_split(actor, network_id, [one.case for one in chosen])
        if not planned.plain and "sure" not in request.POST:
            context = {
                "title": "Check what the split would do",
                "network": found,
                "chosen": chosen,
                "reason": reason,
                "parts": planned.parts,
                "back": reverse("network", args=[network_id]),
            }
            return render(request, "networks/split-check.html", context)
        split_off(the_hub(), actor, planned.pairs, reason)
    except tuple(_NO_SPLIT) as refused:
        context = {
            "title": "Split reports off a network",
            "network": found,
            "chosen": chosen,
            "reason": reason,
            "faults": {_NO_SPLIT[type(refused)]: str(refused)},
            "back": reverse("network", args=[network_id]),
        }
        return render(request, "networks/split.html", context, status=422)
    return redirect("split-outcome", *planned.pairs[0])


@require_POST
@staff(Action.JUDGE)
def merge(request: HttpRequest, actor: Actor, network_id: str) -> HttpResponse:
    """Merge a network with that of another report."""
    found = network(actor, network_id, since=the_hub().clock.now() - LATELY)
    typed = typed_reference(request.POST.get("other", ""))
    reason = clean_text(request.POST.get("reason", ""))
    case = case_typed(typed)
    faults = {} if case else {"other": fault_of(typed)}
    if not reason:
        faults["reason"] = str(ReasonMissing())
    if case and reason:
        try:
            require_mergeable(actor, network_id, case)
            judge_reports(the_hub(), actor, Verdict.SAME, (network_id, case), reason)
        except tuple(_NO_MERGE) as refused:
            faults[_NO_MERGE[type(refused)]] = str(refused)
    if faults:
        context = {
            "title": "Merge two networks",
            "network": found,
            "typed": typed,
            "reason": reason,
            "faults": faults,
            "back": reverse("network", args=[network_id]),
        }
        return render(request, "networks/merge.html", context, status=422)
    return redirect(f"{reverse('network', args=[network_id])}?done=merged")


@require_safe
@staff(Action.SEE_NETWORKS)
def split_outcome(request: HttpRequest, actor: Actor, one: str, other: str) -> HttpResponse:
    """Show which networks the reports of a split are in now."""
    return _outcome(request, actor, (one, other), {})


@require_POST
@staff(Action.JUDGE)
def withdraw(request: HttpRequest, actor: Actor, one: str, other: str) -> HttpResponse:
    """Withdraw all judgements of a split that still stand."""
    if one == other:
        raise NotFound(case=one)
    reason = clean_text(request.POST.get("reason", ""))
    try:
        withdraw_split(the_hub(), actor, (one, other), reason)
    except (ReasonMissing, NothingToWithdraw) as refused:
        return _outcome(request, actor, (one, other), {"reason": str(refused)})
    return redirect("split-outcome", one, other)


def _outcome(
    request: HttpRequest, actor: Actor, pair: tuple[str, str], faults: dict[str, str]
) -> HttpResponse:
    if pair[0] == pair[1]:
        raise NotFound(case=pair[0])
    now = split_now(actor, judgement_subject(*pair))
    context = {
        "title": "What became of the split",
        "split": now,
        "networks": [
            (rows[0], rows)
            for rows in (list(each) for _, each in groupby(now.reports, attrgetter("network")))
        ],
        "pair": pair,
        "may_judge": Action.JUDGE in MAY[actor.role],
        "reason": clean_text(request.POST.get("reason", "")),
        "faults": faults,
        "back": reverse("networks"),
    }
    return render(request, "networks/split-outcome.html", context, status=422 if faults else 200)
