"""The whole way of the books by pages alone, from a contract's registration to its handover."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import psycopg
import pytest
from django.core.cache import cache
from django.test import Client
from tests.web.sessions import sign_in

from fielding.access.roles import Role
from fielding.app.ports import Hub
from fielding.definitions.service import Kind, Question, Service
from fielding.kernel.instants import local_day
from fielding.store.accounts import AUTHORITY, FIRM, NewPerson, add_organisation, add_person
from fielding.testing.bills import Billed, write_ubl
from fielding.wiring.billing import billing
from fielding.wiring.figures import bookkeeper

BEGUN = date(2026, 1, 1)
REGISTER = "/books/register/"
PHONE = "/desk/phone/fraud/"
#: A report that no case of the ledger has.
PHANTOM = "NFRC269999999"
FINDING = "Invoice lines claim units for which the ledger has no entries."
REPLY = "The line was carried over from another contract. A credit note follows."
AWARD: Mapping[str, object] = {
    "contract": "webchat", "suppliers": ["heron"], "reasons": "The lowest price.",
}  # fmt: skip
REASONS = "The credit note came, and the line was not paid."
#: What a caller says; of other choices the last, of other questions a word.
CALLER = {"police-told": "not-yet", "suspect-known": "unknown", "reporting-for": "myself"}
BY_KIND: Mapping[Kind, object] = {
    Kind.YES_NO: "no",
    Kind.MONEY: "1,234.50",
    Kind.POSTCODE: "LS1 3EX",
    Kind.EMAIL: "caller@example.com",
    Kind.PHONE: "07700 900123",
    Kind.DATE: date(2026, 11, 3),
}
#: All that the ledger says of it, in its order.
KINDS = [
    *["organisation.registered"] * 3, *["contract.registered"] * 2, "terms.agreed",
    "case.received", "case.sorted",
    "case.assigned", "case.opened", "case.referred", "referral.sent", "case.opened",
    "invoice.posted", "invoice.checked", "finding.raised",
    "award.refused", "finding.replied", "reply.accepted", "award.made",
    "handover.begun", "handover.packaged", "handover.received", *["handover.signed"] * 3,
]  # fmt: skip


class Visitor:
    """Somebody who is signed in, and who uses pages as they are shown."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def reads(self, address: str) -> str:
        """Open a page; give its words."""
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return words_of(response.content.decode())

    def sends(self, address: str, **typed: object) -> tuple[str, str]:
        """Send a form that is taken; give where it leads, and the words there."""
        response = self.client.post(address, told(typed))
        assert response.status_code == 302, words_of(response.content.decode())
        place = str(response["Location"])
        return place, self.reads(place)

    def is_told(self, address: str, **typed: object) -> str:
        """Send a form that is answered with a page; give its words."""
        return words_of(self.client.post(address, told(typed)).content.decode())

    def finds(self, address: str, pattern: str) -> str:
        """Find something in a page's source: a link, or what a form holds."""
        found = re.search(pattern, self.client.get(address).content.decode())
        assert found, (address, pattern)
        return found[1]


def told(typed: Mapping[str, object]) -> dict[str, object]:
    """Write a form as a browser sends it: a date in three fields."""
    form: dict[str, object] = {}
    for name, value in typed.items():
        if isinstance(value, date):
            parts = {"day": value.day, "month": value.month, "year": value.year}
            form |= {f"{name}-{part}": str(number) for part, number in parts.items()}
        else:
            form[name] = value
    return form


def words_of(page: str) -> str:
    """Give the words of a page's main part, each run of blanks as one."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


@pytest.fixture
def enters(hub: Hub, sequencing: None) -> Iterator[Callable[..., Visitor]]:
    """Sign somebody in: `enters(Role.SUPPLIER, "heron")`."""
    cache.clear()
    bookkeeper.cache_clear()
    billing.cache_clear()
    for slug, name in {"heron": "Heron Limited", "egret": "Egret Limited"}.items():
        add_organisation(slug, name, FIRM, begun=BEGUN)
    add_organisation("authority", "The Authority", AUTHORITY, begun=BEGUN)

    def make(role: Role, organisation: str = "authority", contract: str = "") -> Visitor:
        handle = f"{organisation}-{role.value}"
        new = NewPerson(handle=handle, role=role, organisation=organisation, contract=contract)
        user = add_person(new, password="three random words", begun=BEGUN).user
        client = Client(SERVER_NAME="localhost")
        return Visitor(sign_in(client, user, hub.clock.now().timestamp()))

    yield make
    billing.cache_clear()
    bookkeeper.cache_clear()


def registers(manager: Visitor, agreed: date) -> None:
    """Register who buys and who supplies, two contracts, and the price of a referral."""
    for slug, name in {"authority": "The Authority", "heron": "Heron Limited",
                       "egret": "Egret Limited"}.items():  # fmt: skip
        manager.sends(
            f"{REGISTER}organisations/new",
            slug=slug, name=name, kind="firm", identifiers=f"GB-COH TEST-{slug}",
        )  # fmt: skip
    for slug, title in {"intake": "Taking reports", "webchat": "Answering by chat"}.items():
        manager.sends(
            f"{REGISTER}contracts/new",
            slug=slug, title=title, buyer="authority", supplier="heron", service="fraud",
            begins=agreed,
        )  # fmt: skip
    _, page = manager.sends(
        f"{REGISTER}contracts/intake/terms",
        effective=agreed, agreed=agreed, prices="report-referred 6.00",
    )  # fmt: skip
    assert "Taking reports" in page
    assert "Price of report-referred £6" in page


def takes_down(handler: Visitor, service: Service) -> str:
    """Take a report by phone, as the page grows with what is told; give its reference."""
    page = handler.client.get(PHONE).content.decode()
    form = dict[str, object]()
    while form.get("asked") != held(page, "asked"):
        form = {name: answer(service.questions[name]) for name in held(page, "asked").split()}
        form |= {"asked": held(page, "asked"), "draft": held(page, "draft")}
        page = handler.client.post(PHONE, told({**form, "more": "yes"})).content.decode()
    said = handler.is_told(PHONE, **form, send="yes")
    assert "The report is recorded in the ledger." in said
    return said.partition("“Your reference is” ")[2].split()[0]


def answer(question: Question) -> object:
    """Answer a question as somebody on the phone does."""
    if question.name in CALLER or not question.options:
        return CALLER.get(question.name) or BY_KIND.get(question.kind, "What the caller said")
    return question.options[-1].code


def held(page: str, name: str) -> str:
    """Give what a field of a page's form holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page
    return found[1]


def invoice(begins: date, ends: date, *references: str) -> BytesIO:
    """Bill a referral of each of these reports."""
    lines = [Billed(unit="report referred", case=one, price="6.00") for one in references]
    said = {"contract": "intake", "supplier": "TEST-heron", "issued": ends.isoformat()}
    written = write_ubl(lines, begins=begins.isoformat(), ends=ends.isoformat(), **said)
    return named(b"".join(written), "invoice.xml")


def named(content: bytes, name: str) -> BytesIO:
    """Give a file as a form sends it."""
    file = BytesIO(content)
    file.name = name
    return file


def kinds(connection: psycopg.Connection) -> list[str]:
    """Give the kinds of all entries in the order of the ledger."""
    rows = connection.execute(
        "SELECT kind FROM entry JOIN leaf USING (queued) ORDER BY index"
    ).fetchall()
    return [row[0] for row in rows]


def refers(assessor: Visitor, reference: str) -> str:
    """Take the only case that waits and refer it; give its address."""
    case, page = assessor.sends("/desk/next")
    assert reference in page
    form = f"{case}decide/refer"
    seen = assessor.finds(form, r'name="seen" value="(\d*)"')
    _, page = assessor.sends(
        form, reason="urgent", code="NFIB3A", recipient="west-yorkshire", seen=seen
    )
    assert "West Yorkshire Police" in page
    return case


def disputes(manager: Visitor, file: BytesIO) -> None:
    """Post an invoice of which one line is right and one is not, and raise what was found."""
    bill, page = manager.sends("/books/bills/new", contract="intake", file=file)
    assert "Paid £6.00 Queried £0.00 Disputed £6.00 All lines £12.00" in page
    assert "Line 1 report-referred 1 £6.00 Pay £6.00" in page
    assert "Line 2 report-referred 1 £6.00 Dispute £0.00" in page
    assert "The ledger has no entry of this unit for the case that is named" in page
    _, page = manager.sends(f"{bill}raise")
    assert f"{FINDING} Value 1 Number looked at 2 Claimed £12.00 Disputed £6.00" in page


def hears(officer: Visitor, heron: Visitor, overseer: Visitor) -> None:
    """Refuse an award while a finding is open, hear the supplier, and award after that."""
    page = officer.is_told("/books/awards/new", **AWARD)
    assert "The award is refused" in page
    assert "The supplier has not replied." in page
    _, page = officer.sends("/books/awards/new", **AWARD, sure="yes")
    assert "webchat Heron Limited Refused" in page

    finding = heron.finds("/books/findings/", r'href="(/books/findings/[0-9a-f-]{36}/)"')
    assert FINDING in heron.reads(finding)
    _, page = heron.sends(f"{finding}reply", reply=REPLY)
    assert REPLY in page
    assert "Nobody has decided on this reply yet." in page
    assert "The award is refused" in officer.is_told("/books/awards/new", **AWARD)

    reply = overseer.finds(finding, r'name="of" value="([^"]*)"')
    _, page = overseer.sends(f"{finding}decide", of=reply, result="accept", reasons=REASONS)
    assert "Reply accepted" in page
    assert REASONS in heron.reads(finding)
    page = officer.is_told("/books/awards/new", **AWARD)
    assert "The award can be made" in page
    assert REASONS in page
    _, page = officer.sends("/books/awards/new", **AWARD, sure="yes")
    assert "webchat Heron Limited Made" in page


def hand_over(manager: Visitor, heron: Visitor, egret: Visitor, case: str) -> None:
    """Hand the only open case of a contract from one firm to another; all three sign for it."""
    handover, page = manager.sends("/books/handovers/new", contract="intake", successor="egret")
    assert "From Heron Limited to Egret Limited" in page
    assert "Open cases 1 " in page
    cases = manager.client.get(f"{handover}list").content
    assert case.split("/")[-2].encode() in cases

    for firm, file in ((heron, "package"), (egret, "receipt")):
        _, page = firm.sends(f"{handover}{file}", file=named(cases, "cases.jsonl"))
        assert "The root is equal to that of the list." in page
    for party in (heron, egret, manager):
        _, page = party.sends(f"{handover}sign")
    assert "Signed for by all three" in page
    assert "not yet" not in page


def test_a_contract_goes_from_its_registration_over_a_disputed_line_to_its_handover(
    hub: Hub, enters: Callable[..., Visitor], superuser: psycopg.Connection
) -> None:
    today = local_day(hub.clock.now())
    agreed = today - timedelta(days=30)
    manager, officer = enters(Role.CONTRACT_MANAGER), enters(Role.AWARD_OFFICER)
    heron, egret = enters(Role.SUPPLIER, "heron"), enters(Role.SUPPLIER, "egret")
    handler = enters(Role.CALL_HANDLER, "heron", "intake")

    registers(manager, agreed)
    reference = takes_down(handler, hub.services.current("fraud"))
    case = refers(enters(Role.ASSESSOR, "heron", "intake"), reference)
    disputes(manager, invoice(agreed, today, reference, PHANTOM))
    assert FINDING not in egret.reads("/books/findings/")
    hears(officer, heron, enters(Role.OVERSEER))
    hand_over(manager, heron, egret, case)

    assert kinds(superuser) == KINDS
