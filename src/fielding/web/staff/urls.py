"""Addresses of staff's pages. A case is named by its random number; no address tells a story."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as own
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path
from django.views.generic.base import RedirectView

from fielding.web.staff import entrance, signing_in

#: Sign-in, as far as it is wanted here: django-allauth's own names, for it looks them up.
_SIGN_IN = [
    path("sign-in", signing_in.SignIn.as_view(), name="account_login"),
    path("sign-in/code", signing_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/closed", account.account_inactive, name="account_inactive"),
    path("sign-in/again", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/again/code", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "sign-in/again/key", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("sign-out", account.logout, name="account_logout"),
    path("sign-in/mine", mfa.index, name="mfa_index"),
    path("sign-in/mine/password", account.password_change, name="account_change_password"),
    path("sign-in/mine/app", totp.activate_totp, name="mfa_activate_totp"),
    path(
        "sign-in/mine/app/kept",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_deactivate_totp",
    ),
    path(
        "sign-in/mine/keys",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path("sign-in/mine/keys/new", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("sign-in/mine/keys/<int:pk>/remove", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("sign-in/own/<slug:provider_id>", oidc.login, name="openid_connect_login"),
    path("sign-in/own/<slug:provider_id>/back", oidc.callback, name="openid_connect_callback"),
    path("sign-in/own-cancelled", own.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/own-error", own.login_error, name="socialaccount_login_error"),
    path(
        "sign-in/own-unknown",
        RedirectView.as_view(pattern_name="account_login"),
        name="socialaccount_signup",
    ),
]

urlpatterns = [
    *_SIGN_IN,
    path("staff/", entrance.home, name="staff-home"),
]
