"""The sign-in page: allauth's, with the demonstration's accounts shown while it is loaded."""

from dataclasses import dataclass

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.contrib.messages import get_messages

from fielding.store.models import Person
from fielding.web.desk import the_hub
from fielding.web.staff.words import ROLES
from fielding.wiring.demonstration_accounts import PASSWORD, totp_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An account of the demonstration with what signs it in at this moment."""

    handle: str
    role: str
    organisation: str
    password: str
    code: str


def shown_accounts() -> list[Shown]:
    """List the demonstration's accounts; none where no demonstration is loaded."""
    now = int(the_hub().clock.now().timestamp())
    people = Person.objects.filter(demonstration=True, ended=None).select_related(
        "user", "organisation"
    )
    return [
        Shown(
            handle=person.user.get_username(),
            role=ROLES[person.role],
            organisation=person.organisation.name if person.organisation else "",
            password=PASSWORD,
            code=current_code(totp_bytes(person.user.get_username()), now),
        )
        for person in people
    ]


def current_code(secret: bytes, now: int) -> str:
    """Give the code that an authenticator app would show now."""
    return TOTP(secret, 6, SHA1(), 30).generate(now).decode()  # noqa: S303


class SignIn(LoginView):  # type: ignore[misc]
    """Handle and password, or a passkey."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        return {
            **context,
            "title": "Sign in",
            "messages": list(get_messages(self.request)),
            "accounts": shown_accounts(),
            "own_sign_ins": apps,
        }


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """The code, or a security key, after the password."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        handle = self.stage.login.user.get_username()
        shown = [one for one in shown_accounts() if one.handle == handle]
        has_key = Authenticator.objects.filter(
            user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN
        ).exists()
        return {**context, "title": "Check that it is you", "accounts": shown, "has_key": has_key}
