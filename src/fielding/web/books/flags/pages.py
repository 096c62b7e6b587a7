"""Red flags over an uploaded file: what each says, of how many processes, and why not of the rest.

The file is read in memory and forgotten with the answer.
"""

import json
from collections import Counter
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.oversight.flags.catalogue import BECAUSE, CATALOGUE
from fielding.oversight.flags.indicators import Indicator
from fielding.oversight.flags.settings import Settings
from fielding.oversight.flags.verdicts import Flag, Group
from fielding.web.staff.entrance import staff
from fielding.wiring.flagging import FlaggedFile, document_of, flag_content

#: Bytes; the command line takes larger files.
LARGEST = 20 * 1024 * 1024
#: Rows shown of each flag; the JSON file has all.
SHOWN = 50
_GROUPS = {
    Group.OCID: "Process",
    Group.BUYER: "Buyer",
    Group.PROCURING_ENTITY: "Procuring entity",
    Group.TENDERER: "Tenderer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFlag:
    """One flag in words."""

    group: str
    subject: str
    value: str
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIndicator:
    """One indicator in words: what it was raised on, and why it says nothing of the rest."""

    code: str
    title: str
    condition: str
    fenced: bool
    raised: int
    computed: int
    flags: tuple[ShownFlag, ...]
    unknown: tuple[tuple[int, str], ...]


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.SEE_BOOKS)
def flags(request: HttpRequest, _: Actor) -> HttpResponse:
    """Ask for a file, or say what the red flags make of it."""
    context: dict[str, object] = {
        "title": "Red flags over a contracting file",
        "catalogue": CATALOGUE,
        "back": reverse("books"),
    }
    if request.method != "POST":
        return render(request, "books/flags/flags.html", context)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or (file.size or 0) > LARGEST:
        fault = "Choose a file of at most 20 MB" if file else "Choose a file"
        return render(request, "books/flags/flags.html", {**context, "fault": fault}, status=422)
    found = flag_content(file.read(), Settings())
    if request.POST.get("as") == "json":
        return _document(found)
    shown = [_indicator(indicator) for indicator in found.examined.indicators]
    context |= {"name": file.name, "found": found, "shown": shown, "most": SHOWN}
    return render(request, "books/flags/flags.html", context)


def _document(found: FlaggedFile) -> HttpResponse:
    content = json.dumps(document_of(found), indent=2)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="red-flags.json"'
    return response


def _indicator(indicator: Indicator) -> ShownIndicator:
    described = CATALOGUE[indicator.code]
    reasons = Counter(why.because for why in indicator.unknown.values())
    return ShownIndicator(
        code=indicator.code,
        title=described.title,
        condition=described.condition,
        fenced=described.fenced,
        raised=len(indicator.flags),
        computed=indicator.computed,
        flags=tuple(_flag(flag) for flag in indicator.flags[:SHOWN]),
        unknown=tuple((times, BECAUSE[reason]) for reason, times in reasons.most_common()),
    )


def _flag(flag: Flag) -> ShownFlag:
    places = [place for place, _ in flag.rests_on]
    more = f" and {len(places) - 5:,} more" if len(places) > 5 else ""
    return ShownFlag(
        group=_GROUPS[flag.group],
        subject=flag.subject,
        value=f"{float(flag.value):g}",
        places=", ".join(places[:5]) + more,
    )
