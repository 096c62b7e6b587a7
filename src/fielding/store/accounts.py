"""Accounts: who may sign in, as what, for whom. Names of people are not kept, only pseudonyms."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import QuerySet

from fielding.access.roles import Actor, Role
from fielding.store.errors import BadAccount, NameTaken, NotStaff
from fielding.store.models import Organisation, Person, Token

FIRM, PUBLIC_BODY, AUTHORITY = "firm", "public-body", "authority"
#: Kinds of organisation, and what readers call them.
KINDS = {FIRM: "Firm", PUBLIC_BODY: "Public body", AUTHORITY: "Authority in charge"}
#: Roles that people and programs can have; reporters need no account, the hub itself has none.
STAFF_ROLES = tuple(role for role in Role if role not in {Role.REPORTER, Role.SYSTEM})
#: Roles that act for an organisation, by the kinds it may be of.
_ACTS_FOR = {
    Role.OFFICER: frozenset({PUBLIC_BODY}),
    Role.CALL_HANDLER: frozenset({FIRM, AUTHORITY}),
    Role.ASSESSOR: frozenset({FIRM, AUTHORITY}),
    Role.SUPERVISOR: frozenset({FIRM, AUTHORITY}),
    Role.ANALYST: frozenset({FIRM, AUTHORITY}),
    Role.SECOND_READER: frozenset({FIRM, AUTHORITY}),
    Role.SUPPLIER: frozenset({FIRM}),
}
#: Roles that watch firms, pay them and award to them: nobody has one for a firm.
_FOR_NO_FIRM = frozenset({Role.OVERSEER, Role.CONTRACT_MANAGER, Role.AWARD_OFFICER})
LONGEST_CONTRACT = 80
_HANDLE = re.compile(r"[a-z][a-z0-9-]{2,39}")
_PREFIX = "fld_"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """An account to be made."""

    handle: str  # a pseudonym: it stands in the ledger for ever
    role: Role
    organisation: str | None = None
    contract: str = ""
    services: tuple[str, ...] = ()
    #: How the organisation's own sign-in knows them, where there is one.
    subject: str | None = None
    demonstration: bool = False


def add_organisation(slug: str, name: str, kind: str, *, begun: date) -> Organisation:
    """Add an organisation; raise NameTaken or BadAccount."""
    faults = {}
    if not _HANDLE.fullmatch(slug):
        faults["slug"] = "Use 3 to 40 small letters, digits and dashes, like north-contact"
    if not name.strip():
        faults["name"] = "Enter the organisation's name"
    if kind not in KINDS:
        faults["kind"] = "Choose what kind of organisation it is"
    if faults:
        raise BadAccount(faults)
    made, new = Organisation.objects.get_or_create(
        slug=slug, defaults={"name": name.strip(), "kind": kind, "begun": begun}
    )
    if not new:
        raise NameTaken(slug=slug)
    return made


def load_bodies(rows: Iterable[Mapping[str, str]], *, begun: date) -> None:
    """Make the police forces of the reference table known as public bodies, where they are not."""
    Organisation.objects.bulk_create(
        [
            Organisation(slug=row["slug"], name=row["name"], kind=PUBLIC_BODY, begun=begun)
            for row in rows
        ],
        ignore_conflicts=True,
    )


def add_person(
    new: NewPerson,
    *,
    password: str,
    begun: date,
    totp_secret: str | None = None,
    hashed: str | None = None,
) -> Person:
    """Add an account; raise NameTaken or BadAccount.

    Without `totp_secret` (base32) it reaches nothing until a second factor is enrolled. `hashed`:
    the password's hash where it is known to everybody, so that it is made once and not each time.
    """
    organisation = _organisation_of(new)
    with transaction.atomic():
        user, is_new = User.objects.get_or_create(username=new.handle)
        if not is_new:
            raise NameTaken(handle=new.handle)
        user.password = hashed or make_password(password)
        user.save()
        if totp_secret:
            keep_totp(user, totp_secret)
        return Person.objects.create(
            user=user,
            role=new.role.value,
            organisation=organisation,
            contract=new.contract,
            services=list(new.services),
            subject=new.subject or None,
            demonstration=new.demonstration,
            begun=begun,
        )


def end_person(person: Person, *, on: date) -> None:
    """Close an account: it cannot sign in any more, and its sessions and keys open nothing."""
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(ended=on)
        User.objects.filter(pk=person.user_id).update(is_active=False)
        person.tokens.filter(ended=None).update(ended=on)


def reset_sign_in(person: Person, *, password: str) -> None:
    """Set a new password and forget the second factors, which are enrolled anew at next sign-in."""
    with transaction.atomic():
        Authenticator.objects.filter(user=person.user).delete()
        person.user.set_password(password)
        person.user.save()


def keep_totp(user: User, secret: str) -> None:
    """Give an account a TOTP secret (base32); it is kept encrypted."""
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)}
    )


def person_of(user: User | AnonymousUser) -> Person:
    """Give what an account may do; raise NotStaff."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        raise NotStaff
    try:
        return Person.objects.select_related("organisation", "user").get(user=user, ended=None)
    except Person.DoesNotExist as fault:
        raise NotStaff from fault


def actor_of(user: User | AnonymousUser) -> Actor:
    """Say as whom an account acts; raise NotStaff."""
    return actor_for(person_of(user))


def actor_for(person: Person) -> Actor:
    """Say as whom a person acts."""
    return Actor(
        name=person.user.get_username(),
        role=Role(person.role),
        firm=person.organisation_id,
        contract=person.contract or None,
    )


def add_token(person: Person, *, label: str, drawn: bytes, begun: date) -> str:
    """Add a key for a program that acts as a person; it is told once, only its hash is kept."""
    token = _PREFIX + base64.urlsafe_b64encode(drawn).decode().rstrip("=")
    Token.objects.create(person=person, digest=_digest(token), label=label, begun=begun)
    return token


def actor_of_token(token: str) -> Actor:
    """Say as whom a program acts; raise NotStaff."""
    known = Token.objects.select_related("person__user").filter(
        digest=_digest(token), ended=None, person__ended=None, person__user__is_active=True
    )
    found = known.first()
    if found is None:
        raise NotStaff
    return actor_for(found.person)


def colleagues(actor: Actor, roles: Iterable[Role]) -> "QuerySet[Person]":
    """List the people of the actor's own organisation in some roles."""
    return Person.objects.select_related("user").filter(
        ended=None, organisation=actor.firm, role__in=[role.value for role in roles]
    )


def _organisation_of(new: NewPerson) -> Organisation | None:
    """Find the organisation, and check that the parts of the account fit together."""
    faults = {}
    if not _HANDLE.fullmatch(new.handle):
        faults["handle"] = (
            "Use 3 to 40 small letters, digits and dashes, and never a person's name: "
            "it stands in the ledger for ever"
        )
    if new.role not in STAFF_ROLES:
        faults["role"] = "Choose a role"
    if len(new.contract) > LONGEST_CONTRACT:
        faults["contract"] = f"Shorten this to {LONGEST_CONTRACT} characters"
    found = Organisation.objects.filter(slug=new.organisation or "", ended=None).first()
    if new.organisation and found is None:
        faults["organisation"] = "Choose an organisation that is in the list"
    misfit = _misfit(new.role, found)
    if misfit:
        faults["organisation"] = misfit
    if new.subject and Person.objects.filter(subject=new.subject).exists():
        faults["subject"] = "Another account has this identifier"
    if faults:
        raise BadAccount(faults)
    return found


def _misfit(role: Role, organisation: Organisation | None) -> str:
    """Say why nobody has this role for this organisation; nothing where they may."""
    kind = organisation.kind if organisation else None
    wanted = _ACTS_FOR.get(role)
    if wanted and kind not in wanted:
        kinds = " or ".join(sorted(KINDS[each].lower() for each in wanted))
        return f"Choose the {kinds} that a {role.value} works for"
    if role in _FOR_NO_FIRM and kind == FIRM:
        return f"Choose an organisation that is no firm: a {role.value} watches firms"
    return ""


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
