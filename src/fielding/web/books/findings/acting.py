"""What people do about findings: raise one by hand, reply, decide on a reply, withdraw."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.finding.close_finding import decide_on_reply, withdraw_finding
from fielding.app.books.finding.raise_findings import finding_id, raise_findings
from fielding.app.books.finding.reply_to_finding import reply_to_finding
from fielding.app.read_figures import Figures
from fielding.cases.answers import clean_text
from fielding.oversight.findings.errors import NotAProposal
from fielding.oversight.findings.finding import read_period
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.oversight.findings.rule import RULE
from fielding.oversight.findings.wording import OBSERVED
from fielding.oversight.register.register import fold_register
from fielding.web.books.findings.shown import SEVERITIES
from fielding.web.books.reader import reader_of
from fielding.web.books.refusals import or_refused
from fielding.web.books.seeing import seen
from fielding.web.desk import the_hub
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

_MOST_ENTRIES = 200
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")


@require_POST
@staff(Action.REPLY)
@or_refused
def reply(request: HttpRequest, actor: Actor, finding: str) -> HttpResponse:
    """Take the supplier's reply; the same words again change nothing."""
    hub = the_hub()
    seen(reply_to_finding(hub, actor, finding, request.POST.get("reply", "")))
    return redirect("finding", finding)


@require_POST
@staff(Action.DECIDE_REPLY)
@or_refused
def decide(request: HttpRequest, actor: Actor, finding: str) -> HttpResponse:
    """Accept or decline a reply, with reasons."""
    told = (request.POST.get("of", ""), request.POST.get("reasons", ""))
    result = request.POST.get("result")
    if result not in {"accept", "decline"}:
        raise NotAProposal(missing="whether the reply is accepted or declined")
    seen(decide_on_reply(the_hub(), actor, finding, told, accept=result == "accept"))
    return redirect("finding", finding)


@require_POST
@staff(Action.RAISE_FINDING)
@or_refused
def withdraw(request: HttpRequest, actor: Actor, finding: str) -> HttpResponse:
    """Withdraw a finding, with reasons."""
    seen(withdraw_finding(the_hub(), actor, finding, request.POST.get("reasons", "")))
    return redirect("finding", finding)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.RAISE_FINDING)
@or_withheld
@or_refused
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask what was noted and in which entries, and raise it."""
    figures = bookkeeper().figures()
    faults: dict[str, str] = {}
    if request.method == "POST":
        proposal, faults = _proposal(request, figures)
        if proposal:
            seen(*raise_findings(the_hub(), actor, [proposal], _typed(request, "note")))
            return redirect("finding", finding_id(proposal))
    register = figures.folded(fold_register)
    reader = reader_of(actor, speaker_of(request), register.organisations)
    context = {
        "title": "Raise a finding",
        "suppliers": [(slug, reader.name(slug)) for slug in sorted(register.organisations)],
        "contracts": [(slug, slug) for slug in sorted(register.contracts)],
        "severities": list(SEVERITIES.items()),
        "typed": request.POST,
        "faults": faults,
        "back": reverse("findings"),
    }
    return render(request, "books/findings/new.html", context, status=422 if faults else 200)


def _proposal(request: HttpRequest, figures: Figures) -> tuple[Proposal | None, dict[str, str]]:
    register = figures.folded(fold_register)
    typed = {name: _typed(request, name) for name in ("supplier", "contract", "severity")}
    value, period = _typed(request, "value"), _typed(request, "period")[:30]
    entries = _entries(_typed(request, "entries"), figures.books.standpoint.size)
    faults: dict[str, str] = {}
    if typed["supplier"] not in register.organisations:
        faults["supplier"] = "Choose the supplier whom the finding is about"
    if typed["contract"] and typed["contract"] not in register.contracts:
        faults["contract"] = "Choose one of the contracts, or none"
    if typed["severity"] not in SEVERITIES:
        faults["severity"] = "Choose how much the finding weighs"
    if not _is_period(period):
        faults["period"] = "Write a month like 2026-03, a day like 2026-03-14, or a year"
    if not _NUMBER.fullmatch(value):
        faults["value"] = "Write a number, like 3 or 12.5"
    if not entries:
        faults["entries"] = "Name at least one entry of the ledger by its number"
    if faults:
        return None, faults
    return _of(typed, value, period, (entries, figures.books.standpoint.size)), {}


def _of(
    typed: dict[str, str], value: str, period: str, rests: tuple[tuple[int, ...], int]
) -> Proposal:
    return Proposal(
        instrument=RULE.code,
        rule=RULE.digest,
        supplier=typed["supplier"],
        contract=typed["contract"] or None,
        severity=Severity(typed["severity"]),
        code=OBSERVED,
        figure={"value": value},
        evidence=rests[0],
        stands_at=rests[1],
        period=period,
    )


def _entries(typed: str, size: int) -> tuple[int, ...]:
    words = typed.replace(",", " ").split()
    if len(words) > _MOST_ENTRIES or not all(w.isdecimal() and len(w) < 16 for w in words):
        return ()
    numbers = tuple(dict.fromkeys(int(word) for word in words))
    return numbers if all(number < size for number in numbers) else ()


def _is_period(typed: str) -> bool:
    try:
        first, last = read_period(typed)
    except (ValueError, IndexError):
        return False
    return first <= last


def _typed(request: HttpRequest, name: str) -> str:
    return clean_text(request.POST.get(name, "")).strip()
