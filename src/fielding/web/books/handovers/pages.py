"""Handovers: the list, one of them with its differences, beginning, posting and signing."""

from collections.abc import Iterable, Iterator

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.finding.raise_findings import finding_id, raise_findings
from fielding.app.books.handing_over.hand_over import begin_handover, post_cases, sign_handover
from fielding.app.books.handing_over.read_handovers import (
    ToldHandover,
    read_handover,
    read_handovers,
    write_list,
)
from fielding.oversight.findings.finding import fold_findings
from fielding.oversight.findings.proposal import Proposal
from fielding.oversight.findings.wording import sentence_of
from fielding.oversight.handovers.errors import NotAHandoverFile
from fielding.oversight.handovers.files import LONGEST_LINE
from fielding.oversight.handovers.proposing import propose
from fielding.oversight.handovers.rule import RULE
from fielding.oversight.register.register import fold_register
from fielding.web.books.handovers.shown import (
    FILES,
    closure_rows,
    difference_row,
    show_closures,
    show_handover,
    state_of,
)
from fielding.web.books.marks import mark_of
from fielding.web.books.reader import reader_of
from fielding.web.books.refusals import or_refused
from fielding.web.books.seeing import seen
from fielding.web.csv_files import csv_file
from fielding.web.desk import the_hub
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

#: By the word in an address.
_POSTED = {word: kind for kind, word in FILES.items()}
#: Bytes of a posted file: about 300,000 cases. A larger one is posted from the command line.
LARGEST_FILE = 100 * 1024 * 1024


@require_safe
@staff()
@or_withheld
def handovers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the handovers that the reader has a part in, or all for who sees the books."""
    found = read_handovers(bookkeeper(), actor)
    firms = [firm for one in found for firm in (one.supplier, one.successor)]
    reader = reader_of(actor, speaker_of(request), firms)
    context = {
        "title": "Handovers",
        "handovers": [
            (one, reader.name(one.supplier), reader.name(one.successor), *state_of(one))
            for one in found
        ],
        "may_begin": Action.HAND_OVER in MAY[actor.role],
        "rule": RULE,
        "back": reverse("books") if Action.SEE_BOOKS in MAY[actor.role] else None,
    }
    return render(request, "books/handovers/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.HAND_OVER)
@or_withheld
@or_refused
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask which contract goes to whom, and begin at the newest checkpoint."""
    register = bookkeeper().figures().folded(fold_register)
    reader = reader_of(actor, speaker_of(request), register.organisations)
    contract, successor = request.POST.get("contract", ""), request.POST.get("successor", "")
    faults: dict[str, str] = {}
    if request.method == "POST":
        if contract not in register.contracts:
            faults["contract"] = "Choose the contract that ends"
        if successor not in register.organisations:
            faults["successor"] = "Choose who takes over"
        if not faults:
            kept = begin_handover(bookkeeper(), actor, (contract, successor), mark_of(request))
            seen(kept)
            return redirect("handover", kept.entry.subject.partition("/")[2])
    context = {
        "title": "Begin a handover",
        "contracts": [
            (slug, f"{slug} ({reader.name(one.supplier)})")
            for slug, one in sorted(register.contracts.items())
            if one.supplier
        ],
        "organisations": [(slug, reader.name(slug)) for slug in sorted(register.organisations)],
        "chosen": {"contract": contract, "successor": successor},
        "once": mark_of(request),
        "faults": faults,
        "back": reverse("handovers"),
    }
    return render(request, "books/handovers/new.html", context, status=422 if faults else 200)


@require_safe
@staff()
@or_withheld
@or_refused
def handover(request: HttpRequest, actor: Actor, handover: str) -> HttpResponse:
    """Show one handover: the list's root, what was posted, what differs, who has signed."""
    told, speaker = read_handover(bookkeeper(), actor, handover), speaker_of(request)
    reader = reader_of(actor, speaker, [told.handover.supplier, told.handover.successor])
    context = {
        "title": f"Handover of {told.handover.contract}",
        "handover": show_handover(told, reader),
        "closures": show_closures(told.closures),
        "proposed": _proposed(told, actor),
        "opens_entries": reader.opens_entries,
        "standpoint": standpoint_shown(bookkeeper().figures().books.standpoint, speaker),
        "rule": RULE,
        "back": reverse("handovers"),
        "back_text": "All handovers",
    }
    return render(request, "books/handovers/handover.html", context)


@require_POST
@staff(Action.TAKE_PART)
@or_withheld
@or_refused
def post(request: HttpRequest, actor: Actor, handover: str, file: str) -> HttpResponse:
    """Take a package or a receipt, hold it against the list, and record what came of it."""
    if file not in _POSTED:
        raise Http404
    posted = request.FILES.get("file")
    if not isinstance(posted, UploadedFile):
        raise NotAHandoverFile(because="no file was chosen")
    if (posted.size or 0) > LARGEST_FILE:
        raise NotAHandoverFile(because="it is larger than 100 MB: post it from the command line")
    _, kept = post_cases(bookkeeper(), actor, handover, _POSTED[file], _lines(posted.chunks()))
    seen(kept)
    return redirect("handover", handover)


@require_POST
@staff(Action.TAKE_PART)
@or_refused
def sign(request: HttpRequest, actor: Actor, handover: str) -> HttpResponse:  # noqa: ARG001
    """Sign for equal roots."""
    seen(sign_handover(the_hub(), actor, handover))
    return redirect("handover", handover)


@require_POST
@staff(Action.RAISE_FINDING)
@or_withheld
@or_refused
def propose_findings(request: HttpRequest, actor: Actor, handover: str) -> HttpResponse:  # noqa: ARG001
    """Raise what the rule proposes about a handover; what was raised before stays as it is."""
    told = read_handover(bookkeeper(), actor, handover)
    seen(*raise_findings(the_hub(), actor, _proposals(told)))
    return redirect("handover", handover)


@require_safe
@staff(Action.HAND_OVER)
@or_withheld
@or_refused
def listed(request: HttpRequest, actor: Actor, handover: str) -> HttpResponse:  # noqa: ARG001
    """Give the hub's own list, as a file of the same form as package and receipt."""
    content = b"".join(write_list(bookkeeper(), actor, handover))
    response = HttpResponse(content, content_type="application/jsonl")
    response["Content-Disposition"] = f'attachment; filename="handover-{handover}.jsonl"'
    return response


@require_safe
@staff()
@or_withheld
@or_refused
def differences(request: HttpRequest, actor: Actor, handover: str, file: str) -> HttpResponse:  # noqa: ARG001
    """Give the differences of a posted file as CSV."""
    if file not in _POSTED:
        raise Http404
    told = read_handover(bookkeeper(), actor, handover)
    rows = map(difference_row, told.differences.get(_POSTED[file], ()))
    return csv_file(f"handover-{handover}.{file}", ("difference", "case", "what differs"), rows)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
@or_refused
def closures(request: HttpRequest, actor: Actor, handover: str) -> HttpResponse:  # noqa: ARG001
    """Give the closures before the cut-off as CSV, a row for each span of 30 days."""
    told = read_handover(bookkeeper(), actor, handover)
    head = ("from", "closed", "checkpoint size")
    return csv_file(f"handover-{handover}.closures", head, closure_rows(told))


def _proposals(told: ToldHandover) -> list[Proposal]:
    size = bookkeeper().figures().books.standpoint.size
    return list(propose(told.handover, told.closures, size))


def _proposed(told: ToldHandover, actor: Actor) -> list[tuple[str, str, bool]]:
    """Give each finding that the rule proposes: its sentence, its id, and whether it is raised."""
    if Action.RAISE_FINDING not in MAY[actor.role]:
        return []
    raised = bookkeeper().figures().folded(fold_findings)
    named = [(sentence_of(one.code), finding_id(one)) for one in _proposals(told)]
    return [(sentence, name, name in raised) for sentence, name in named]


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Split a file at its line ends, whatever its chunks; a line without end is cut and refused."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from (line + b"\n" for line in lines)
        if len(rest) > LONGEST_LINE:
            yield rest
            return
    if rest:
        yield rest
