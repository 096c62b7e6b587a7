"""The end of a report: its reference, the receipt, the reporter's own words, or nothing at all."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fielding.app.drafts import forget_draft
from fielding.app.follow_case import follow_case, own_answers
from fielding.app.ports import Receipt
from fielding.cases.case import Case
from fielding.definitions.service import Service
from fielding.ledger import proofs
from fielding.web.desk import ledger_keys, public_service, the_hub
from fielding.web.public.return_code import code_of, take_back
from fielding.web.public.sending import Sent, sent_of
from fielding.web.public.unfinished import draft_of, gone
from fielding.web.shown_answers import show_answer
from fielding.web.speaker import Speaker
from fielding.web.surface import speaker_of


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A sent report of this browser."""

    service: Service
    sent: Sent


View = Callable[[HttpRequest, str], HttpResponse]


def _of_a_sent_report(view: Callable[[HttpRequest, End], HttpResponse]) -> View:
    """Give the view this browser's sent report; without one say where to go."""

    def found(request: HttpRequest, code: str) -> HttpResponse:
        service = public_service(code)
        draft = draft_of(request)
        if draft is None or draft.service != service.code:
            return gone(request, service)
        sent = sent_of(draft)
        if sent is None:
            return redirect("check", service.code)
        return view(request, End(service=service, sent=sent))

    return found


@require_safe
@_of_a_sent_report
def sent(request: HttpRequest, end: End) -> HttpResponse:
    """Show the reference and the code, with the receipt or the signed promise of one."""
    hub = the_hub()
    proof = hub.proofs.prove(end.sent.entry)
    standing = follow_case(hub, end.sent.reference, end.sent.code).opened.standing
    speaker = speaker_of(request)
    context = {
        "service": end.service,
        "reference": end.sent.reference,
        "code": end.sent.code,
        "promise": None if isinstance(proof, Receipt) else proof,
        "promises": [
            {
                "title": speaker.text(end.service.clocks[promised.clock].title),
                "day": speaker.day(promised.due_at.date()),
            }
            for promised in standing.promises
            if promised.stopped_at is None
        ],
        "elsewhere": where_to_go(standing.case, speaker),
    }
    return render(request, "public/sent.html", context)


@require_safe
@_of_a_sent_report
def receipt(request: HttpRequest, end: End) -> HttpResponse:
    """Say in plain words what the receipt proves."""
    keys = ledger_keys()
    handed_over = urlencode([("key", key) for key in keys])
    context = {
        "service": end.service,
        "keys": keys,
        "checker": f"{reverse('check-receipt')}#{handed_over}",
        "back": reverse("sent", args=[end.service.code]),
    }
    return render(request, "public/receipt.html", context)


@require_safe
@_of_a_sent_report
def receipt_download(request: HttpRequest, end: End) -> HttpResponse:  # noqa: ARG001
    """Hand out the receipt; while it is only promised, the page with the promise."""
    proof = the_hub().proofs.prove(end.sent.entry)
    if not isinstance(proof, Receipt):
        return redirect("sent", end.service.code)
    content = proofs.receipt_file(proofs.Receipt(entry=proof.entry, proof=proof.proof))
    return _download(content, f"{end.sent.reference}.receipt")


@require_safe
@_of_a_sent_report
def own(request: HttpRequest, end: End) -> HttpResponse:
    """Show the reporter's own answers: the sealed ones with their salts, and the open ones."""
    opened = follow_case(the_hub(), end.sent.reference, end.sent.code).opened
    speaker = speaker_of(request)
    sealed = opened.disclosed.get(end.sent.entry, ())
    context = {
        "service": end.service,
        "rows": [
            {**_row(opened.service, told.name, told.value, speaker), "salt": told.salt}
            for told in sealed
        ],
        "open_rows": [
            _row(opened.service, name, answer, speaker)
            for name, answer in opened.standing.case.answers.items()
        ],
        "back": reverse("sent", args=[end.service.code]),
    }
    return render(request, "public/own-answers.html", context)


def _row(service: Service, name: str, answer: object, speaker: Speaker) -> dict[str, object]:
    question = service.questions[name]
    shown = show_answer(service, question, answer, speaker)
    return {"question": speaker.text(question.wording), "answer": shown}


@require_safe
@_of_a_sent_report
def own_download(request: HttpRequest, end: End) -> HttpResponse:  # noqa: ARG001
    """Hand out the reporter's own answers with their salts."""
    entry, disclosed = own_answers(the_hub(), end.sent.reference, end.sent.code)
    return _download(proofs.answers_file(entry, disclosed), f"{end.sent.reference}.answers.json")


@require_POST
@_of_a_sent_report
def remember(request: HttpRequest, end: End) -> HttpResponse:
    """Show what to remember, and keep nothing: neither on this device nor as a draft."""
    return keep_nothing(request, end.service, end.sent)


def keep_nothing(request: HttpRequest, service: Service, sent: Sent) -> HttpResponse:
    """Show reference and code once more, then forget draft and cookie."""
    proof = the_hub().proofs.prove(sent.entry)
    secret = code_of(request)
    if secret:
        forget_draft(the_hub(), secret)
    context = {
        "service": service,
        "reference": sent.reference,
        "code": sent.code,
        "promise": None if isinstance(proof, Receipt) else proof,
    }
    response = render(request, "public/quiet.html", context)
    take_back(response, service.code)
    return response


def where_to_go(case: Case, speaker: Speaker) -> str:
    """Say where else to go, for a place that the service does not cover."""
    outside = case.sorted.get("outside")
    return speaker.say(f"outside.{outside}") if isinstance(outside, str) else ""


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
