"""Addresses of staff's pages. A case is named by its random number; no address tells a story."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as own
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path, register_converter
from django.views.generic.base import RedirectView

from fielding.web.staff import (
    case_page,
    deciding,
    entrance,
    erasing,
    handling,
    inbox,
    organisations,
    outcomes,
    packages,
    people,
    phone,
    queue,
    signing_in,
)


class Identifier:
    """A UUID in an address, as the text that the ledger writes."""

    regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


register_converter(Identifier, "id")

#: Sign-in, as far as it is wanted here: django-allauth's own names, for it looks them up.
_SIGN_IN = [
    path("sign-in", signing_in.SignIn.as_view(), name="account_login"),
    path("sign-in/code", signing_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/closed", account.account_inactive, name="account_inactive"),
    path("sign-in/again", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/again/code", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/again/key", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
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
    path("desk/", queue.desk, name="desk"),
    path("desk/next", queue.take, name="take"),
    path("desk/reviews", queue.reviews, name="reviews"),
    path("desk/open", case_page.find_form, name="find-form"),
    path("desk/open/found", case_page.find, name="find"),
    path("desk/case/<id:case>/", case_page.show_case, name="case"),
    path("desk/case/<id:case>/assign", handling.assign, name="assign"),
    path("desk/case/<id:case>/hold", handling.hold, name="hold"),
    path("desk/case/<id:case>/release", handling.release, name="release"),
    path("desk/case/<id:case>/decide/<slug:name>", deciding.decide, name="decide"),
    path("desk/case/<id:case>/review", deciding.review, name="review"),
    path("desk/case/<id:case>/outcome", outcomes.outcome, name="outcome"),
    path("desk/phone/", phone.choose, name="phone"),
    path("desk/phone/<slug:code>/", phone.take_down, name="phone-report"),
    path("desk/erase/", erasing.find, name="erase"),
    path("desk/erase/<id:case>/", erasing.erase, name="erase-case"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<id:referral>/", inbox.referral, name="referral"),
    path("inbox/<id:referral>/accept", inbox.accept, name="accept"),
    path("inbox/<id:referral>/return", inbox.send_back, name="send-back"),
    path("inbox/<id:referral>/outcome", outcomes.referral_outcome, name="referral-outcome"),
    path("inbox/<id:referral>/package", packages.printable, name="package"),
    path("inbox/<id:referral>/package.json", packages.as_json, name="package-json"),
    path("people/", people.people, name="people"),
    path("people/new", people.new, name="new-person"),
    path("people/<int:number>/close", people.close, name="close-person"),
    path("people/<int:number>/reset", people.reset, name="reset-person"),
    path("people/<int:number>/key", people.key, name="new-key"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new", organisations.new, name="new-organisation"),
    path("organisations/<slug:slug>/close", organisations.close, name="close-organisation"),
]
