"""Pages that only say something: accessibility, privacy, figures, and the receipt checker."""

import base64
import hashlib
import importlib.util
import re
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

_INLINE = re.compile(rb"<(script|style)\b[^>]*>(.*?)</\1>", re.DOTALL)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "public/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, sealed, shown and erased."""
    return render(request, "public/privacy.html")


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Say how published figures come about and how anybody can recompute them."""
    return render(request, "public/figures.html")


@require_safe
def check_receipt(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Serve the verifier's own page: it works alone, so its script and style stand inside it."""
    page, policy = _checker()
    response = HttpResponse(page, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = policy
    return response


@cache
def _checker() -> tuple[bytes, str]:
    """Read the page, and allow exactly the script and the style that it holds, by their hash.

    The verifier is looked up, not imported: the hub must not depend on what checks it.
    """
    spec = importlib.util.find_spec("fielding_verifier")
    folders = spec.submodule_search_locations if spec else None
    page = (Path(next(iter(folders or []))) / "check-receipt.html").read_bytes()
    allowed: dict[str, list[str]] = {"script": [], "style": []}
    for tag, inside in _INLINE.findall(page):
        digest = base64.b64encode(hashlib.sha256(inside).digest()).decode()
        allowed[tag.decode()].append(f"'sha256-{digest}'")
    policy = "; ".join(
        ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]
        + [f"{tag}-src {' '.join(hashes)}" for tag, hashes in allowed.items() if hashes]
    )
    return page, policy
