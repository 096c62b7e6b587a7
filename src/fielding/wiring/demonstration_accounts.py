"""The demonstration's accounts, one for each role: their secrets are known to everybody."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from fielding.access.roles import Role
from fielding.store.accounts import AUTHORITY, FIRM, NewPerson, add_person, load_bodies
from fielding.store.models import Organisation, Person
from fielding.wiring.hub import reference_tables

#: Long enough for the rules, easy to type; good for the demonstration only.
PASSWORD = "demonstration-only"  # noqa: S105
#: The contractors and the authority of the demonstration: slug, name, kind.
ORGANISATIONS = (
    ("harrier-response", "Harrier Response", FIRM),
    ("kestrel-contact", "Kestrel Contact", FIRM),
    ("reporting-authority", "Reporting Authority", AUTHORITY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemonstrationAccount:
    """An account that exists only with the demonstration."""

    handle: str
    role: Role
    organisation: str | None = None
    contract: str = ""


ACCOUNTS = (
    DemonstrationAccount(
        handle="demo-handler",
        role=Role.CALL_HANDLER,
        organisation="kestrel-contact",
        contract="reports-2026",
    ),
    DemonstrationAccount(
        handle="demo-assessor",
        role=Role.ASSESSOR,
        organisation="harrier-response",
        contract="reports-2026",
    ),
    DemonstrationAccount(
        handle="demo-assessor-two",
        role=Role.ASSESSOR,
        organisation="kestrel-contact",
        contract="reports-2026",
    ),
    DemonstrationAccount(
        handle="demo-supervisor", role=Role.SUPERVISOR, organisation="reporting-authority"
    ),
    DemonstrationAccount(
        handle="demo-analyst", role=Role.ANALYST, organisation="reporting-authority"
    ),
    DemonstrationAccount(handle="demo-officer", role=Role.OFFICER, organisation="west-yorkshire"),
    DemonstrationAccount(handle="demo-officer-two", role=Role.OFFICER, organisation="metropolitan"),
    DemonstrationAccount(
        handle="demo-overseer", role=Role.OVERSEER, organisation="reporting-authority"
    ),
    DemonstrationAccount(
        handle="demo-contracts", role=Role.CONTRACT_MANAGER, organisation="reporting-authority"
    ),
    DemonstrationAccount(
        handle="demo-awards", role=Role.AWARD_OFFICER, organisation="reporting-authority"
    ),
    DemonstrationAccount(
        handle="demo-reader", role=Role.SECOND_READER, organisation="reporting-authority"
    ),
    DemonstrationAccount(
        handle="demo-adjudicator", role=Role.ADJUDICATOR, organisation="reporting-authority"
    ),
    DemonstrationAccount(
        handle="demo-supplier", role=Role.SUPPLIER, organisation="harrier-response"
    ),
    DemonstrationAccount(
        handle="demo-supplier-two", role=Role.SUPPLIER, organisation="kestrel-contact"
    ),
    DemonstrationAccount(
        handle="demo-protection",
        role=Role.DATA_PROTECTION_OFFICER,
        organisation="reporting-authority",
    ),
    DemonstrationAccount(
        handle="demo-administrator", role=Role.ADMINISTRATOR, organisation="reporting-authority"
    ),
)


def totp_bytes(handle: str) -> bytes:
    """Give the fixed TOTP secret of a demonstration account."""
    return hashlib.sha256(f"fielding/demonstration/{handle}".encode()).digest()[:20]


def add_demonstration_accounts(begun: date) -> None:
    """Make the organisations and the accounts, where they are not there yet."""
    load_bodies(reference_tables().read("police_forces").mappings, begun=begun)
    for slug, name, kind in ORGANISATIONS:
        Organisation.objects.get_or_create(
            slug=slug, defaults={"name": name, "kind": kind, "begun": begun}
        )
    known = set(Person.objects.values_list("user__username", flat=True))
    hashed = make_password(PASSWORD)
    for account in ACCOUNTS:
        if account.handle not in known:
            _add(account, begun, hashed)


def _add(account: DemonstrationAccount, begun: date, hashed: str) -> None:
    new = NewPerson(
        handle=account.handle,
        role=account.role,
        organisation=account.organisation,
        contract=account.contract,
        demonstration=True,
    )
    secret = base64.b32encode(totp_bytes(account.handle)).decode()
    add_person(new, password=PASSWORD, begun=begun, totp_secret=secret, hashed=hashed)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """An account of the demonstration; the sign-in page shows its second factor."""

    handle: str
    role: str
    organisation: str
    password: str


def demo_accounts() -> tuple[DemoAccount, ...]:
    """List the demonstration's accounts; they exist only while it is loaded."""
    return tuple(
        DemoAccount(
            handle=account.handle,
            role=account.role.value,
            organisation=account.organisation or "",
            password=PASSWORD,
        )
        for account in ACCOUNTS
    )
