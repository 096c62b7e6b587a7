"""Who may come in: turns a signed-in session into an actor, or shows the way to sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from fielding.access.errors import NotPermitted
from fielding.access.permissions import Action, require
from fielding.access.roles import Actor, Role
from fielding.store.accounts import actor_of
from fielding.store.errors import NotStaff
from fielding.web.faults import fault_page
from fielding.web.staff.refusals import refusal_page
from fielding.web.staff.sessions import is_strong

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Actor, Rest], HttpResponse]

#: Where each role begins its day.
HOMES = {
    Role.CALL_HANDLER: "phone",
    Role.ASSESSOR: "desk",
    Role.SUPERVISOR: "desk",
    Role.ANALYST: "networks",
    Role.OFFICER: "inbox",
    Role.OVERSEER: "oversight",
    Role.CONTRACT_MANAGER: "books",
    Role.AWARD_OFFICER: "books",
    Role.SECOND_READER: "to-read",
    Role.ADJUDICATOR: "to-settle",
    Role.SUPPLIER: "findings",
    Role.DATA_PROTECTION_OFFICER: "erase",
    Role.ADMINISTRATOR: "people",
}


def staff(action: Action | None = None) -> Callable[[View[Rest]], Callable[..., HttpResponseBase]]:
    """Let signed-in staff with a strong sign-in and the action's permission pass, as an actor.

    A session that rests on a password alone reaches nothing but the enrolment of a second factor.
    What a use case refuses becomes a page in plain words.
    """

    def dressed(view: View[Rest]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def entered(
            request: HttpRequest, *places: Rest.args, **named: Rest.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), "account_login")
            if not is_strong(request):
                return redirect("mfa_index")
            try:
                actor = actor_of(request.user)
            except NotStaff:
                logout(request)
                return fault_page(request, 403)
            request.actor = actor  # type: ignore[attr-defined]
            try:
                if action is not None:
                    require(actor, action)
            except NotPermitted:
                return fault_page(request, 403)
            return refusal_page(request, lambda: view(request, actor, *places, **named))

        return entered

    return dressed


@staff()
def home(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """Send everybody to where their work is."""
    return redirect(HOMES.get(actor.role, "mfa_index"))
