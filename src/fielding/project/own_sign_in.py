"""Sign-in through the operator's own OpenID Connect provider, where one is set."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from fielding.project import surroundings

PROVIDER = "organisation"


def oidc_apps(environment: Mapping[str, str]) -> list[dict[str, object]]:
    """Describe the provider as django-allauth wants it; none is set: none."""
    address = surroundings.OIDC_URL.value(environment)
    if not address:
        return []
    return [
        {
            "provider_id": PROVIDER,
            "name": surroundings.OIDC_NAME.value(environment),
            "client_id": surroundings.OIDC_CLIENT.value(environment),
            "secret": surroundings.OIDC_SECRET.value(environment),
            "settings": {"server_url": address, "oauth_pkce_enabled": True},
        }
    ]


def oidc_origins(environment: Mapping[str, str]) -> list[str]:
    """Name the provider for the content security policy: the sign-in form is sent on to it."""
    address = urlsplit(surroundings.OIDC_URL.value(environment))
    return [f"{address.scheme}://{address.netloc}"] if address.netloc else []
