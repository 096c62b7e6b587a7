"""Accounts, for the administrator: add, close, reset, and keys for programs. No case data here."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.progress_code import ALPHABET
from fielding.cases.answers import clean_text
from fielding.store.accounts import (
    STAFF_ROLES,
    NewPerson,
    add_person,
    add_token,
    end_person,
    reset_sign_in,
)
from fielding.store.errors import BadAccount, NameTaken
from fielding.store.models import Organisation, Person
from fielding.web.desk import the_hub
from fielding.web.staff.entrance import staff
from fielding.web.staff.words import ROLES
from fielding.web.surface import speaker_of

#: Bytes of a first password (100 bits) and of a key for programs.
_FIRST, _KEY = 20, 32


@require_safe
@staff(Action.ADMINISTER)
def people(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """List all accounts."""
    listed = Person.objects.select_related("user", "organisation").order_by(
        "ended", "role", "user__username"
    )
    context = {"title": "People", "people": listed, "roles": ROLES}
    return render(request, "staff/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.ADMINISTER)
def new(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """Ask for a new account, or make it; its first password is shown once."""
    if request.method != "POST":
        return _form(request, {})
    hub = the_hub()
    first = _drawn_password(hub.random.bytes(_FIRST))
    try:
        made = add_person(_typed(request), password=first, begun=hub.clock.now().date())
    except BadAccount as fault:
        return _form(request, fault.faults)
    except NameTaken:
        return _form(request, {"handle": "There is already an account of this handle"})
    return _hand_over(request, made, "Account made", "First password", first)


@require_POST
@staff(Action.ADMINISTER)
def close(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:  # noqa: ARG001
    """Close an account; one cannot close one's own, so that there is always an administrator."""
    person = _open(number)
    if person.user.get_username() == actor.name:
        raise PermissionDenied
    end_person(person, on=the_hub().clock.now().date())
    return redirect("people")


@require_POST
@staff(Action.ADMINISTER)
def reset(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:  # noqa: ARG001
    """Give an account a new first password; its second factors are enrolled anew."""
    person = _open(number)
    first = _drawn_password(the_hub().random.bytes(_FIRST))
    reset_sign_in(person, password=first)
    return _hand_over(request, person, "Sign-in reset", "New password", first)


@require_POST
@staff(Action.ADMINISTER)
def key(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:  # noqa: ARG001
    """Make a key for a program that acts as this account; it is shown once."""
    person, hub = _open(number), the_hub()
    today = hub.clock.now().date()
    label = f"made {speaker_of(request).day(today)}"
    token = add_token(person, label=label, drawn=hub.random.bytes(_KEY), begun=today)
    return _hand_over(request, person, "Key made", "Key", token)


def _open(number: int) -> Person:
    found = Person.objects.select_related("user").filter(pk=number, ended=None).first()
    if found is None:
        raise Http404
    return found


def _typed(request: HttpRequest) -> NewPerson:
    told = {name: clean_text(request.POST.get(name, ""))[:200] for name in _FIELDS}
    known = {role.value: role for role in STAFF_ROLES}
    known_services = [service.code for service in the_hub().services.in_force()]
    return NewPerson(
        handle=told["handle"],
        role=known.get(told["role"], Role.SYSTEM),
        organisation=told["organisation"] or None,
        contract=told["contract"],
        services=tuple(one for one in known_services if one in request.POST.getlist("services")),
        subject=told["subject"] or None,
    )


_FIELDS = ("handle", "role", "organisation", "contract", "subject")


def _form(request: HttpRequest, faults: dict[str, str]) -> HttpResponse:
    listed = Organisation.objects.filter(ended=None)
    context = {
        "title": "Add a person",
        "roles": [(role.value, ROLES[role.value].capitalize()) for role in STAFF_ROLES],
        "organisations": [(one.slug, one.name) for one in listed],
        "services": [(one.code, one.name.en) for one in the_hub().services.in_force()],
        "typed": request.POST,
        "faults": faults,
        "back": reverse("people"),
    }
    return render(request, "staff/new-person.html", context, status=422 if faults else 200)


def _hand_over(
    request: HttpRequest, person: Person, title: str, what: str, secret: str
) -> HttpResponse:
    context = {
        "title": title,
        "handle": person.user.get_username(),
        "what": what,
        "secret": secret,
        "back": reverse("people"),
    }
    return render(request, "staff/hand-over.html", context)


def _drawn_password(drawn: bytes) -> str:
    letters = "".join(ALPHABET[byte % len(ALPHABET)] for byte in drawn).lower()
    return "-".join(letters[at : at + 5] for at in range(0, len(letters), 5))
