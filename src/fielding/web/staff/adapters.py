"""How sign-in (django-allauth) behaves here: no signing up, secrets sealed, OIDC claims dropped."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.messages import constants
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from fielding.ledger.sealing import NONCE_BYTES, unwrap_key, wrap_key
from fielding.store.models import Person
from fielding.web.desk import the_hub
from fielding.web.faults import fault_page

#: Who has proved within so many seconds who they are is not asked again at once.
_FRESH = 300
_BOUND = "second-factor/v1"


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from an administrator only, and have no address to write to."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        recent = [record["at"] for record in get_authentication_records(self.request, self._user)]
        if recent and the_hub().clock.now().timestamp() - max(recent) < _FRESH:
            return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def add_message(self, request: HttpRequest, level: int, *rest: object, **named: object) -> None:
        """Pass on refusals only: what went well shows."""
        if level >= constants.ERROR:
            super().add_message(request, level, *rest, **named)

    def send_notification_mail(self, *_: object, **__: object) -> None:
        """Send nothing: accounts have no address."""

    @property
    def _user(self) -> object:
        return self.request.user


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets are sealed before they are stored."""

    def get_totp_issuer(self) -> str:
        return "Fielding"

    def encrypt(self, text: str) -> str:
        nonce = the_hub().random.bytes(NONCE_BYTES)
        box = wrap_key(_factor_key(), text.encode(), bound=_BOUND, nonce=nonce)
        return base64.b64encode(box).decode()

    def decrypt(self, encrypted_text: str) -> str:
        box = base64.b64decode(encrypted_text)
        return unwrap_key(_factor_key(), box, bound=_BOUND).decode()


class OwnSignIn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in through the organisation's own provider: for accounts that an administrator made."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Join a first sign-in to the account that names its identifier; refuse all others."""
        if sociallogin.is_existing:
            return
        known = Person.objects.filter(subject=sociallogin.account.uid, ended=None).first()
        if known is None:
            raise ImmediateHttpResponse(fault_page(request, 403))
        sociallogin.connect(request, known.user)


@receiver(pre_save, sender=SocialAccount)
def _keep_nothing_told(instance: SocialAccount, **_: object) -> None:
    """A provider tells names and addresses; none of them is kept."""
    instance.extra_data = {}


@receiver(authenticator_added)
def _strong_from_now(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: object
) -> None:
    """Whoever has just enrolled a second factor has shown that they hold it."""
    records = [*get_authentication_records(request, user)]
    now = the_hub().clock.now().timestamp()
    records.append({"method": "mfa", "at": now, "type": str(authenticator.type)})
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records


def _factor_key() -> bytes:
    return hashlib.sha256(f"{_BOUND}\n{settings.SECRET_KEY}".encode()).digest()
