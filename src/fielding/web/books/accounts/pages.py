"""The public accounts: figures, definitions, the public edition, and how to compute them again."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.engines.accounts import Release
from fielding.oversight.published import LEAST
from fielding.web.books.accounts.summing import accounts_of
from fielding.web.csv_files import csv_file
from fielding.web.surface import speaker_of
from fielding.wiring.accounts import accounts
from fielding.wiring.hub import hub


@require_safe
def public_accounts(request: HttpRequest) -> HttpResponse:
    """Show the newest release, and how anybody computes its figures again."""
    release, speaker = accounts().newest(), speaker_of(request)
    speaker.fell_back = speaker.language != "en"
    if release is None:
        return render(request, "books/accounts/none.html")
    real = any(not cell.synthetic for cell in release.cells)
    cells = [cell for cell in release.cells if cell.synthetic is not real]
    services = [hub().services.by_digest(digest) for digest in release.definitions]
    context = {
        "release": release,
        "at": speaker.moment(release.at),
        "megabytes": f"{release.file.stat().st_size / 1e6:.1f}",
        "only_synthetic": bool(cells) and not real,
        "least": LEAST,
        "services": [found for one in services if (found := accounts_of(one, cells)).months],
    }
    return render(request, "books/accounts/accounts.html", context)


@require_safe
def edition_file(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001
    """Give the public edition as one file."""
    release = _newest()
    return FileResponse(release.file.open("rb"), as_attachment=True, content_type="application/zip")


@require_safe
def figures_file(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give every public figure as a table, with the checkpoint it stands at in every row."""
    release = _newest()
    head = (
        "figure", "cases", "service", "month", "firm", "says", "number", "checkpoint size",
        "checkpoint root",
    )  # fmt: skip
    rows = []
    for cell in release.cells:
        world = "synthetic" if cell.synthetic else "real"
        words = (cell.counting, world, cell.service, cell.month, cell.firm, cell.says)
        rows.append((*words, cell.number, release.size, release.root))
    return csv_file(f"public-figures-{release.size}", head, rows)


def _newest() -> Release:
    release = accounts().newest()
    if release is None:
        raise Http404
    return release
