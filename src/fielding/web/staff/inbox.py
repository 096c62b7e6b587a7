"""The inbox of a body: its referrals, and what can be done with each."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.answer_referral import accept_referral, return_referral
from fielding.app.open_case import open_case
from fielding.app.ports import Hub
from fielding.cases.errors import Incomplete
from fielding.referral.answering import SentBack, outcomes_allowed
from fielding.sorting.suggestion import code_title
from fielding.store.models import ReferralStanding
from fielding.store.queries.inbox import inbox as referrals_in
from fielding.store.queries.inbox import referral_of
from fielding.web.bodies import body_name
from fielding.web.desk import the_hub
from fielding.web.speaker import Speaker
from fielding.web.staff.case_view import case_context, promised
from fielding.web.staff.decision_form import recipients
from fielding.web.staff.entrance import staff
from fielding.web.staff.queue import page_number
from fielding.web.staff.telling import label, outcome_title
from fielding.web.staff.words import REFERRAL_STATES
from fielding.web.surface import speaker_of

SHELVES = {
    "open": "Open",
    "sent": "New",
    "delivered": "Opened, not answered",
    "accepted": "Accepted",
    "overdue": "Overdue",
    "closed": "Closed",
}
#: The purposes an officer can open a case for is one: they investigate.
_PURPOSE = "investigate"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReferral:
    """A referral as the inbox shows it."""

    referral: ReferralStanding
    kind: str
    state: str
    sent: str
    due: str
    overdue: bool
    outcome: str


@require_safe
@staff(Action.ANSWER_REFERRAL)
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the referrals of the reader's own body."""
    hub, speaker = the_hub(), speaker_of(request)
    shelf = request.GET.get("show", "open")
    shelf = shelf if shelf in SHELVES else "open"
    found = referrals_in(actor, shelf, hub.clock.now(), page_number(request))
    counts = {
        **found.counts,
        "open": sum(found.counts[s] for s in ("sent", "delivered", "accepted")),
    }
    context = {
        "title": f"Inbox of {body_name(actor.firm or '', speaker)}",
        "found": found,
        "lines": [_line(hub, row, speaker) for row in found.rows],
        "shelf": shelf,
        "shelves": [(name, text, counts[name]) for name, text in SHELVES.items()],
        "page_address": f"?show={shelf}&page=",
    }
    return render(request, "staff/inbox.html", context)


@require_safe
@staff(Action.ANSWER_REFERRAL)
def referral(request: HttpRequest, actor: Actor, referral: str) -> HttpResponse:
    """Open a referral: to its recipient, opening is delivery."""
    hub, speaker = the_hub(), speaker_of(request)
    row = referral_of(actor, referral)
    opened = open_case(hub, actor, str(row.case_id), purpose=_PURPOSE)
    now = hub.clock.now()
    found = opened.standing.case.referrals[referral]
    mine = [one for one in opened.standing.promises if one.referral == referral]
    context = case_context(opened, actor, now, speaker) | {
        "referral": found,
        "where": REFERRAL_STATES[found.state],
        "outcome": outcome_title(opened.service, found.outcome) if found.outcome else "",
        "promises": [promised(opened.service, one, now, speaker) for one in mine],
        "can_answer": found.state in {"sent", "delivered"},
        "can_record": bool(outcomes_allowed(opened.service, actor, found.state)),
        "done": _DONE.get(request.GET.get("done", ""), ""),
        "back": reverse("inbox"),
        "back_text": "Back to the inbox",
    }
    return render(request, "staff/referral.html", context)


@require_POST
@staff(Action.ANSWER_REFERRAL)
def accept(request: HttpRequest, actor: Actor, referral: str) -> HttpResponse:  # noqa: ARG001
    """Take the case on."""
    accept_referral(the_hub(), actor, str(referral_of(actor, referral).case_id), referral)
    return redirect(f"{reverse('referral', args=[referral])}?done=accepted")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.ANSWER_REFERRAL)
def send_back(request: HttpRequest, actor: Actor, referral: str) -> HttpResponse:
    """Ask why, or send the case back; from then on it is out of the sender's sight."""
    hub, speaker = the_hub(), speaker_of(request)
    row = referral_of(actor, referral)
    service = hub.services.by_digest(row.case.definition)
    faults: dict[str, str] = {}
    told = SentBack(
        reason=request.POST.get("reason", ""),
        better=request.POST.get("better", ""),
        note=request.POST.get("note", ""),
    )
    if request.method == "POST":
        try:
            return_referral(hub, actor, str(row.case_id), referral, told)
        except Incomplete as fault:
            faults = fault.faults
        else:
            done = {"title": f"You have sent back {row.case.reference}"}
            return render(request, "staff/sent-back.html", done)
    context = {
        "title": f"Send back {row.case.reference}",
        "reference": row.case.reference,
        "reasons": [
            (one.code, label(service.referral.return_reasons, one.code))
            for one in service.referral.return_reasons
        ],
        "bodies": [one for one in recipients(service, speaker) if one[0] != actor.firm],
        "told": told,
        "faults": faults,
        "back": reverse("referral", args=[referral]),
    }
    return render(request, "staff/send-back.html", context, status=422 if faults else 200)


_DONE = {
    "accepted": "You have accepted this referral.",
    "recorded": "The outcome is recorded.",
}


def _line(hub: Hub, row: ReferralStanding, speaker: Speaker) -> ShownReferral:
    service = hub.services.by_digest(row.case.definition)
    title = code_title(service, row.case.code)
    now = hub.clock.now()
    return ShownReferral(
        referral=row,
        kind=title.title if title else service.called.en.capitalize(),
        state=REFERRAL_STATES[row.state],
        sent=speaker.day(row.sent_at.date()),
        due=speaker.day(row.due_at.date()) if row.due_at else "",
        overdue=bool(row.due_at and row.due_at < now),
        outcome=row.outcome or "",
    )
