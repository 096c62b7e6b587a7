"""Organisations, for the administrator: firms, public bodies, the authority in charge."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.cases.answers import clean_text
from fielding.store.accounts import KINDS, add_organisation
from fielding.store.errors import BadAccount, NameTaken
from fielding.store.models import Organisation
from fielding.web.desk import the_hub
from fielding.web.staff.entrance import staff


@require_safe
@staff(Action.ADMINISTER)
def organisations(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """List all organisations."""
    listed = Organisation.objects.order_by("ended", "kind", "name")
    context = {"title": "Organisations", "organisations": listed, "kinds": KINDS}
    return render(request, "staff/organisations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.ADMINISTER)
def new(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """Ask for a new organisation, or add it."""
    faults: dict[str, str] = {}
    if request.method == "POST":
        slug, name, kind = (
            clean_text(request.POST.get(field, ""))[:200] for field in ("slug", "name", "kind")
        )
        try:
            add_organisation(slug, name, kind, begun=the_hub().clock.now().date())
        except BadAccount as fault:
            faults = fault.faults
        except NameTaken:
            faults = {"slug": "There is already an organisation of this short name"}
        else:
            return redirect("organisations")
    context = {
        "title": "Add an organisation",
        "kinds": list(KINDS.items()),
        "typed": request.POST,
        "faults": faults,
        "back": reverse("organisations"),
    }
    return render(request, "staff/new-organisation.html", context, status=422 if faults else 200)


@require_POST
@staff(Action.ADMINISTER)
def close(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:  # noqa: ARG001
    """Close an organisation: nobody new can act for it."""
    open_ones = Organisation.objects.filter(slug=slug, ended=None)
    if not open_ones.update(ended=the_hub().clock.now().date()):
        raise Http404
    return redirect("organisations")
