"""Bring a file into the register from a page: tried first, then kept."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.registering.contracting import Contracting, Fate
from fielding.web.desk import the_hub
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.wiring.registering import (
    Format,
    Imported,
    import_into_register,
    read_upload,
    try_import,
)

#: Bytes: some thousand releases, ten seconds. The command line takes larger files.
LARGEST = 5 * 1024 * 1024
FORMATS = {
    Format.OCDS.value: "Contracts (OCDS releases, packages or records)",
    Format.BODS.value: "Ownership (BODS 0.4 statements)",
}
FATES = {
    Fate.REGISTERED: "Goes into the register",
    Fate.KNOWN: "Kept with its release",
    Fate.UNKNOWN: "Known to no schema here; kept with its release",
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.KEEP_REGISTER)
@or_withheld
def bring_in(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for a file; say what it would add, or what it has added."""
    context: dict[str, object] = {
        "title": "Bring a file into the register",
        "formats": list(FORMATS.items()),
        "typed": request.POST,
        "faults": {},
        "back": reverse("register"),
    }
    if request.method != "POST":
        return render(request, "books/register/import.html", context)
    file, door = request.FILES.get("file"), request.POST.get("format", "")
    faults = _faults(file, door)
    if faults or not isinstance(file, UploadedFile):
        return render(
            request, "books/register/import.html", {**context, "faults": faults}, status=422
        )
    told = read_upload(file.read(), Format(door))
    keep = request.POST.get("keep") == "yes"
    hub = the_hub()
    done = import_into_register(hub, actor, told) if keep else try_import(hub, actor, told)
    if keep and done.added.last:
        hub.proofs.prove(done.added.last)
    shown = _shown(done, file.name or "")
    return render(request, "books/register/imported.html", {**context, **shown})


def _faults(file: object, door: str) -> dict[str, str]:
    faults = {}
    if not isinstance(file, UploadedFile):
        faults["file"] = "Choose a file"
    elif (file.size or 0) > LARGEST:
        faults["file"] = "Choose a file of at most 5 MB; the command line takes larger ones"
    if door not in FORMATS:
        faults["format"] = "Choose what the file holds"
    return faults


def _shown(done: Imported, name: str) -> dict[str, object]:
    told = done.told
    fields = told.fields if isinstance(told, Contracting) else ()
    return {
        "title": "Brought into the register" if done.kept else "What this file would add",
        "name": name,
        "done": done,
        "is_contracting": isinstance(told, Contracting),
        "lost": [fault for fault in done.faults if fault.lost],
        "noted": [fault for fault in done.faults if not fault.lost],
        "fields": [(field.path, field.count, FATES[field.fate]) for field in fields],
        "extensions": told.extensions if isinstance(told, Contracting) else (),
    }
