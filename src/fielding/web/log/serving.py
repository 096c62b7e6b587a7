"""Serves checkpoint, keys and tiles to everybody; a tile never changes, so caches may keep it."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from fielding.ledger.errors import TileFault
from fielding.ledger.tiles import TilePlace, parse_index
from fielding.store.log_rows import latest_checkpoint, tile_hashes
from fielding.wiring.hub import keyring

_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give the newest signed checkpoint, for outsiders to keep."""
    note = latest_checkpoint()
    if note is None:
        raise Http404
    response = HttpResponse(note, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def keys(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give the public keys; compare them with a copy from somewhere else."""
    return JsonResponse(keyring().verifier_keys())


@require_safe
def tile(request: HttpRequest, level: int, index: str) -> HttpResponse:  # noqa: ARG001
    """Give the hashes of a tile, full or partial."""
    place = place_of(level, index)
    hashes = tile_hashes(place)
    if hashes is None:
        raise Http404
    response = HttpResponse(hashes, content_type="application/octet-stream")
    response["Cache-Control"] = _FOR_EVER
    return response


def place_of(level: int, index: str) -> TilePlace:
    """Read which tile an address names, or there is none."""
    try:
        number, width = parse_index(index)
    except TileFault as fault:
        raise Http404 from fault
    return TilePlace(level=level, index=number, width=width)
