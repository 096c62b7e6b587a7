"""One entry of the ledger as an overseer sees it: its bytes, its place, its proof."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.ports import Receipt
from fielding.app.read_figures import show_entry
from fielding.ledger import proofs
from fielding.web.desk import ledger_keys
from fielding.web.faults import fault_page
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper


@require_safe
@staff(Action.SEE_FIGURES)
@or_withheld
def entry_page(request: HttpRequest, actor: Actor, index: int) -> HttpResponse:
    """Show an entry, what it says, and how to check it."""
    shown = show_entry(bookkeeper(), actor, index)
    context = {
        "kept": shown.kept,
        "content": shown.kept.content.decode(),
        "facts": _laid_out(shown.kept.entry.facts),
        "proof": shown.proof if isinstance(shown.proof, Receipt) else None,
        "chain": shown.chain,
        "back": reverse("oversight"),
        "keys": ledger_keys(),
        "standpoint": standpoint_shown(
            bookkeeper().figures().books.standpoint, speaker_of(request)
        ),
    }
    return render(request, "oversight/entry.html", context)


@require_safe
@staff(Action.SEE_FIGURES)
@or_withheld
def entry_receipt(request: HttpRequest, actor: Actor, index: int) -> HttpResponse:
    """Give an entry with its proof as a file that the verifier checks without the hub."""
    proof = show_entry(bookkeeper(), actor, index).proof
    if not isinstance(proof, Receipt):
        return fault_page(request, 503)
    content = proofs.receipt_file(proofs.Receipt(entry=proof.entry, proof=proof.proof))
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="entry-{index}.receipt"'
    return response


def _laid_out(facts: object) -> str:
    return json.dumps(facts, indent=2, ensure_ascii=False, sort_keys=True)
