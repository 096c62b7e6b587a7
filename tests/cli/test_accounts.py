"""`fielding org add` and `fielding user add`."""

from typing import Any

from fielding.store.models import Person


def test_an_organisation_and_an_account_are_added(fielding: Any, database: str) -> None:
    fielding("org", "add", "north-contact", "North Contact", "--kind", "firm")

    said = fielding("user", "add", "heron-12", "--role", "assessor", "--org", "north-contact")

    person = Person.objects.get(user__username="heron-12")
    password = said.out.strip().rpartition(" ")[2]
    assert said.code == 0
    assert (person.role, person.organisation_id) == ("assessor", "north-contact")
    assert person.user.check_password(password)


def test_a_password_can_come_from_a_program_and_is_not_printed(
    fielding: Any, database: str
) -> None:
    said = fielding(
        "user", "add", "admin-7", "--role", "administrator", "--password-stdin",
        given="a long word of passing\n",
    )  # fmt: skip

    assert said.code == 0
    assert "passing" not in said.out + said.err
    assert Person.objects.get(user__username="admin-7").user.check_password(
        "a long word of passing"
    )


def test_an_account_without_its_organisation_is_refused_with_what_to_do(
    fielding: Any, database: str
) -> None:
    said = fielding("user", "add", "heron-13", "--role", "assessor")

    assert said.code == 1
    assert "works for" in said.err
