"""Signs somebody in without the pages of signing in, as tests of other pages need it."""

from django.contrib.auth.models import User
from django.test import Client


def sign_in(client: Client, user: User, at: float, *methods: str) -> Client:
    """Sign in at a moment in seconds since 1970: by password and code, or by what is named."""
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [
        {"method": method, "at": at} for method in methods or ("password", "mfa")
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
