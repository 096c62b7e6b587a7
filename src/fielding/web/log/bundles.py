"""Serves entry bundles: entries hold no name and no free text, but are for overseers only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.ledger.tiles import encode_bundle
from fielding.store.log_rows import bundle_rows
from fielding.web.log.serving import place_of
from fielding.web.staff.entrance import staff


@require_safe
@staff(Action.SEE_FIGURES)
def entries(request: HttpRequest, actor: Actor, index: str) -> HttpResponse:  # noqa: ARG001
    """Give the entries of a bundle, to those who may see figures."""
    place = place_of(0, index)
    rows = bundle_rows(actor, place)
    if len(rows) != place.width:
        raise Http404
    response = HttpResponse(encode_bundle(rows), content_type="application/octet-stream")
    response["Cache-Control"] = "private, no-store"
    return response
