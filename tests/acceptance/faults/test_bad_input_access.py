"""Every address of the hub against every role: who gets in, who is turned away, and how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import URLPattern, reverse

from fielding.access.roles import Actor, Role
from fielding.app.decide_case import decide_case
from fielding.app.follow_case import ask_for_review
from fielding.app.ports import Hub
from fielding.cases.deciding import DecisionForm
from fielding.store.accounts import add_token
from fielding.store.models import Organisation, Person, ReferralStanding
from fielding.store.queries.acting import reading_as
from fielding.wiring.figures import bookkeeper

#: The columns of the table below. A program has a token where a person has a session.
WHO = (
    "nobody", "password-only", "call-handler", "assessor", "supervisor", "force-officer",
    "officer-elsewhere", "overseer", "data-protection-officer", "administrator", "importer",
    "contract-manager", "award-officer", "second-reader", "adjudicator", "supplier",
)  # fmt: skip
#: How each is answered: i let in, s sent to the sign-in, e sent to enrol a second factor,
#: 1, 3 and 4 refused with 401, 403 and 404. A case of somebody else is not there at all: 404.
MATRIX = {
    "accept": "s e 3 3 3 i 4 3 3 3 3 3 3 3 3 3",
    "accessibility": "i i i i i i i i i i i i i i i i",
    "account_change_password": "s i i i i i i i i i i i i i i i",
    "account_inactive": "i i i i i i i i i i i i i i i i",
    "account_login": "i i i i i i i i i i i i i i i i",
    "account_logout": "s is is is is is is is is is is is is is is is",
    "account_reauthenticate": "s i i i i i i i i i i i i i i i",
    "accounts": "i i i i i i i i i i i i i i i i",
    # Nothing has been released.
    "accounts-edition": "4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4",
    "accounts-figures": "4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4",
    "api-1:accept": "1 1 3 3 3 i 4 3 3 3 3 3 3 3 3 3",
    "api-1:api-root": "4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4",
    "api-1:fetch": "1 1 3 3 3 i 4 3 3 3 3 3 3 3 3 3",
    "api-1:follow": "i i i i i i i i i i i i i i i i",
    "api-1:openapi-json": "i i i i i i i i i i i i i i i i",
    "api-1:outcome": "1 1 3 3 3 i 4 3 3 3 3 3 3 3 3 3",
    "api-1:poll": "1 1 3 3 3 i i 3 3 3 3 3 3 3 3 3",
    "api-1:report": "i i i i i i i i i i i i i i i i",
    "api-1:send_back": "1 1 3 3 3 i 4 3 3 3 3 3 3 3 3 3",
    "assign": "s e 3 i i 3 3 3 3 3 3 3 3 3 3 3",
    "award": "s e 3 3 3 3 3 3 3 3 3 3 i 3 3 3",
    "awards": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "begin": "i i i i i i i i i i i i i i i i",
    "bill": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "bill-file": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "bill-letter": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "bill-letter-pdf": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "bill-line": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "bill-raise": "s e 3 3 3 3 3 4 3 3 3 4 3 3 3 3",
    "bills": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "books": "s e 3 3 3 3 3 i i 3 3 i i i i i",
    "case": "s e i i i i 4 3 i 3 3 3 3 3 3 3",
    "chain": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "chain-entries": "s e 3 3 3 3 3 4 4 3 3 4 3 3 3 3",
    "chain-figure": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "chain-figure-file": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "chain-file": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "chain-findings": "s e 3 3 3 3 3 4 3 3 3 4 3 3 3 3",
    "chains": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "check": "i i i i i i i i i i i i i i i i",
    "check-bill": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "check-close": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "check-receipt": "i i i i i i i i i i i i i i i i",
    "claim": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "close-organisation": "s e 3 3 3 3 3 3 3 i 3 3 3 3 3 3",
    "close-period": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "close-person": "s e 3 3 3 3 3 3 3 i 3 3 3 3 3 3",
    "continue": "i i i i i i i i i i i i i i i i",
    "contract-measures": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "decide": "s e 3 i i 3 3 3 3 3 3 3 3 3 3 3",
    "desk": "s e 3 i i 3 3 3 3 3 3 3 3 3 3 3",
    "dossier": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "dossier-file": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "draw": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "draw-file": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "draws": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "erase": "s e 3 3 3 3 3 3 i 3 3 3 3 3 3 3",
    "erase-case": "s e 3 3 3 3 3 3 i 3 3 3 3 3 3 3",
    "figure": "s e 3 3 i 3 3 i i 3 3 i 3 3 3 3",
    "figure-entries": "s e 3 3 i 3 3 i i 3 3 i 3 3 3 3",
    "figure-entry": "s e 3 3 i 3 3 i i 3 3 i 3 3 3 3",
    "figure-entry-file": "s e 3 3 i 3 3 i i 3 3 i 3 3 3 3",
    "figure-file": "s e 3 3 i 3 3 i i 3 3 i 3 3 3 3",
    "figures": "i i i i i i i i i i i i i i i i",
    "find": "s e i i i i i 3 i 3 3 3 3 3 3 3",
    "find-form": "s e i i i i i 3 i 3 3 3 3 3 3 3",
    "finding": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 4",
    "finding-decide": "s e 3 3 3 3 3 i 3 3 3 3 3 3 3 3",
    "finding-reply": "s e 3 3 3 3 3 3 3 3 3 3 3 3 3 4",
    "finding-withdraw": "s e 3 3 3 3 3 4 3 3 3 4 3 3 3 3",
    "findings": "s e 3 3 3 3 3 i i 3 3 i i 3 3 i",
    "findings-file": "s e 3 3 3 3 3 i i 3 3 i i 3 3 i",
    "flags": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "follow": "i i i i i i i i i i i i i i i i",
    "follow-add": "i i i i i i i i i i i i i i i i",
    "follow-review": "i i i i i i i i i i i i i i i i",
    "funnel-entries": "s e 3 3 3 3 3 4 4 3 3 4 3 3 3 3",
    "funnel-file": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "funnel-findings": "s e 3 3 3 3 3 i 3 3 3 i 3 3 3 3",
    "funnels": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "handover": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 4",
    "handover-closures": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "handover-differences": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 4",
    "handover-findings": "s e 3 3 3 3 3 4 3 3 3 4 3 3 3 3",
    "handover-list": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "handover-post": "s e 3 3 3 3 3 3 3 3 3 i 3 3 3 i",
    "handover-sign": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 4",
    "handovers": "s e 3 3 3 3 3 i i 3 3 i i 3 3 i",
    "hold": "s e 3 i i 3 3 3 3 3 3 3 3 3 3 3",
    "inbox": "s e 3 3 3 i i 3 3 3 3 3 3 3 3 3",
    "log-checkpoint": "i i i i i i i i i i i i i i i i",
    "log-entries": "s e 3 3 i 3 3 i i 3 3 i 3 3 3 3",
    "log-keys": "i i i i i i i i i i i i i i i i",
    "log-tile": "i i i i i i i i i i i i i i i i",
    "make-draw": "s e 3 3 3 3 3 4 3 3 3 3 3 3 3 3",
    "measure-entries": "s e 3 3 3 3 3 4 4 3 3 4 3 3 3 3",
    "measures-file": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "measures-raise": "s e 3 3 3 3 3 4 3 3 3 4 3 3 3 3",
    "metrics-file": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "mfa_activate_totp": "s i i i i i i i i i i i i i i i",
    "mfa_add_webauthn": "s i i i i i i i i i i i i i i i",
    "mfa_authenticate": "s i i i i i i i i i i i i i i i",
    "mfa_deactivate_totp": "e e e e e e e e e e e e e e e e",
    "mfa_index": "s i i i i i i i i i i i i i i i",
    "mfa_list_webauthn": "e e e e e e e e e e e e e e e e",
    "mfa_login_webauthn": "s i i i i i i i i i i i i i i i",
    "mfa_reauthenticate": "s i i i i i i i i i i i i i i i",
    "mfa_reauthenticate_webauthn": "s i i i i i i i i i i i i i i i",
    "mfa_remove_webauthn": "s 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4",
    "new-bill": "s e 3 3 3 3 3 3 3 3 3 i 3 3 3 3",
    "new-draw": "s e 3 3 3 3 3 i 3 3 3 3 3 3 3 3",
    "new-finding": "s e 3 3 3 3 3 i 3 3 3 i 3 3 3 3",
    "new-handover": "s e 3 3 3 3 3 3 3 3 3 i 3 3 3 3",
    "new-key": "s e 3 3 3 3 3 3 3 i 3 3 3 3 3 3",
    "new-organisation": "s e 3 3 3 3 3 3 3 i 3 3 3 3 3 3",
    "new-person": "s e 3 3 3 3 3 3 3 i 3 3 3 3 3 3",
    "openid_connect_callback": "4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4",
    "openid_connect_login": "4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4",
    "organisations": "s e 3 3 3 3 3 3 3 i 3 3 3 3 3 3",
    "outcome": "s e 3 i i i 4 3 3 3 i 3 3 3 3 3",
    "oversight": "s e 3 3 i 3 3 i i 3 3 i 3 3 3 3",
    "own-answers": "i i i i i i i i i i i i i i i i",
    "own-answers-file": "i i i i i i i i i i i i i i i i",
    "package": "s e 3 3 3 i 4 3 3 3 3 3 3 3 3 3",
    "package-json": "s e 3 3 3 i 4 3 3 3 3 3 3 3 3 3",
    "people": "s e 3 3 3 3 3 3 3 i 3 3 3 3 3 3",
    "performance": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "phone": "s e i i i 3 3 3 3 3 3 3 3 3 3 3",
    "phone-report": "s e i i i 3 3 3 3 3 3 3 3 3 3 3",
    "privacy": "i i i i i i i i i i i i i i i i",
    "published-figures": "i i i i i i i i i i i i i i i i",
    "question": "i i i i i i i i i i i i i i i i",
    "reading-entries": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "reading-file": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "reading-reopen": "s e 3 3 3 3 3 4 3 3 3 3 3 3 3 3",
    "readings": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "readings-raise": "s e 3 3 3 3 3 i 3 3 3 i 3 3 3 3",
    "receipt": "i i i i i i i i i i i i i i i i",
    "receipt-file": "i i i i i i i i i i i i i i i i",
    "referral": "s e 3 3 3 i 4 3 3 3 3 3 3 3 3 3",
    "referral-outcome": "s e 3 3 3 i 4 3 3 3 3 3 3 3 3 3",
    "register": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "register-contract": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "register-decide": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "register-end": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "register-end-link": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "register-export": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "register-file": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "register-import": "s e 3 3 3 3 3 3 3 3 3 i 3 3 3 3",
    "register-new-contract": "s e 3 3 3 3 3 3 3 3 3 i 3 3 3 3",
    "register-new-name": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "register-new-organisation": "s e 3 3 3 3 3 3 3 3 3 i 3 3 3 3",
    "register-odd": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "register-organisation": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "register-organisations": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "register-organisations-file": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "register-owner": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "register-release": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "register-subcontract": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "register-terms": "s e 3 3 3 3 3 3 3 3 3 4 3 3 3 3",
    "release": "s e 3 i i 3 3 3 3 3 3 3 3 3 3 3",
    "remember": "i i i i i i i i i i i i i i i i",
    "reset-person": "s e 3 3 3 3 3 3 3 i 3 3 3 3 3 3",
    "return": "i i i i i i i i i i i i i i i i",
    "review": "s e 3 i i 3 3 3 3 3 3 3 3 3 3 3",
    "review-entries": "s e 3 3 3 3 3 4 4 3 3 4 4 3 3 3",
    "review-file": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "review-rates": "s e 3 3 3 3 3 i i 3 3 i i 3 3 3",
    "reviews": "s e 3 i i 3 3 3 3 3 3 3 3 3 3 3",
    "reviews-raise": "s e 3 3 3 3 3 4 3 3 3 4 3 3 3 3",
    "saved": "i i i i i i i i i i i i i i i i",
    "send-back": "s e 3 3 3 i 4 3 3 3 3 3 3 3 3 3",
    "sent": "i i i i i i i i i i i i i i i i",
    "service": "i i i i i i i i i i i i i i i i",
    "settle-line": "s e 3 3 3 3 3 3 3 3 3 i 3 3 3 3",
    "socialaccount_login_cancelled": "i i i i i i i i i i i i i i i i",
    "socialaccount_login_error": "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "socialaccount_signup": "s s s s s s s s s s s s s s s s",
    "staff-home": "s e i i i i i i i i e i i i i i",
    "start": "i i i i i i i i i i i i i i i i",
    "take": "s e 3 i i 3 3 3 3 3 3 3 3 3 3 3",
    "to-read": "s e 3 3 3 3 3 3 3 3 3 3 3 i 3 3",
    "to-read-one": "s e 3 3 3 3 3 3 3 3 3 3 3 4 3 3",
    "to-settle": "s e 3 3 3 3 3 3 3 3 3 3 3 3 i 3",
    "to-settle-one": "s e 3 3 3 3 3 3 3 3 3 3 3 3 4 3",
}


#: Whose way through all addresses leaves entries; whoever is refused leaves none.
OPEN_CASES = frozenset(
    {"call-handler", "assessor", "supervisor", "force-officer", "data-protection-officer"}
)
#: What is sent to addresses that look at the body before they look at anything else.
BODIES: dict[str, dict[str, object]] = {
    "api-1:send_back": {"reason": "wrong-force"},
    "api-1:outcome": {"outcome": "14", "on": "2026-11-03"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What there is to get at."""

    referred: str  # the case that West Yorkshire has
    referral: str
    dismissed: str  # the case of which a review was asked for
    reference: str
    size: int  # of the ledger


@pytest.fixture
def scene(
    hub: Hub,
    report: Callable[..., Any],
    staff: Callable[..., tuple[Client, Actor]],
    sequence: Callable[[], int],
    superuser: psycopg.Connection,
) -> Scene:
    _, decider = staff(Role.ASSESSOR, "second-firm", "first-decider")
    referred, dismissed = report(), report()
    to_force = DecisionForm(
        decision="refer", reason="lines-of-enquiry", code="NFIB90", recipient="west-yorkshire"
    )
    decide_case(hub, decider, referred.case, to_force)
    decide_case(hub, decider, dismissed.case, dismissal())
    ask_for_review(hub, dismissed.reference, dismissed.code, "Please look at this again for me.")
    while sequence():
        pass
    bookkeeper.cache_clear()
    with reading_as(decider):
        referral = ReferralStanding.objects.get(case_id=referred.case)
    row = superuser.execute("SELECT max(size) FROM checkpoint").fetchone()
    assert row
    return Scene(
        referred=referred.case,
        referral=str(referral.referral_id),
        dismissed=dismissed.case,
        reference=referred.reference,
        size=row[0],
    )


def dismissal() -> DecisionForm:
    return DecisionForm(
        decision="dismiss",
        reason="no-crime",
        considered=("answers", "evidence"),
        explanation="We looked at everything you told us and found that no crime was committed.",
    )


def _place(scene: Scene, name: str, pattern: URLPattern, spare: Callable[[str], int]) -> str:
    """Write the address of something that is there."""
    told: dict[str, object] = {
        "code": "fraud",
        "case": scene.dismissed if name == "review" else scene.referred,
        "referral": scene.referral,
        "finding": scene.referral,  # a number that is no finding's
        "handover": scene.referral,
        "invoice": scene.referral,
        "position": 1,
        "file": "package",
        "contract": "no-contract",  # one that nobody has registered
        "reference": scene.reference,
        "service": "fraud",
        "name": {"question": "happening-now", "decide": "keep"}.get(name, "funnel"),
        "index": 0 if name.startswith("figure") else f"000.p/{scene.size}",
        "level": 0,
        "link": "no-link",
        "process": "no-process",
        "pk": 1,
        "provider_id": "organisation",
        "slug": "third-firm",
    }
    wanted = pattern.pattern.converters
    if "number" in wanted:
        told["number"] = spare(name)
    return reverse(name, kwargs={key: told[key] for key in wanted})


def _how(response: HttpResponseBase) -> str:
    if response.status_code in {401, 403, 404}:
        return str(response.status_code)[1:].lstrip("0")
    to = urlsplit(response.headers.get("Location", "")).path
    return {"/sign-in": "s", "/sign-in/mine": "e"}.get(to, "i")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the door, with a browser and perhaps a token."""

    client: Client
    headers: dict[str, str]

    def tries(self, name: str, address: str) -> str:
        """Ask and send; say how that was answered, which must be the same both ways."""
        asked = self.client.get(address, headers=self.headers)
        body = BODIES.get(name, {})
        kind = "application/json" if name.startswith("api-") else MULTIPART_CONTENT
        sent = self.client.post(address, body, content_type=kind, headers=self.headers)
        assert 500 not in {asked.status_code, sent.status_code}, address
        return "".join(
            sorted(
                {
                    _how(one)
                    for one in (asked, sent)
                    if one.status_code != HTTPStatus.METHOD_NOT_ALLOWED
                }
            )
        )


@pytest.fixture
def visitor(
    hub: Hub, person: Callable[..., Person], sign_in: Callable[..., Client], public: Client
) -> Callable[[str], Visitor]:
    def come(who: str) -> Visitor:
        if who == "nobody":
            return Visitor(public, {})
        if who == "password-only":
            return Visitor(sign_in(person(Role.ASSESSOR), "password"), {})
        elsewhere = who == "officer-elsewhere"
        one = person(Role.OFFICER, "kent") if elsewhere else person(Role(who))
        token = add_token(one, label="test", drawn=hub.random.bytes(32), begun=one.begun)
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"matrix-{who:-<24}"}
        return Visitor(sign_in(one), headers)

    return come


@pytest.fixture
def spare(person: Callable[..., Person]) -> Callable[[str], int]:
    """Make an account that may be closed, for each address that closes one."""
    Organisation.objects.create(slug="third-firm", name="Third", kind="firm", begun="2026-01-01")
    return lambda name: person(Role.OVERSEER, handle=f"spare-{name}").pk


def test_every_named_address_stands_in_the_table(addresses: Mapping[str, URLPattern]) -> None:
    assert set(MATRIX) == set(addresses)


@pytest.mark.parametrize("who", WHO)
def test_every_address_lets_in_those_it_is_for_and_nobody_else(
    who: str,
    scene: Scene,
    visitor: Callable[[str], Visitor],
    spare: Callable[[str], int],
    superuser: psycopg.Connection,
    addresses: Mapping[str, URLPattern],
) -> None:
    at_the_door = visitor(who)
    column = WHO.index(who)
    before = _entries(superuser)
    out = "account_logout"  # comes last, or all others would be asked by nobody
    names = sorted(addresses, key=lambda name: (name == out, name))

    found = {
        name: at_the_door.tries(name, _place(scene, name, addresses[name], spare)) for name in names
    }
    expected = {name: row.split()[column] for name, row in MATRIX.items()}
    assert found == expected
    assert (_entries(superuser) > before) == (who in OPEN_CASES)


def _entries(superuser: psycopg.Connection) -> int:
    row = superuser.execute("SELECT count(*) FROM entry").fetchone()
    return int(row[0]) if row else 0


def test_every_role_has_a_column() -> None:
    roles = {role.value for role in Role} - {"reporter", "system"}

    assert roles < set(WHO)


def test_an_officer_sees_nothing_of_another_force_by_its_address(
    scene: Scene, visitor: Callable[[str], Visitor]
) -> None:
    page = visitor("officer-elsewhere").client.get(f"/desk/case/{scene.referred}/")

    assert page.status_code == 404
    assert scene.reference not in page.content.decode()
