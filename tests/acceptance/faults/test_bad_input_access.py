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
from tests.acceptance.faults.access_table import MATRIX, WHO

from fielding.access.roles import Actor, Role
from fielding.app.decide_case import decide_case
from fielding.app.follow_case import ask_for_review
from fielding.app.ports import Hub
from fielding.cases.deciding import DecisionForm
from fielding.store.accounts import add_token
from fielding.store.models import Organisation, Person, ReferralStanding
from fielding.store.queries.acting import reading_as
from fielding.wiring.figures import bookkeeper

#: Whose way through all addresses leaves entries; whoever is refused leaves none.
OPEN_CASES = frozenset(
    {"call-handler", "assessor", "supervisor", "analyst", "force-officer",
     "data-protection-officer"}
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
        "network": scene.referral,
        "network_id": scene.referral,
        "one": scene.referral,
        "other": scene.referred,
        "token": "00112233445566778899aabbccddeeff",
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
