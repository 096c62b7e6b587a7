"""Accounts: pseudonyms that fit their role and organisation, closed at once, with hashed keys."""

from datetime import date

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser, User

from fielding.access.roles import Actor, Role
from fielding.store.accounts import (
    FIRM,
    PUBLIC_BODY,
    NewPerson,
    actor_of,
    actor_of_token,
    add_organisation,
    add_person,
    add_token,
    end_person,
    load_bodies,
    reset_sign_in,
)
from fielding.store.errors import BadAccount, NameTaken, NotStaff
from fielding.store.models import Organisation, Person
from fielding.wiring.demonstration_accounts import ACCOUNTS, add_demonstration_accounts
from fielding.wiring.hub import reference_tables

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def firms(database: str) -> None:
    add_organisation("first-firm", "First Firm", FIRM, begun=DAY)


def _assessor(handle: str = "ann-1") -> Person:
    new = NewPerson(
        handle=handle, role=Role.ASSESSOR, organisation="first-firm", contract="contract-7"
    )
    return add_person(new, password="three random words", begun=DAY)


def test_an_account_acts_under_its_pseudonym_for_its_organisation() -> None:
    made = _assessor()

    actor = actor_of(made.user)

    assert actor == Actor(
        name="ann-1", role=Role.ASSESSOR, firm="first-firm", contract="contract-7"
    )


def test_an_account_holds_neither_name_nor_address() -> None:
    _assessor()

    user = User.objects.get(username="ann-1")

    assert (user.first_name, user.last_name, user.email) == ("", "", "")


def test_a_closed_account_acts_as_nobody() -> None:
    made = _assessor()

    end_person(made, on=DAY)

    with pytest.raises(NotStaff):
        actor_of(User.objects.get(username="ann-1"))


def test_a_visitor_acts_as_nobody() -> None:
    with pytest.raises(NotStaff):
        actor_of(AnonymousUser())


def test_a_handle_is_given_once() -> None:
    _assessor()

    with pytest.raises(NameTaken):
        _assessor()


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewPerson(handle="Ann Smith", role=Role.OVERSEER), "handle"),
        (NewPerson(handle="ann@example.com", role=Role.OVERSEER), "handle"),
        (NewPerson(handle="ann-1", role=Role.SYSTEM), "role"),
        (NewPerson(handle="ann-1", role=Role.REPORTER), "role"),
        (NewPerson(handle="ann-1", role=Role.OFFICER, organisation="first-firm"), "organisation"),
        (NewPerson(handle="ann-1", role=Role.OFFICER), "organisation"),
        (NewPerson(handle="ann-1", role=Role.ASSESSOR, organisation="kent"), "organisation"),
        (NewPerson(handle="ann-1", role=Role.OVERSEER, organisation="nobody"), "organisation"),
        *(
            (NewPerson(handle="ann-1", role=role, organisation="first-firm"), "organisation")
            for role in (Role.OVERSEER, Role.CONTRACT_MANAGER, Role.AWARD_OFFICER)
        ),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(new: NewPerson, field: str) -> None:
    with pytest.raises(BadAccount) as refused:
        add_person(new, password="three random words", begun=DAY)

    assert set(refused.value.faults) == {field}


def test_an_organisation_needs_a_short_name_a_name_and_a_kind() -> None:
    with pytest.raises(BadAccount) as refused:
        add_organisation("Not A Slug", " ", "club", begun=DAY)

    assert set(refused.value.faults) == {"slug", "name", "kind"}


def test_the_forces_of_the_register_are_known_bodies_from_setting_up_on() -> None:
    load_bodies(reference_tables().read("police_forces").mappings, begun=DAY)

    forces = Organisation.objects.filter(kind=PUBLIC_BODY)

    assert {"west-yorkshire", "kent", "metropolitan"} <= set(forces.values_list("slug", flat=True))


def test_a_key_for_programs_is_kept_only_as_a_hash(superuser: psycopg.Connection) -> None:
    made = _assessor()

    token = add_token(made, label="test", drawn=bytes(range(32)), begun=DAY)

    row = superuser.execute("SELECT * FROM store_token").fetchone()
    assert actor_of_token(token).name == "ann-1"
    assert token not in str(row)


def test_a_wrong_key_opens_nothing() -> None:
    with pytest.raises(NotStaff):
        actor_of_token("fld_nothing")


def test_a_reset_forgets_password_and_second_factors() -> None:
    new = NewPerson(handle="ann-1", role=Role.ASSESSOR, organisation="first-firm")
    made = add_person(new, password="old random words", begun=DAY, totp_secret="A" * 32)

    reset_sign_in(made, password="new random words")

    user = User.objects.get(username="ann-1")
    assert user.check_password("new random words")
    assert not Authenticator.objects.filter(user=user).exists()


def test_the_demonstration_has_an_account_for_every_role_of_people() -> None:
    add_demonstration_accounts(DAY)
    add_demonstration_accounts(DAY)

    made = Person.objects.filter(demonstration=True)

    people = set(Role) - {Role.REPORTER, Role.SYSTEM, Role.IMPORTER}
    assert made.count() == len(ACCOUNTS)
    assert {Role(one.role) for one in made} == people
